internal import Audit
internal import Billing
internal import Janitor
internal import Ledger
internal import Listings

/// The figures that monitoring wants of a ledger.
enum Metrics {
  static let resource = Resource(
    path: "/metrics", summary: "Costs, findings, marks and freshness for Prometheus.", parameters: [],
    form: .text
  ) { _, session in
    let text = OpenMetrics.text(try families(session))
    return Resource.Content(mediaType: OpenMetrics.mediaType, body: Array(text.utf8))
  }

  static func families(_ session: Session) throws -> [OpenMetrics.Family] {
    let costs = try CostMetrics(session, asOf: session.asOf)
    return [
      .init(
        name: "tarsier_build", kind: .info, help: "The version that answers.",
        samples: [.init(labels: [("version", session.dashboard.version)], value: "1")]),
      .init(
        name: "tarsier_cost_yesterday",
        help: "Billed cost of yesterday (UTC), by the values of each concept; no value: what none claims.",
        samples: costs.yesterday),
      .init(
        name: "tarsier_cost_month_to_date",
        help: "Billed cost of this month so far (UTC), by the values of each concept.",
        samples: costs.month),
      .init(
        name: "tarsier_findings", help: "Findings that stand, without those that are excepted.",
        samples: try findings(session.ledger)),
      .init(
        name: "tarsier_marks", help: "Marks of the janitor that stand.", samples: try marks(session.ledger)),
    ] + (try freshness(session))
  }

  private static func findings(_ ledger: Ledger) throws -> [OpenMetrics.Sample] {
    try FindingStore.counts(in: ledger).map { count in
      .init(
        labels: [("rule", count.rule), ("severity", count.severity.rawValue)], value: String(count.count))
    }
  }

  private static func marks(_ ledger: Ledger) throws -> [OpenMetrics.Sample] {
    let marks = try MarkStore.all(in: ledger).filter(\.isStanding)
    let counts = Dictionary(grouping: marks) { [$0.state.rawValue, String($0.isRehearsal)] }
    return counts.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map { key, marks in
      .init(labels: [("state", key[0]), ("rehearsal", key[1])], value: String(marks.count))
    }
  }

  private static func freshness(_ session: Session) throws -> [OpenMetrics.Family] {
    func family(_ name: String, _ help: String, _ samples: [OpenMetrics.Sample]) -> OpenMetrics.Family {
      .init(name: "tarsier_\(name)_timestamp_seconds", unit: "seconds", help: help, samples: samples)
    }
    var newest: [String: Int] = [:]
    for bill in try session.ledger.bills() {
      newest[bill.key.billingAccount] = max(newest[bill.key.billingAccount] ?? 0, bill.newestHour)
    }
    let snapshots = try Freshness.snapshots(in: session.ledger, asOf: session.asOf.lastSecond)
    let audit = try AuditRecord.lastAudit(in: session.ledger)
    return [
      family(
        "newest_charge", "The start of the newest hour that a billing account's bills charge.",
        newest.sorted { $0.key < $1.key }.map { account, hour in
          .init(labels: [("billing_account", account)], value: String(hour * 3_600))
        }),
      family(
        "newest_snapshot", "When the newest snapshot of the inventory was taken.",
        snapshots.map { .init(labels: [], value: String($0.newest)) }),
      family(
        "last_audit", "What the newest audit counted as today.",
        audit.map { [.init(labels: [], value: String($0))] } ?? []),
    ]
  }
}
