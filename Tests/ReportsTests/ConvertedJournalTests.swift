import Allocation
import Billing
import TestSupport
import Testing

@testable import Reports

/// The journal in the currency that accounting books in.
struct ConvertedJournalTests {
  private func report(_ conversion: ReportConversion?) throws -> MonthReport {
    var company = SmallCompany(months: [])
    company.charges = [
      ("voting", "USD", 1_000_500), ("platform", "USD", 333_333), ("growth", "USD", -20_005),
      ("voting", "GBP", 70_000),
    ].map { team, currency, units in
      SmallCompany.Charge(
        period: "2026-10", day: 1, hour: 0, dimensions: ["team": team, "charge_category": "Usage"],
        amount: Amount(units: units, scale: 4), currency: currency)
    }
    var inputs = try company.inputs(findings: [])
    inputs.budgets = []
    inputs.conversion = conversion
    return try MonthReport(inputs)
  }

  private let conversion = ReportConversion(
    to: "EUR", rates: ["USD": Amount(units: 9_234, scale: 4)], source: "ECB, 30 October 2026")

  @Test func `every line is converted from all its digits, and the rounding line balances them`() throws {
    let table = try #require(report(conversion).tables.first { $0.id == "journal-USD-EUR" })
    // 100.05 × 0.9234 = 92.38617; 33.3333 × 0.9234 = 30.77996922; −2.0005 × 0.9234 = −1.8472617; the sum of all three,
    // 131.3828 × 0.9234 = 121.31887752.
    #expect(
      table.rows.map { $0.cells.map(\.exact) } == [
        ["6200", "voting", "92.39", ""], ["6210", "platform", "30.78", ""], ["6290", "growth", "", "1.85"],
        ["2000", "bill of 2026-10", "", "121.32"],
      ])
    #expect(table.note?.contains("1 USD = 0.9234 EUR (ECB, 30 October 2026)") == true)
  }

  @Test func `a currency without a rate is not converted, and that is said`() throws {
    let section = try #require(report(conversion).sections.first { $0.id == "journal" })
    #expect(section.tables.map(\.id) == ["journal", "journal-USD-EUR"])
    #expect(section.notes == ["There is no rate for GBP, so it is not converted."])
  }

  @Test func `without rates there is one journal`() throws {
    #expect(try report(nil).tables.filter { $0.id.hasPrefix("journal") }.map(\.id) == ["journal"])
  }

  @Test func `converts as Python's decimal does`() throws {
    var random = SplitMix64(seed: 8)
    let cases = (1...500).map { _ in
      (
        amount: Amount(
          units: Int128(Int64.random(in: -9_000_000_000_000_000...9_000_000_000_000_000, using: &random)),
          scale: Int.random(in: 0...20, using: &random)),
        rate: Amount(
          units: Int128(Int64.random(in: 1...99_999_999, using: &random)),
          scale: Int.random(in: 0...8, using: &random))
      )
    }
    let expected = try Program.python(
      """
      import sys
      from decimal import Decimal, ROUND_HALF_EVEN, getcontext
      getcontext().prec = 80
      for line in sys.argv[1].split():
          amount, rate = map(Decimal, line.split('*'))
          print(f"{(amount * rate).quantize(Decimal('0.01'), ROUND_HALF_EVEN) + 0:f}")
      """, [cases.map { "\($0.amount)*\($0.rate)" }.joined(separator: " ")])
    let lines = expected.split(separator: "\n").map(String.init)
    #expect(lines.count == cases.count)
    for (one, line) in zip(cases, lines) {
      let converted = one.amount.converted(at: one.rate)
      #expect(converted == Amount(line) && converted?.scale == 2, "\(one.amount) × \(one.rate)")
    }
  }

  @Test func `ties go to the even cent`() {
    let one = Amount(units: 1, scale: 0)
    for (cents, even) in [(125, 12), (135, 14), (-125, -12), (-135, -14), (145, 14)] {
      #expect(
        Amount(units: Int128(cents), scale: 3).converted(at: one) == Amount(units: Int128(even), scale: 2))
    }
  }
}
