internal import Billing
public import Ledger

/// When the rules last ran, and what they could not check then, kept beside their findings.
public enum AuditRecord {
  /// The as-of of the newest audit that was kept, in seconds since 1970; nil where none was.
  public static func lastAudit(in ledger: Ledger) throws -> Int? {
    guard case .integer(let time) = try ledger.database.value("SELECT max(at) FROM audited_rule") else {
      return nil
    }
    return Int(time)
  }

  /// Replaces what is kept of the rules that ran.
  static func write(_ result: AuditResult, _ database: Database, clock: Int) throws {
    let ran = try database.prepare(
      "INSERT OR REPLACE INTO audited_rule(rule, at, written_at) VALUES (?, ?, ?)")
    let forgetting = try database.prepare("DELETE FROM not_checked WHERE rule = ?")
    for rule in result.rules {
      try ran.run([.text(rule.id), SQLValue(result.asOf), SQLValue(clock)])
      try forgetting.run([.text(rule.id)])
    }
    let writing = try database.prepare(
      """
      INSERT INTO not_checked(rule, account_id, region, call, reason, last_checked, was_never_loaded)
      VALUES (?, ?, ?, ?, ?, ?, ?)
      """)
    for each in result.notChecked {
      try writing.run([
        .text(each.rule), .text(each.account), .text(each.region), .text(each.call), .text(each.reason),
        SQLValue(each.lastChecked), SQLValue(each.wasNeverLoaded ? 1 : 0),
      ])
    }
  }
}

extension NotChecked {
  /// What the last audit of each rule could not check, by rule.
  public static func stored(in ledger: Ledger) throws -> [NotChecked] {
    var all: [NotChecked] = []
    try ledger.database.query(
      """
      SELECT rule, account_id, region, call, reason, last_checked, was_never_loaded FROM not_checked
      ORDER BY rule, id
      """
    ) { row in
      var each = NotChecked(
        rule: row.text(0) ?? "", account: row.text(1) ?? "", region: row.text(2) ?? "",
        call: row.text(3) ?? "", reason: row.text(4) ?? "", lastChecked: row.text(5))
      each.wasNeverLoaded = row.integer(6) == 1
      all.append(each)
    }
    return all
  }
}
