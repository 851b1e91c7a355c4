public import Billing
public import Ledger

/// What became of each finding: opened, closed, re-opened, and how old it is.
public struct FindingHistory: Sendable, Equatable {
  public var rule: String
  public var resourceType: String
  public var resourceID: String
  public var account: String
  public var region: String
  public var owner: String?
  /// `open`, `excepted` or `closed`.
  public var state: String
  /// When it was found first of all, as ISO 8601.
  public var opened: String
  /// When it was found after it had been gone, the last time; nil where it never was.
  public var reopened: String?
  public var closed: String?
  /// How often it came back.
  public var times: Int
  /// Whole days since it stands; of a closed one, how long it stood the last time.
  public var ageDays: Int
  public var monthlyCost: Amount?
  public var currency: String?

  /// All findings that the ledger knows, those that stand first, then the oldest first.
  ///
  /// - Parameter asOf: when ages are counted to, in seconds since 1970.
  public static func all(in ledger: Ledger, asOf: Int) throws -> [FindingHistory] {
    var all: [FindingHistory] = []
    try ledger.database.query(
      """
      SELECT f.rule, f.resource_type, f.resource_id, f.account_id, f.region, f.owner, f.exception, f.gone_at,
        f.first_found_at, f.monthly_cost, f.currency, min(e.at), count(*) FILTER (WHERE e.event = 'reopened')
      FROM finding f JOIN finding_event e
        USING (rule, resource_type, account_id, region, resource_id)
      GROUP BY f.id
      ORDER BY f.gone_at IS NOT NULL, f.first_found_at, f.rule, f.account_id, f.region, f.resource_id
      """
    ) { row in
      let gone = row.isNull(7) ? nil : row.integer(7)
      let since = row.integer(8)
      let times = row.integer(12)
      all.append(
        FindingHistory(
          rule: row.text(0) ?? "", resourceType: row.text(1) ?? "", resourceID: row.text(2) ?? "",
          account: row.text(3) ?? "", region: row.text(4) ?? "", owner: row.text(5),
          state: gone != nil ? "closed" : row.isNull(6) ? "open" : "excepted",
          opened: Civil.timeText(seconds: row.integer(11)),
          reopened: times > 0 ? Civil.timeText(seconds: since) : nil,
          closed: gone.map { Civil.timeText(seconds: $0) }, times: times,
          ageDays: max(0, (gone ?? asOf) - since) / 86_400, monthlyCost: row.text(9).flatMap(Amount.init),
          currency: row.text(10)))
    }
    return all
  }
}
