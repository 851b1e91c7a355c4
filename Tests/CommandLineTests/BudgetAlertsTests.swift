import Listings
import Allocation
import Billing
import Janitor
import Ledger
import Notify
import TestSupport
import Testing

/// What a night on the samples alerts of.
@Suite("Alerts of budgets, anomalies and freshness")
struct BudgetAlertsTests {
  private func alerts(
    _ folder: TemporaryFolder, day: String, budgets: String = "{}", isRehearsal: Bool = false
  )
    throws -> BudgetAlerts
  {
    let path = try folder.write(
      "t.yaml", "concepts: {team: {from: [tag:team], fold: true}}\nbudgets: \(budgets)\n")
    let second = try #require(Timestamp.seconds("\(day)T23:59:59Z"))
    return BudgetAlerts(
      ledger: try Ledger.writing(folder.path("tarsier.sqlite")), settings: try SettingsFile.read(path),
      asOf: second, isRehearsal: isRehearsal)
  }

  @Test func aBudgetIsToldWhenItPassesAThreshold() throws {
    let folder = try SampleLedger.copy()
    func night(_ day: String, _ budget: String) throws -> [String] {
      let alerts = try alerts(folder, day: day, budgets: "{team: {checkout: \(budget), nobody: 1}}")
      let night = try alerts.look()
      try alerts.record(night, handedOver: true, clock: 0)
      return night.due.map(\.alert).filter { $0.kind == .budget }.map {
        "\($0.key) \($0.title.contains("used up"))"
      }
    }
    let key = "budget|team|checkout|2026-10|USD"
    let rows = try SampleLedger.rows([
      "cost", "--where", "billing_period=2026-10", "--where", "tag:team=checkout",
    ])
    let cost = try #require((rows.first?["cost"] as? String).flatMap { Amount($0) })
    #expect(try night("2026-10-31", "\((cost + cost).roundedHalfEven(to: 2))") == [])
    #expect(
      try night("2026-10-31", "\((cost + Amount(units: 1, scale: 0)).roundedHalfEven(to: 2))") == [
        "\(key) false"
      ])
    #expect(try night("2026-10-31", "\((cost + Amount(units: 1, scale: 0)).roundedHalfEven(to: 2))") == [])
    #expect(try night("2026-10-31", "1") == ["\(key) true"])
    #expect(try night("2026-10-31", "1") == [])
  }

  @Test func anomaliesAreEvents() throws {
    let folder = try SampleLedger.copy()
    let audit = try Binary.run(["audit", "--as-of", "2026-10-31", "--format", "json"], in: folder.path)
    let found = try jsonRows(audit).count { ($0["rule"] as? String)?.hasPrefix("cost-anomaly") == true }
    let alerts = try alerts(folder, day: "2026-10-31")
    let first = try alerts.look()
    #expect(first.due.count { $0.alert.kind == .anomaly } == found)
    try alerts.record(first, handedOver: false, clock: 0)
    #expect(try alerts.look().due == first.due)
    try alerts.record(first, handedOver: true, clock: 0)
    #expect(try alerts.look().due == [])
  }

  @Test func whatHasStoppedComing() throws {
    let folder = try SampleLedger.copy()
    let late = try alerts(folder, day: "2026-11-20").look()
    #expect(late.due.contains { $0.alert.key == "freshness|snapshot" })
    #expect(late.due.contains { $0.alert.key.hasPrefix("freshness|bill of ") })
  }
}
