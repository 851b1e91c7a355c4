import Allocation
import Billing
import Reports
import Testing

/// Whatever a month holds, its report adds up: credits, absent dimensions, two currencies, long decimals.
struct RandomMonthsTests {
  @Test(arguments: 1...12)
  func `adds up`(seed: UInt64) throws {
    var random = seed &* 0x9E37_79B9_7F4A_7C15
    func next(_ limit: Int) -> Int {
      random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((random >> 33) % UInt64(limit))
    }
    var company = SmallCompany(months: [])
    for _ in 0..<(1 + next(200)) {
      var dimensions: [String: String] = [:]
      for name in ["service", "team", "account", "region", "resource"] where next(4) > 0 {
        dimensions[name] = "\(name) \(next(60))"
      }
      company.charges.append(
        SmallCompany.Charge(
          period: next(3) == 0 ? "2026-09" : "2026-10", day: 1 + next(30), hour: next(24),
          dimensions: dimensions,
          amount: Amount(units: Int128(next(1_000_000_000) - 300_000_000), scale: 2 + next(20))))
    }
    company.charges[0].period = "2026-10"
    let total = company.charges.filter { $0.period == "2026-10" }.reduce(Amount.zero) { $0 + $1.amount }
    let report = try MonthReport(company.inputs(findings: []))
    #expect(report.head.totals.map(\.value) == ["\(total.formatted()) USD"])
    #expect(try ReportFiles.files(of: report).allSatisfy { !$0.text.isEmpty })
  }
}
