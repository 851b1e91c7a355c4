import Allocation
import Audit
import Billing
import Charts
import Testing

@testable import Reports

/// The parts about what exists: conformity, inventory, the janitor, findings added up, deliveries.
struct ExistingThingsTests {
  private func report(_ change: (inout ReportInputs) -> Void) throws -> MonthReport {
    var inputs = try SmallCompany.agora.inputs()
    change(&inputs)
    return try MonthReport(inputs)
  }

  private func rows(_ id: String, _ report: MonthReport) throws -> [[String]] {
    let table = try #require(report.tables.first { $0.id == id })
    return (table.rows + table.totals).map { $0.cells.map(\.exact) }
  }

  @Test func `findings add up by rule and by owner, each resource once`() throws {
    let report = try report { _ in }
    #expect(
      try rows("findings-by-rule", report)
        == [
          ["instance-idle", "USD", "2", "2", "998.69", "998.69"],
          ["ebs-volume-detached", "USD", "1", "0", "22.33", "22.33"],
          ["instance-untagged", "USD", "1", "0", "457.73", "0"],
          ["group-zone-balance", "", "1", "0", "", ""],
          ["Total", "USD", "5", "2", "", "1021.02"],
        ].map { row in row.enumerated().filter { $0.offset != 1 }.map(\.element) })
    // A finding whose cost no bill knows counts with its owner's.
    #expect(
      try rows("findings-by-owner", report).map { "\($0[0]) \($0[1])" } == [
        "platform@example.com 4", " 1", "Total 5",
      ])
  }

  @Test func `a saving that two findings share is counted in parts`() throws {
    let finding = SmallCompany.findings[0]
    var other = finding
    other.rule = "other"
    other.saving = Amount(units: 1, scale: 0)
    let costs = FindingCosts([finding, other])
    #expect(costs.saving["USD"] == Amount(units: 541_960, scale: 3))
    #expect(costs.monthly["USD"] == Amount(units: 540_960, scale: 3))
  }

  private let balance = ReportZoneBalance(
    type: "auto_scaling_group", id: "results<api>", account: "111111111111", region: "us-east-1",
    zones: [.init(name: "us-east-1a", instances: 7), .init(name: "us-east-1b", instances: 0)])

  @Test func `conformity tells scores, zones and what was not checked`() throws {
    var missing = NotChecked(
      rule: "a", account: "111111111111", region: "global", call: "iam.list-users", reason: "denied",
      lastChecked: nil)
    var never = missing
    never.rule = "b"
    never.wasNeverLoaded = true
    missing.rule = "c"
    let report = try report {
      let conformity = ReportConformity(
        scores: [ConformityScore(family: .unused, account: "111111111111", checked: 3, flagged: 1)],
        before: [ConformityScore(family: .unused, account: "111111111111", checked: 2, flagged: 0)],
        beforeAsOf: "2026-10-02", balances: [balance], notChecked: [missing, never])
      $0.audit = { ReportAudit(findings: SmallCompany.findings, conformity: conformity) }
    }
    #expect(try rows("conformity", report) == [["unused", "111111111111", "3", "1", "66.6", "100.0"]])
    #expect(
      try rows("zone-balance", report) == [
        ["results<api>", "111111111111", "us-east-1a 7, us-east-1b 0", "7", "100.0"]
      ])
    #expect(
      try rows("not-checked", report) == [
        ["111111111111", "denied", "c", "1"], ["111111111111", "answers that were never loaded", "b", "1"],
      ])
    let section = try #require(report.sections.first { $0.id == "conformity" })
    #expect(section.lead == "No rule flags 66.6% of what was checked (100.0% on 2026-10-02).")
    let svg = try #require(section.figures.first).chart.html(id: "x", title: "Zones")
    #expect(svg.contains("<desc id=\"x-desc\">results&lt;api&gt;: 1a 7, 1b 0.</desc>"))
    #expect(svg.split(separator: "class=\"z-some\"").count == 8 && svg.contains("class=\"z-none\""))
    #expect(!svg.contains("<api>"))
  }

  @Test func `the janitor's savings are less what its snapshots cost`() throws {
    func action(_ resource: String, _ measured: Int128?) -> ReportJanitor.Action {
      ReportJanitor.Action(
        day: "2026-10-19", action: "delete-ebs-volume", resource: resource, account: "222222222222",
        region: "eu-west-1", estimated: Amount(units: 10, scale: 0),
        measured: measured.map { Amount(units: $0, scale: 1) }, currency: "USD")
    }
    let report = try report {
      $0.janitor = ReportJanitor(
        actions: [action("vol-1", 41), action("vol-2", nil)],
        safetySnapshots: ["USD": Amount(units: 3, scale: 1)])
    }
    #expect(
      try rows("janitor", report).map { [$0[0], $0[3], $0[4]] } == [
        ["vol-1", "10", "4.1"], ["vol-2", "10", ""], ["Safety snapshots", "", "-0.3"],
        ["Total", "20", "3.8"],
      ])
    #expect(
      report.sections.first { $0.id == "janitor" }?.lead
        == "2 things were cleaned up; the bills show 3.80 USD saved so far.")
  }

  @Test func `what a bill was before, and what its newest delivery changed`() throws {
    func delivery(_ number: Int, _ billed: Int128, _ changes: [ReportDelivery.Change]) -> ReportDelivery {
      ReportDelivery(
        number: number, status: number == 1 ? "new" : "replaced", isInForce: number == 2, rows: 10 * number,
        billed: ["USD": Amount(units: billed, scale: 1)], changes: changes)
    }
    let report = try report {
      $0.quality.bills[0].deliveries = [
        delivery(1, 100, []),
        delivery(
          2, 125,
          [.init(service: "EC2", currency: "USD", before: .zero, after: Amount(units: 25, scale: 1))]),
      ]
      $0.quality.bills[0].missingDays = ["2026-10-04"]
      $0.quality.newTagKeys = ["Team"]
    }
    #expect(
      try rows("deliveries", report) == [
        ["999999999999/2026-10@1", "no", "10", "10", "0"],
        ["999999999999/2026-10@2", "yes", "20", "12.5", "2.5"],
      ])
    #expect(
      try rows("delivery-changes", report) == [["EC2", "0", "2.5", "2.5"], ["Total", "0", "2.5", "2.5"]])
    #expect(
      report.tables.first { $0.id == "delivery-changes" }?.commands == [
        "tarsier bills diff 999999999999/2026-10@1 999999999999/2026-10@2"
      ])
    let notes = try #require(report.sections.first { $0.id == "quality" }).notes
    #expect(notes.contains("Bill 999999999999 has nothing charged on 1 day: 2026-10-04."))
    #expect(notes.contains("Tag keys that are in this month’s bills for the first time: Team."))
  }
}
