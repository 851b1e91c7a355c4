internal import Ledger

/// Snapshots that the janitor took before it deleted a volume, and will delete itself: no rule flags them.
///
/// A tag alone makes none: the janitor's log must say that it was made by us, in this account.
struct SafetySnapshots {
  /// What the janitor writes on them.
  private static let tag = "tarsier:undo-until"
  /// Account and id of each.
  private var known: Set<[String]> = []

  init(_ ledger: Ledger) throws {
    var known: Set<[String]> = []
    try ledger.database.query(
      """
      SELECT account_id, json_extract(body, '$.detail.made') FROM janitor_log
      WHERE event = 'done' AND action = 'create-safety-snapshot'
      """
    ) { row in known.insert([row.text(0) ?? "", row.text(1) ?? ""]) }
    self.known = known
  }

  /// Marks a finding on one of them as excepted.
  func apply(to finding: inout Finding) {
    guard finding.exception == nil, finding.resourceType == "ebs_snapshot",
      let until = finding.tags[Self.tag], known.contains([finding.account, finding.resourceID])
    else { return }
    finding.exception = "the janitor's safety snapshot until \(until)"
  }
}
