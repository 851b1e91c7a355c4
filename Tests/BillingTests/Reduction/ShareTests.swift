import TestSupport
import Testing

@testable import Billing

/// A charge of many hours, divided.
struct ShareTests {
  private static let cases: [(Int128, [Int128])] = [
    (10, [4, 3, 3]), (11, [4, 4, 3]), (12, [4, 4, 4]), (-10, [-4, -3, -3]), (1, [1, 0, 0]),
    (-2, [-1, -1, 0]),
    (0, [0, 0, 0]), (7, [7]),
  ]

  @Test(arguments: cases)
  func divides(_ value: Int128, expected: [Int128]) {
    #expect(expected.indices.map { share($0, of: expected.count, value) } == expected)
  }

  @Test("the parts add up to the whole, differ by one unit at most, and shrink with the hours")
  func addsUp() {
    var random = SplitMix64(seed: 7)
    for _ in 0..<1_000 {
      let value =
        Int128(Int64(truncatingIfNeeded: random.next())) * Int128(random.pick([1, 1_000_000_007, -3]))
      let count = Int.random(in: 1...744, using: &random)
      let parts = (0..<count).map { share($0, of: count, value).magnitude }
      #expect((0..<count).reduce(Int128(0)) { $0 + share($1, of: count, value) } == value)
      #expect(zip(parts, parts.dropFirst()).allSatisfy { $0 >= $1 })
      #expect((parts.first ?? 0) - (parts.last ?? 0) <= 1)
    }
  }
}
