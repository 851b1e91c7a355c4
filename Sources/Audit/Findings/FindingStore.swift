internal import Billing
public import Ledger

/// Keeps findings in the ledger, so that other tools can read them and their history can be told.
public enum FindingStore {
  /// Writes what an audit found, and what it found no more.
  ///
  /// Where a rule was not checked, its findings stay as they are. An audit as of an earlier time than the
  /// newest one that was kept changes nothing: it is a look back.
  public static func store(_ result: AuditResult, into ledger: Ledger, clock: Int) throws {
    try ledger.database.transaction {
      let newest = try ledger.database.value(
        "SELECT max(max(last_found_at, coalesce(gone_at, 0))) FROM finding")
      if case .integer(let newest) = newest, newest > result.asOf { return }
      for finding in result.findings { try write(finding, result.asOf, clock, ledger.database) }
      for rule in result.rules {
        for place in result.checked[rule.id] ?? [] {
          try ledger.database.run(
            """
            UPDATE finding SET gone_at = ?1, written_at = ?2
            WHERE rule = ?3 AND account_id = ?4 AND region = ?5 AND gone_at IS NULL AND last_found_at < ?1
            """,
            [
              SQLValue(result.asOf), SQLValue(clock), .text(rule.id), .text(place.account),
              .text(place.region),
            ])
        }
      }
    }
  }

  private static func write(_ finding: Finding, _ asOf: Int, _ clock: Int, _ database: Database) throws {
    try database.run(
      """
      INSERT INTO finding(rule, resource_type, account_id, region, resource_id, family, severity, arn, owner,
        owner_from, message, monthly_cost, cost_days, saving, currency, since, first_found_at, last_found_at,
        written_at)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?17, ?18)
      ON CONFLICT(rule, resource_type, account_id, region, resource_id) DO UPDATE SET
        family = excluded.family, severity = excluded.severity, arn = excluded.arn, owner = excluded.owner,
        owner_from = excluded.owner_from, message = excluded.message, monthly_cost = excluded.monthly_cost,
        cost_days = excluded.cost_days, saving = excluded.saving, currency = excluded.currency,
        since = excluded.since, last_found_at = excluded.last_found_at, written_at = excluded.written_at,
        first_found_at = iif(gone_at IS NULL, first_found_at, excluded.first_found_at), gone_at = NULL
      """,
      [
        .text(finding.rule), .text(finding.resourceType), .text(finding.account), .text(finding.region),
        .text(finding.resourceID), .text(finding.family.rawValue), .text(finding.severity.rawValue),
        SQLValue(finding.arn), SQLValue(finding.owner?.name), SQLValue(finding.owner?.foundBy),
        .text(finding.message), SQLValue(finding.monthlyCost?.description), SQLValue(finding.costDays),
        SQLValue(finding.saving?.description), SQLValue(finding.currency), SQLValue(finding.since),
        SQLValue(asOf), SQLValue(clock),
      ])
  }
}
