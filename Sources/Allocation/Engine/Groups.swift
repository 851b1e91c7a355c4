internal import Billing

/// The groups of an answer, numbered as they are met.
struct Groups {
  struct Key: Hashable {
    var values: [String?]
    /// The currency, or the unit of usage.
    var unit: String?
  }

  private(set) var keys: [Key] = []
  private var numbers: [Key: Int] = [:]

  mutating func number(_ key: Key) -> Int {
    if let known = numbers[key] { return known }
    numbers[key] = keys.count
    keys.append(key)
    return keys.count - 1
  }
}

/// One slice of an answer's time; it has no name where the question asks for totals.
struct Slice: Hashable {
  var name: String?
}

/// The sums of groups in slices, each with the decimals of its own bill until the end.
struct SliceSums {
  private var sums: [Int: Amount] = [:]
  private var slices: [Slice] = []
  private var numbers: [Slice: Int] = [:]

  mutating func number(_ slice: Slice) -> Int {
    if let known = numbers[slice] { return known }
    numbers[slice] = slices.count
    slices.append(slice)
    return slices.count - 1
  }

  mutating func add(group: Int, slice: Int, _ amount: Amount) {
    let cell = group << 24 | slice
    sums[cell] = (sums[cell] ?? Amount(units: 0, scale: amount.scale)) + amount
  }

  /// All sums, in no order.
  func forEach(_ body: (_ group: Int, _ slice: String?, _ amount: Amount) -> Void) {
    for (cell, amount) in sums { body(cell >> 24, slices[cell & 0xFF_FFFF].name, amount) }
  }
}
