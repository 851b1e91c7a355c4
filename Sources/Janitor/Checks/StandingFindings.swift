public import Audit
public import Billing
public import Ledger

/// How many findings stood at a time, by severity, and what they would save.
public struct StandingFindings: Sendable, Equatable {
  public var count = 0
  public var bySeverity: [Rule.Severity: Int] = [:]
  /// By currency.
  public var savings: [String: Amount] = [:]

  /// - Returns: nil where no audit has kept any finding until then.
  public static func read(_ ledger: Ledger, rules: Set<String>, atLeast: Rule.Severity, asOf: Int) throws
    -> StandingFindings?
  {
    let first = try ledger.database.value(
      "SELECT 1 FROM finding WHERE first_found_at <= ?1 LIMIT 1", [SQLValue(asOf)])
    guard first != .null else { return nil }
    var sums = StandingFindings()
    try ledger.database.query(
      """
      SELECT rule, severity, saving, currency FROM finding
      WHERE exception IS NULL AND first_found_at <= ?1 AND (gone_at IS NULL OR gone_at > ?1)
      """, [SQLValue(asOf)]
    ) { row in
      guard let severity = Rule.Severity(rawValue: row.text(1) ?? ""), severity >= atLeast,
        rules.contains(row.text(0) ?? "")
      else { return }
      sums.count += 1
      sums.bySeverity[severity, default: 0] += 1
      if let saving = row.text(2).flatMap({ Amount($0) }), let currency = row.text(3) {
        sums.savings[currency, default: .zero] += saving
      }
    }
    return sums
  }
}
