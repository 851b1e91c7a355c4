internal import Listings
internal import Billing
internal import Janitor
internal import Reports

extension ReportGathering {
  /// What was cleaned up until the report's day, rehearsals left out; nil where nothing was.
  func janitor(_ asOf: AsOf) throws -> ReportJanitor? {
    let end = asOf.lastSecond / 86_400 + 1
    let savings = try JanitorSavings(ledger: audit.ledger, engine: audit.engine, during: 0..<end)
    guard !savings.rows.isEmpty else { return nil }
    var snapshots: [String: Amount] = [:]
    for row in savings.rows {
      if let currency = row.currency, let measured = row.measured, measured.snapshots != .zero {
        snapshots[currency, default: .zero] += measured.snapshots
      }
    }
    let actions = savings.rows.map { row in
      ReportJanitor.Action(
        day: Civil.dateText(days: row.at / 86_400), action: row.action, resource: row.resource.id,
        account: row.resource.account, region: row.resource.region, estimated: row.estimated,
        measured: row.measured?.gone, currency: row.currency)
    }
    return ReportJanitor(actions: actions, safetySnapshots: snapshots)
  }
}
