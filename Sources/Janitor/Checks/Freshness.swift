internal import Billing
public import Ledger

/// Something that comes again and again, and when it last came.
public struct Freshness: Sendable, Equatable {
  /// `bill of 111111111111` or `snapshot`.
  public var name: String
  /// The end of the newest charge, or the time of the newest snapshot, in seconds since 1970.
  public var newest: Int
  /// In seconds, from then to the as-of.
  public var age: Int

  /// Each billing account's newest charge, the oldest first: one account's bill may stop while others come.
  public static func bills(in ledger: Ledger, asOf: Int) throws -> [Freshness] {
    var newest: [(account: String, second: Int)] = []
    try ledger.database.query(
      """
      SELECT billing_account, max(newest_hour) FROM bill WHERE first_hour * 3600 <= ?
      GROUP BY billing_account ORDER BY 2, 1
      """, [SQLValue(asOf)]
    ) { row in newest.append((row.text(0) ?? "", (row.integer(1) + 1) * 3600)) }
    return newest.map { Freshness(name: "bill of \($0.account)", newest: $0.second, asOf: asOf) }
  }

  /// The newest snapshot in which anything came whole; none where there is none.
  public static func snapshots(in ledger: Ledger, asOf: Int) throws -> [Freshness] {
    let newest = try ledger.database.value(
      """
      SELECT max(taken_at) FROM snapshot
      WHERE taken_at <= ? AND EXISTS (SELECT 1 FROM answer WHERE snapshot_id = snapshot.id AND whole = 1)
      """, [SQLValue(asOf)])
    guard case .integer(let second) = newest else { return [] }
    return [Freshness(name: "snapshot", newest: Int(second), asOf: asOf)]
  }

  private init(name: String, newest: Int, asOf: Int) {
    self.name = name
    // Charges of a month that is already billed may begin later than the as-of.
    self.newest = min(newest, asOf)
    age = asOf - self.newest
  }
}
