import Billing
import TestSupport
import Testing

/// Exact decimals.
struct AmountTests {
  @Test(arguments: [
    ("0.1", "0.2", "0.3"), ("-0.5", "0.50", "0"),
    ("1", "-0.000000000000000000000000000001", "0.999999999999999999999999999999"),
    ("10000000000", "0.0000000000000000000000000001", "10000000000.0000000000000000000000000001"),
  ])
  func adds(_ a: String, _ b: String, sum: String) throws {
    let (a, b) = (try #require(Amount(a)), try #require(Amount(b)))
    #expect((a + b).description == sum)
    #expect(b + a == a + b)
    #expect((a + b) - b == a)
  }

  @Test(
    "a tie goes to the even digit",
    arguments: [
      ("0.5", 0, "0"), ("1.5", 0, "2"), ("2.5", 0, "2"), ("-0.5", 0, "0"), ("-1.5", 0, "-2"),
      ("-2.5", 0, "-2"),
      ("0.125", 2, "0.12"), ("0.135", 2, "0.14"), ("-0.125", 2, "-0.12"), ("0.1250000001", 2, "0.13"),
      ("0.1249999999", 2, "0.12"), ("-0.1250000001", 2, "-0.13"), ("20.52022672899", 2, "20.52"),
      ("7", 2, "7"),
      ("9.995", 2, "10"), ("99.5", 0, "100"),
    ])
  func roundsHalfEven(_ amount: String, decimals: Int, expected: String) throws {
    #expect(try #require(Amount(amount)).roundedHalfEven(to: decimals).description == expected)
  }

  @Test(arguments: [
    (Int128(0), 0, "0"), (0, 3, "0"), (1200, 2, "12"), (-125, 4, "-0.0125"), (5, 1, "0.5"), (-5, 0, "-5"),
    (100, 0, "100"), (1, 30, "0.000000000000000000000000000001"),
  ])
  func describes(units: Int128, scale: Int, expected: String) {
    #expect(Amount(units: units, scale: scale).description == expected)
  }

  @Test func keepsZerosOnlyInDigits() {
    #expect(Amount(units: 123_400, scale: 4).digits == "12.3400")
    #expect(Amount(units: -1, scale: 3).digits == "-0.001")
    #expect(Amount(units: 0, scale: 2).digits == "0.00")
  }

  @Test(arguments: [
    ("0", 2, "0.00"), ("12345.675", 2, "12,345.68"), ("12345.665", 2, "12,345.66"),
    ("-1234567", 0, "-1,234,567"),
    ("999.999", 2, "1,000.00"), ("-0.001", 2, "0.00"), ("100", 3, "100.000"), ("999", 0, "999"),
    ("1000", 0, "1,000"),
  ])
  func formats(_ amount: String, decimals: Int, expected: String) throws {
    #expect(try #require(Amount(amount)).formatted(decimals: decimals) == expected)
  }

  @Test(arguments: ["", ".", "-", "1.2.3", "1e3", "a", " 1", "1 ", "1,000", "--1", "0x1", "1.-5", "1.+5"])
  func isNoAmount(_ text: String) { #expect(Amount(text) == nil) }

  @Test func equalAmountsHashAlike() {
    #expect(Amount(units: 10, scale: 1) == Amount(units: 1, scale: 0))
    #expect(
      Set([Amount(units: 10, scale: 1), Amount(units: 1, scale: 0), Amount(units: 100, scale: 2)]).count == 1)
    #expect(Amount(units: 99, scale: 2) < Amount(units: 1, scale: 0))
    #expect(Amount(units: -1, scale: 0) < .zero)
  }

  @Test("what is described is read again")
  func roundTrip() {
    var random = SplitMix64(seed: 2)
    for _ in 0..<2_000 {
      let amount = Amount(
        units: Int128(Int32(truncatingIfNeeded: random.next())) * Int128(random.pick([1, 7, 1_000_000_007])),
        scale: Int.random(in: 0...30, using: &random))
      #expect(Amount(amount.description) == amount)
      #expect(Amount(amount.digits)?.scale == amount.scale)
      #expect(Amount(amount.digits) == amount)
      #expect(amount.trimmed == amount)
    }
  }

  @Test("sums agree with Python's decimal")
  func agreesWithDecimal() throws {
    var random = SplitMix64(seed: 3)
    let amounts = (0..<500).map { _ in
      Amount(
        units: Int128(Int64(truncatingIfNeeded: random.next())), scale: Int.random(in: 6...20, using: &random)
      )
    }
    let sums = amounts.reduce(into: [Amount.zero]) { $0.append($0[$0.count - 1] + $1) }.dropFirst()
    let script = """
      import sys; from decimal import *
      getcontext().prec = 80
      total, ok = Decimal(0), 0
      for line in sys.argv[1].split():
        amount, expected, rounded = line.split(':')
        total += Decimal(amount)
        ok += total == Decimal(expected) and total.quantize(Decimal('0.01'), ROUND_HALF_EVEN) == Decimal(rounded)
      print(ok)
      """
    let lines = zip(amounts, sums).map {
      "\($0.digits):\($1.description):\($1.roundedHalfEven(to: 2).description)"
    }
    #expect(try Program.python(script, [lines.joined(separator: " ")]) == "500\n")
  }
}
