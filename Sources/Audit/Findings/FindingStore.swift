internal import Billing
public import Ledger

/// Keeps findings in the ledger, so that other tools can read them and their history can be told.
public enum FindingStore {
  /// What tells one finding from another.
  public struct Key: Hashable, Sendable {
    public var rule: String
    public var type: String
    public var account: String
    public var region: String
    public var resource: String
  }

  /// The findings that stood after the newest audit, without those that were excepted.
  public static func open(in ledger: Ledger) throws -> Set<Key> {
    var keys: Set<Key> = []
    try ledger.database.query(
      """
      SELECT rule, resource_type, account_id, region, resource_id FROM finding
      WHERE gone_at IS NULL AND exception IS NULL
      """
    ) { row in
      keys.insert(
        Key(
          rule: row.text(0) ?? "", type: row.text(1) ?? "", account: row.text(2) ?? "",
          region: row.text(3) ?? "", resource: row.text(4) ?? ""))
    }
    return keys
  }

  /// Writes what an audit found, and what it found no more.
  ///
  /// Where a rule was not checked, its findings stay as they are. An audit as of an earlier time than the
  /// newest one that was kept changes nothing: it is a look back.
  public static func store(_ result: AuditResult, into ledger: Ledger, clock: Int) throws {
    try ledger.database.transaction {
      let newest = try ledger.database.value(
        "SELECT max(max(last_found_at, coalesce(gone_at, 0))) FROM finding")
      if case .integer(let newest) = newest, newest > result.asOf { return }
      if let last = try AuditRecord.lastAudit(in: ledger), last > result.asOf { return }
      let findings = result.findings + result.excepted
      try begin(findings, asOf: result.asOf, ledger.database)
      let writing = try ledger.database.prepare(upsert)
      for finding in findings {
        try writing.run(values(finding, result.asOf, clock))
      }
      // What could not be judged is as if it had been found again, but for its figures.
      for key in result.open { try touch(key, result.asOf, ledger.database) }
      try closeStale(result, clock, ledger.database)
      try AuditRecord.write(result, ledger.database, clock: clock)
    }
  }

  /// How many findings of a rule stand, without those that are excepted.
  public static func counts(in ledger: Ledger) throws -> [(
    rule: String, severity: Rule.Severity, count: Int
  )] {
    var counts: [(rule: String, severity: Rule.Severity, count: Int)] = []
    try ledger.database.query(
      """
      SELECT rule, severity, count(*) FROM finding WHERE gone_at IS NULL AND exception IS NULL
      GROUP BY rule, severity ORDER BY rule, severity
      """
    ) { row in
      guard let severity = Rule.Severity(rawValue: row.text(1) ?? "") else { return }
      counts.append((row.text(0) ?? "", severity, row.integer(2)))
    }
    return counts
  }

  /// The findings that stand, dearest first, as the last audit of each rule found them.
  ///
  /// Those that are excepted are among them. A resource's name and tags are not kept with its findings.
  public static func standing(in ledger: Ledger) throws -> [Finding] {
    var findings: [Finding] = []
    try ledger.database.query(
      """
      SELECT rule, family, severity, resource_type, resource_id, account_id, region, arn, owner, owner_from,
        message, monthly_cost, cost_days, saving, currency, since, exception
      FROM finding WHERE gone_at IS NULL
      """
    ) { row in
      guard let family = Rule.Family(rawValue: row.text(1) ?? ""),
        let severity = Rule.Severity(rawValue: row.text(2) ?? "")
      else { return }
      var finding = Finding(
        rule: row.text(0) ?? "", family: family, severity: severity, resourceType: row.text(3) ?? "",
        resourceID: row.text(4) ?? "", account: row.text(5) ?? "", region: row.text(6) ?? "",
        arn: row.text(7), message: row.text(10) ?? "", costDays: row.integer(12))
      finding.owner = row.text(8).map { Finding.Owner(name: $0, foundBy: row.text(9) ?? "") }
      finding.monthlyCost = row.text(11).flatMap { Amount($0) }
      finding.saving = row.text(13).flatMap { Amount($0) }
      finding.currency = row.text(14)
      finding.since = row.text(15)
      finding.exception = row.text(16)
      findings.append(finding)
    }
    // A finding is many words; its number is one.
    let order = findings.indices.sorted { findings[$0].isListed(before: findings[$1]) }
    return order.map { findings[$0] }
  }

