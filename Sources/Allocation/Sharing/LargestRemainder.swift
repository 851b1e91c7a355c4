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
    // What is left is less than the number of remainders above zero.
    while rest > 0 {
      var best = 0
      for index in remainders.indices where remainders[index] > remainders[best] { best = index }
      parts[best] += 1
      remainders[best] = 0
      rest -= 1
    }
    if amount < 0 { for index in parts.indices { parts[index].negate() } }
  }
}
