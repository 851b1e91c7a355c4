import Allocation
import Billing
import Reports
import Testing

/// A month whose bill is still coming: what is known of it, and what it is expected to cost.
struct UnfinishedMonthTests {
  /// Ten a day for voting and five for growth in both months, as far as October is known.
  private func report(days: Int, asOf: String = "2026-10-20", state: ReportBill.State = .estimated) throws
    -> MonthReport
  {
    var company = SmallCompany(months: [])
    for (month, count) in [("2026-09", 30), ("2026-10", days)] {
      for day in 1...count {
        for (team, cost) in [("voting", 10), ("growth", 5)] {
          company.charges.append(
            SmallCompany.Charge(
              period: month, day: day, hour: 0, dimensions: ["team": team, "charge_category": "Usage"],
              amount: Amount(units: Int128(cost), scale: 0)))
        }
      }
    }
    var inputs = try company.inputs(findings: [])
    inputs.asOf = asOf
    inputs.quality.bills[0].state = state
    // The last hour of the last day: 2026-10-01 is day 20727 since 1970.
    inputs.quality.bills[0].newestHour = (20_727 + days) * 24 - 1
    return try MonthReport(inputs)
  }

  private func section(_ report: MonthReport) -> ReportSection? {
    report.sections.first { $0.id == "budgets" }
  }

  @Test func `the forecast stands on top and beside each budget`() throws {
    let report = try report(days: 12)
    let fact = try #require(report.head.facts.first)
    #expect(fact.title == "Forecast for the month" && fact.value == "465.00 USD")
    #expect(
      fact.detail
        == "465.00 to 465.00, from 12 days by weekday and trend; off by 0.0% on earlier months")
    let markdown = try ReportFiles.files(of: report)[1].text
    #expect(
      markdown.contains(
        "| voting<br>team | 13,000.00 |      120.00 |  0.9% | 12,880.00 |   310.00 | 310.00 | 310.00 |      2.4% |"
      ))
    #expect(markdown.contains("On 1 earlier month, cut at the same day, it was off by 0.0% (median)."))
    #expect(
      markdown.contains("`tarsier cost --per day --where billing_period=2026-09,2026-10`"))
  }

  @Test func `under eight days there is none, and it is said why`() throws {
    let report = try report(days: 7)
    #expect(report.head.facts.first?.value == "none yet")
    #expect(
      section(report)?.notes == [
        "No forecast: 7 days of the month are known, and it takes 8 to have seen every weekday."
      ])
    #expect(section(report)?.tables.contains { $0.id == "forecast" } == false)
  }

  @Test(arguments: [
    (31, "2026-11-02", ReportBill.State.estimated), (20, "2026-11-02", .final), (31, "2026-11-02", .closed),
  ])
  func `a month that is whole needs none`(days: Int, asOf: String, state: ReportBill.State) throws {
    let report = try report(days: days, asOf: asOf, state: state)
    #expect(!report.head.facts.contains { $0.title.hasPrefix("Forecast") })
    #expect(section(report)?.tables[0].columns.contains { $0.id == "forecast" } == false)
  }

  @Test func `an estimated bill that ends early is forecast after the month, too`() throws {
    let report = try report(days: 20, asOf: "2026-11-02")
    #expect(report.head.facts.first?.value == "465.00 USD")
  }
}
