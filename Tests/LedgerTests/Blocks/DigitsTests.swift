import Billing
import TestSupport
import Testing

@testable import Ledger

/// Numbers as digits of one width.
struct DigitsTests {
  @Test func packsFromTheLeast() {
    #expect(text(Digits([7, 7, 7], scale: 2)) == "7 0 ")
    #expect(text(Digits([-5, 7, 95], scale: 0)) == "-5 3 000012100")
    #expect(text(Digits([9, 0], scale: 10)) == "0 1 90")
    #expect(text(Digits(counting: [0, 12, 3])) == "0 2 001203")
    #expect(text(Digits(counting: [])) == "0 1 ")
  }

  private func text(_ digits: Digits) -> String {
    "\(digits.base ?? 0) \(digits.width) \(String(decoding: digits.bytes, as: UTF8.self))"
  }

  @Test func widerFiguresAreSignWholeAndDecimals() {
    let digits = Digits([Int128("-1000000000000000000001") ?? 0, 5], scale: 21)
    #expect(digits.base == nil)
    #expect(digits.width == 50)
    #expect(
      String(decoding: digits.bytes, as: UTF8.self)
        == "-0000000000000000001" + "000000000000000000001000000000" + "+0000000000000000000"
        + "000000000000000000005000000000")
  }

  @Test(arguments: [
    (UInt64(0), 1), (9, 1), (10, 2), (99, 2), (100, 3), (9_223_372_036_854_775_807, 19), (.max, 20),
  ])
  func width(_ number: UInt64, expected: Int) { #expect(Digits.width(of: number) == expected) }

  @Test("what is packed is read again, at every scale and size")
  func roundTrip() {
    var random = SplitMix64(seed: 10)
    for _ in 0..<2_000 {
      let scale = Int.random(in: 0...30, using: &random)
      let most = random.pick([
        Int128(1), 9, 1_000, Int128(Int64.max), Int128(Int64.max) * powerOfTen(min(scale, 19)),
      ])
      let numbers = (0..<Int.random(in: 1...40, using: &random)).map { _ in
        Int128.random(in: -most...most, using: &random)
      }
      expectReadAgain(numbers, scale)
    }
  }

  @Test(
    "the borders of 64 bits",
    arguments: [
      [Int128(Int64.max), 0], [Int128(Int64.max), -1], [Int128(Int64.min), 0], [Int128(Int64.min) + 1, -1],
      [Int128(Int64.min), Int128(Int64.max)], [Int128(Int64.max) + 1], [Int128(Int64.min)],
      [Int128(Int64.max)],
    ])
  func borders(_ numbers: [Int128]) {
    expectReadAgain(numbers, 1)
    expectReadAgain(numbers, 18)
    expectReadAgain(numbers, 19)
  }

  @Test("a number too large for a day of them to be added up is said to be out of reach")
  func outOfReach() {
    #expect(!Digits([Int128(Int64.max)], scale: 0).isOutOfReach)
    #expect(!Digits([Int128(Digits.mostWhole) * powerOfTen(19)], scale: 19).isOutOfReach)
    #expect(Digits([Int128(Digits.mostWhole + 1) * powerOfTen(19)], scale: 19).isOutOfReach)
    #expect(Digits([Int128(Int64.max) + 1], scale: 0).isOutOfReach)
    #expect(Digits([1, (Int128(Int64.max) + 1) * -10], scale: 1).isOutOfReach)
  }

  private func expectReadAgain(_ numbers: [Int128], _ scale: Int) {
    let digits = Digits(numbers, scale: scale)
    let read = unsafe digits.bytes.withUnsafeBufferPointer { bytes -> [Int128] in
      numbers.indices.map { index in
        guard let base = digits.base else {
          return unsafe bytes.baseAddress.map { unsafe Digits.readWide($0, index, scale: scale) } ?? 0
        }
        guard digits.width > 0, let start = bytes.baseAddress else { return Int128(base) }
        return unsafe Int128(base) + Int128(Digits.read(start, index, digits.width))
      }
    }
    #expect(read == numbers, "scale \(scale)")
  }
}
