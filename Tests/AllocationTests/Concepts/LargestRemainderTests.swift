import TestSupport
import Testing

@testable import Allocation

@Suite("Largest remainder")
struct LargestRemainderTests {
  private func parts(_ amount: Int128, _ weights: [UInt128]) -> [Int128] {
    var division = LargestRemainder()
    division.divide(amount, weights[...], total: weights.reduce(0, +))
    return division.parts
  }

  @Test(
    arguments: [
      (10, [1, 1, 1], [4, 3, 3]), (-10, [1, 1, 1], [-4, -3, -3]), (1, [1, 3], [0, 1]), (0, [1, 3], [0, 0]),
      (7, [0, 2, 0], [0, 7, 0]), (100, [1, 2, 3], [17, 33, 50]), (2, [1, 1, 1], [1, 1, 0]),
      (5, [3, 3, 3, 1], [2, 2, 1, 0]),
    ] as [(Int128, [UInt128], [Int128])])
  func divides(amount: Int128, weights: [UInt128], expected: [Int128]) {
    #expect(parts(amount, weights) == expected)
  }

  @Test func wideNumbersDivideAsNarrowOnesDo() {
    let wide: Int128 = 1_000_000_000_000_000_000_000_000_000_001
    #expect(parts(wide, [1, 1]) == [wide / 2 + 1, wide / 2])
    #expect(parts(10, [1 << 90, 1 << 90, 1 << 90]) == [4, 3, 3])
  }

  @Test(arguments: 1...4) func addsUp(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    for _ in 0..<500 {
      let weights = (0..<Int.random(in: 1...40, using: &random)).map { _ in
        UInt128(UInt64.random(in: 0...1 << 62, using: &random) >> UInt64.random(in: 0...61, using: &random))
      }
      guard weights.contains(where: { $0 > 0 }) else { continue }
      let amount =
        Int128(Int64.random(in: .min...(.max), using: &random)) >> Int.random(in: 0...63, using: &random)
      let parts = parts(amount, weights)
      #expect(parts.reduce(0, +) == amount)
      #expect(zip(parts, weights).allSatisfy { $1 > 0 || $0 == 0 })
    }
  }
}
