/// A set of Unicode characters, as a class such as `[a-z_]` names it.
struct ScalarSet: Sendable, Equatable {
  private(set) var ranges: [ClosedRange<UInt32>] = []
  private var isNegated = false
  /// The characters of ASCII that are in the set, a bit each.
  private var low: UInt64 = 0
  private var high: UInt64 = 0

  init(_ ranges: [ClosedRange<UInt32>], isNegated: Bool = false) {
    self.ranges = ranges
    self.isNegated = isNegated
    for value in UInt32(0)..<128 where isListed(value) != isNegated {
      if value < 64 { low |= 1 << UInt64(value) } else { high |= 1 << UInt64(value - 64) }
    }
  }

  init(_ scalar: Unicode.Scalar) { self.init([scalar.value...scalar.value]) }

  private func isListed(_ value: UInt32) -> Bool { ranges.contains { $0.contains(value) } }

  @inline(__always)
  func contains(_ scalar: Unicode.Scalar) -> Bool {
    let value = scalar.value
    if value < 64 { return low >> UInt64(value) & 1 == 1 }
    if value < 128 { return high >> UInt64(value - 64) & 1 == 1 }
    return isListed(value) != isNegated
  }

  /// The set without regard to the case of letters.
  var withBothCases: ScalarSet {
    var folded = ranges
    for range in ranges where range.count <= 1024 {
      for value in range {
        guard let properties = Unicode.Scalar(value)?.properties else { continue }
        for mapping in [properties.lowercaseMapping, properties.uppercaseMapping] {
          if mapping.unicodeScalars.count == 1, let scalar = mapping.unicodeScalars.first {
            folded.append(scalar.value...scalar.value)
          }
        }
      }
    }
    return ScalarSet(folded, isNegated: isNegated)
  }

  static let digits: [ClosedRange<UInt32>] = [48...57]
  static let word: [ClosedRange<UInt32>] = [48...57, 65...90, 95...95, 97...122]
  static let space: [ClosedRange<UInt32>] = [9...13, 32...32]
  static let anyButLineEnd = ScalarSet([10...10, 13...13], isNegated: true)
  static let wordCharacters = ScalarSet(word)

  /// What `ranges` leave out.
  static func complement(_ ranges: [ClosedRange<UInt32>]) -> [ClosedRange<UInt32>] {
    var result: [ClosedRange<UInt32>] = []
    var next: UInt32 = 0
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if range.lowerBound > next { result.append(next...(range.lowerBound - 1)) }
      next = max(next, range.upperBound + 1)
    }
    return result + [next...0x10FFFF]
  }
}
