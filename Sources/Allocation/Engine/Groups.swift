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
  /// Goes before the name in the order of time: where clocks go back, 02:00+02:00 comes before 02:00+01:00.
  var hour = 0
}

/// The sums of groups in slices.
struct SliceSums {
  private struct Part {
    var scale: Int
    /// Units by group and slice, at `scale`.
    var sums: [Int: Int128] = [:]
  }

  /// One part for each number of decimals that a bill has.
  private var parts: [Part] = []
  private(set) var slices: [Slice] = []
  private var numbers: [Slice: Int] = [:]

  mutating func number(_ slice: Slice) -> Int {
    if let known = numbers[slice] { return known }
    numbers[slice] = slices.count
    slices.append(slice)
    return slices.count - 1
  }

  /// The decimals of all sums: those of the bill with most.
  var scale: Int { parts.map(\.scale).max() ?? 0 }

  /// Adds a bill's sums.
  ///
  /// - Parameter sums: calls back with group, slice and units at `scale`.
  mutating func add(scale: Int, _ sums: (_ body: (Int, Int, Int128) -> Void) -> Void) {
    let index = parts.firstIndex { $0.scale == scale } ?? parts.count
    if index == parts.count { parts.append(Part(scale: scale)) }
    sums { group, slice, units in parts[index].sums[group << 24 | slice, default: 0] += units }
  }

  /// All sums at `scale`, in no order.
  func forEach(_ body: (_ group: Int, _ slice: Int, _ units: Int128) -> Void) {
    guard parts.count != 1 else {
      for (cell, units) in parts[0].sums { body(cell >> 24, cell & 0xFF_FFFF, units) }
      return
    }
    var all: [Int: Int128] = [:]
    for part in parts {
      let factor = powerOfTen(scale - part.scale)
      for (cell, units) in part.sums { all[cell, default: 0] += units * factor }
    }
    for (cell, units) in all { body(cell >> 24, cell & 0xFF_FFFF, units) }
  }
}
