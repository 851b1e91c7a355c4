internal import Billing
public import Ledger
internal import Notify

/// Keeps in the ledger what was alerted of.
///
/// A rehearsal hears of what was told in earnest; a night in earnest never of what was told in a rehearsal.
public struct AlertStore {
  private let database: Database
  private let isRehearsal: Bool

  public init(_ ledger: Ledger, isRehearsal: Bool) {
    database = ledger.database
    self.isRehearsal = isRehearsal
  }

  /// What was told and has not ended.
  public func standing() throws -> [ToldAlert] {
    var told: [ToldAlert] = []
    try database.query(
      "SELECT key, kind, measure FROM alert WHERE ended_at IS NULL AND is_rehearsal <= ? ORDER BY id",
      [SQLValue(isRehearsal ? 1 : 0)]
    ) { row in
      guard let measure = Amount(row.text(2) ?? "") else { return }
      told.append(ToldAlert(key: row.text(0) ?? "", kind: row.text(1) ?? "", measure: measure))
    }
    return told
  }

  /// Writes down what was told now, and what has ended.
  ///
  /// - Parameters:
  ///   - asOf: the run's, in seconds since 1970.
  ///   - clock: the time of writing, in seconds since 1970.
  public func record(told: [AlertEvent], ended: [String], asOf: Int, clock: Int) throws {
    let rehearsal = SQLValue(isRehearsal ? 1 : 0)
    try database.transaction {
      for key in ended {
        try database.run(
          "UPDATE alert SET ended_at = ? WHERE key = ? AND ended_at IS NULL AND is_rehearsal = ?",
          [SQLValue(asOf), .text(key), rehearsal])
      }
      for event in told {
        try database.run(
          """
          INSERT INTO alert(key, kind, measure, told_at, is_rehearsal, written_at) VALUES (?, ?, ?, ?, ?, ?)
          ON CONFLICT(key, is_rehearsal) WHERE ended_at IS NULL DO UPDATE SET
            measure = excluded.measure, told_at = excluded.told_at, written_at = excluded.written_at
          """,
          [
            .text(event.alert.key), .text(event.alert.kind.rawValue), .text(event.measure.description),
            SQLValue(asOf), rehearsal, SQLValue(clock),
          ])
      }
    }
  }
}
