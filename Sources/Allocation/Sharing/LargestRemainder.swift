/// Divides amounts by weights so that the parts add up to the whole.
///
/// Each part is rounded down, and the units that are left go one each to the largest remainders; of equal ones,
/// to the first. A negative amount is divided as its opposite is.
struct LargestRemainder {
  /// What came of the last division.
  private(set) var parts: [Int128] = []
  private var remainders: [UInt128] = []

  /// Divides `amount` into `parts`.
  ///
  /// - Parameters:
  ///   - weights: of each part; their sum is `total`, which is above zero.
  mutating func divide(_ amount: Int128, _ weights: ArraySlice<UInt128>, total: UInt128) {
    let size = amount.magnitude
    parts.removeAll(keepingCapacity: true)
    remainders.removeAll(keepingCapacity: true)
    var rest = size
    if size <= UInt128(UInt64.max), total <= UInt128(UInt64.max) {
      let (size, total) = (UInt64(truncatingIfNeeded: size), UInt64(truncatingIfNeeded: total))
      for weight in weights {
        let product = size.multipliedFullWidth(by: UInt64(truncatingIfNeeded: weight))
        let (quotient, remainder) = total.dividingFullWidth(product)
        parts.append(Int128(quotient))
        remainders.append(UInt128(remainder))
        rest -= UInt128(quotient)
      }
    } else {
      for weight in weights {
        let (quotient, remainder) = total.dividingFullWidth(size.multipliedFullWidth(by: weight))
        parts.append(Int128(quotient))
        remainders.append(remainder)
        rest -= quotient
      }
    }
    handOut(Int(rest))
    if amount < 0 { for index in parts.indices { parts[index].negate() } }
  }

  /// Adds a unit to each of the parts with the largest remainders; there are more above zero than units.
  private mutating func handOut(_ units: Int) {
    guard units > Self.few else {
      for _ in 0..<units {
        var best = 0
        for index in remainders.indices where remainders[index] > remainders[best] { best = index }
        parts[best] += 1
        remainders[best] = 0
      }
      return
    }
    let order = remainders.indices.sorted { a, b in
      remainders[a] != remainders[b] ? remainders[a] > remainders[b] : a < b
    }
    for index in order.prefix(units) { parts[index] += 1 }
  }

  /// Up to so many units the largest remainder is looked for one by one.
  private static let few = 8
}