  /// Tells in the history which findings come new and which come back.
  private static func begin(_ findings: [Finding], asOf: Int, _ database: Database) throws {
    let known = try database.prepare(
      """
      SELECT id, gone_at FROM finding
      WHERE rule = ? AND resource_type = ? AND account_id = ? AND region = ? AND resource_id = ?
      """)
    let event = try database.prepare(
      "INSERT INTO finding_event(rule, resource_type, account_id, region, resource_id, at, event) VALUES (?, ?, ?, ?, ?, ?, ?)"
    )
    for finding in findings {
      let key: [SQLValue] = [
        .text(finding.rule), .text(finding.resourceType), .text(finding.account), .text(finding.region),
        .text(finding.resourceID),
      ]
      try known.bind(key)
      if try known.step() {
        if known.isNull(1) { continue }
        try event.run(key + [SQLValue(asOf), "reopened"])
      } else {
        try event.run(key + [SQLValue(asOf), "opened"])
      }
    }
  }

  private static func touch(_ key: Key, _ asOf: Int, _ database: Database) throws {
    try database.run(
      """
      UPDATE finding SET last_found_at = ?
      WHERE rule = ? AND resource_type = ? AND account_id = ? AND region = ? AND resource_id = ? AND gone_at IS NULL
      """,
      [
        SQLValue(asOf), .text(key.rule), .text(key.type), .text(key.account), .text(key.region),
        .text(key.resource),
      ])
  }

  /// Closes what a rule flagged where it was checked, and flags no more.
  private static func closeStale(_ result: AuditResult, _ clock: Int, _ database: Database) throws {
    let rules = Set(result.rules.map(\.id))
    var stale: [Int] = []
    try database.query(
      "SELECT id, rule, account_id, region FROM finding WHERE gone_at IS NULL AND last_found_at < ?",
      [SQLValue(result.asOf)]
    ) { row in
      let place = Coverage.Place(account: row.text(2) ?? "", region: row.text(3) ?? "")
      guard let rule = row.text(1), rules.contains(rule) else { return }
      if result.checked[rule]?.contains(place) == true { stale.append(row.integer(0)) }
    }
    let event = try database.prepare(
      """
      INSERT INTO finding_event(rule, resource_type, account_id, region, resource_id, at, event)
      SELECT rule, resource_type, account_id, region, resource_id, ?, 'closed' FROM finding WHERE id = ?
      """)
    let closing = try database.prepare("UPDATE finding SET gone_at = ?, written_at = ? WHERE id = ?")
    for id in stale {
      try event.run([SQLValue(result.asOf), SQLValue(id)])
      try closing.run([SQLValue(result.asOf), SQLValue(clock), SQLValue(id)])
    }
  }

  private static let upsert =
    """
    INSERT INTO finding(rule, resource_type, account_id, region, resource_id, family, severity, arn, owner,
      owner_from, message, monthly_cost, cost_days, saving, currency, since, first_found_at, last_found_at,
      written_at, exception)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?17, ?18, ?19)
    ON CONFLICT(rule, resource_type, account_id, region, resource_id) DO UPDATE SET
      family = excluded.family, severity = excluded.severity, arn = excluded.arn, owner = excluded.owner,
      owner_from = excluded.owner_from, message = excluded.message, monthly_cost = excluded.monthly_cost,
      cost_days = excluded.cost_days, saving = excluded.saving, currency = excluded.currency,
      since = excluded.since, last_found_at = excluded.last_found_at, written_at = excluded.written_at,
      exception = excluded.exception,
      first_found_at = iif(gone_at IS NULL, first_found_at, excluded.first_found_at), gone_at = NULL
    """

  private static func values(_ finding: Finding, _ asOf: Int, _ clock: Int) -> [SQLValue] {
    [
      .text(finding.rule), .text(finding.resourceType), .text(finding.account), .text(finding.region),
      .text(finding.resourceID), .text(finding.family.rawValue), .text(finding.severity.rawValue),
      SQLValue(finding.arn), SQLValue(finding.owner?.name), SQLValue(finding.owner?.foundBy),
      .text(finding.message), SQLValue(finding.monthlyCost?.description), SQLValue(finding.costDays),
      SQLValue(finding.saving?.description), SQLValue(finding.currency), SQLValue(finding.since),
      SQLValue(asOf), SQLValue(clock), SQLValue(finding.exception),
    ]
  }
}

extension Finding {
  /// What tells it from other findings.
  public var key: FindingStore.Key {
    FindingStore.Key(
      rule: rule, type: resourceType, account: account, region: region, resource: resourceID)
  }
}
