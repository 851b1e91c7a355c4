import Reports
import Testing

/// What holds of every page, whatever its figures.
struct PageTests {
  @Test func `the page asks for nothing from elsewhere`() throws {
    let files = try ReportFiles.files(of: SmallCompany.october())
    let page = try #require(files.first { $0.name == "2026-10.html" }).text
    #expect(page.split(separator: "http").dropFirst().allSatisfy { $0.hasPrefix("://www.w3.org/2000/svg") })
    for name in ["<script", "<link", "<img", "@import", "url(", "src="] { #expect(!page.contains(name)) }
  }

  @Test func `a command stands on a line of its own under its table`() throws {
    let files = try ReportFiles.files(of: SmallCompany.october())
    let lines = try #require(files.first { $0.name == "2026-10.md" }).text
      .split(separator: "\n", omittingEmptySubsequences: false)
    for command in [
      "`tarsier cost --where billing_period=2026-10`",
      "`tarsier cost --by team --where billing_period=2026-10`",
      "`tarsier cost --by resource,service,account,region --where billing_period=2026-10 --top 20`",
      "`tarsier cost --where billing_period=2026-10 --where tag:team=`", "`tarsier audit --as-of 2026-11-02`",
    ] {
      #expect(lines.contains(Substring(command)), "\(command)")
    }
  }

  @Test func `the month's files are named as promised`() throws {
    let files = try ReportFiles.files(of: SmallCompany.october())
    #expect(
      files.map(\.name).filter { !$0.contains("/statements/") } == [
        "2026-10.html", "2026-10.md", "2026-10.csv", "2026-10/total.csv",
        "2026-10/reconciliation.csv", "2026-10/bill-totals.csv", "2026-10/invoices.csv", "2026-10/kinds.csv",
        "2026-10/bridge.csv", "2026-10/movers-service.csv", "2026-10/movers-team.csv", "2026-10/services.csv",
        "2026-10/concept-team.csv", "2026-10/accounts.csv", "2026-10/regions.csv", "2026-10/days.csv",
        "2026-10/days-services.csv", "2026-10/dearest-hours.csv", "2026-10/hours.csv", "2026-10/events.csv",
        "2026-10/unit-votes.csv", "2026-10/budgets.csv", "2026-10/anomalies.csv", "2026-10/resources.csv",
        "2026-10/findings-by-rule.csv", "2026-10/findings-by-owner.csv", "2026-10/findings.csv",
        "2026-10/bills.csv", "2026-10/untagged.csv", "2026-10/untagged-services.csv", "2026-10/journal.csv",
      ])
  }

  @Test func `an estimated bill and rows that are missing are told on top`() throws {
    var inputs = try SmallCompany(months: [10]).inputs(organization: nil)
    inputs.quality.bills[0].state = .estimated
    inputs.quality.bills[0].rejects = 1200
    let files = try ReportFiles.files(of: MonthReport(inputs))
    let page = try #require(files.first { $0.name == "2026-10.md" }).text
    #expect(
      page.hasPrefix(
        """
        # Cloud costs, October 2026

        Estimated: the provider may still change the bill, as of 2026-11-02. Delivered \
        2026-11-03T04:12:00Z, as the manifest says. 1,200 rows that could not be read are missing from all figures.
        """))
  }
}
