internal import Janitor
internal import Ledger

/// What the ledger keeps of what the clock switches; rehearsals have rows of their own.
struct OffHoursStore {
  private let database: Database
  private let isRehearsal: Bool

  init(_ ledger: Ledger, isRehearsal: Bool) {
    database = ledger.database
    self.isRehearsal = isRehearsal
  }

  /// - Returns: nil where it was neither switched off nor seen down.
  func kept(_ resource: MarkedResource) throws -> SwitchDecision.Kept? {
    var kept: SwitchDecision.Kept?
    try database.query(
      "SELECT stopped_at, seen_down_at, sizes FROM off_hours WHERE \(Self.isOne)", key(resource)
    ) { row in
      kept = SwitchDecision.Kept(
        stoppedAt: row.isNull(0) ? nil : row.integer(0), seenDownAt: row.isNull(1) ? nil : row.integer(1),
        sizes: row.text(2).flatMap { GroupSizes($0) })
    }
    return kept
  }

  /// Writes that we switch it off.
  func keep(_ resource: MarkedResource, at time: Int, clock: Int, sizes: GroupSizes?) throws {
    try database.run(
      """
      INSERT INTO off_hours(is_rehearsal, resource_type, account_id, region, resource_id, stopped_at, written_at, sizes)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
      ON CONFLICT DO UPDATE SET stopped_at = excluded.stopped_at, written_at = excluded.written_at,
        sizes = excluded.sizes
      """, key(resource) + [SQLValue(time), SQLValue(clock), SQLValue(sizes?.text)])
  }

  /// Writes that it was seen down in off time, whoever switched it off.
  func see(_ resource: MarkedResource, at time: Int, clock: Int) throws {
    try database.run(
      """
      INSERT INTO off_hours(is_rehearsal, resource_type, account_id, region, resource_id, seen_down_at, written_at)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
      ON CONFLICT DO UPDATE SET seen_down_at = excluded.seen_down_at, written_at = excluded.written_at
      """, key(resource) + [SQLValue(time), SQLValue(clock)])
  }

  func forget(_ resource: MarkedResource) throws {
    try database.run("DELETE FROM off_hours WHERE \(Self.isOne)", key(resource))
  }

  private static let isOne =
    "is_rehearsal = ? AND resource_type = ? AND account_id = ? AND region = ? AND resource_id = ?"

  private func key(_ resource: MarkedResource) -> [SQLValue] {
    [
      SQLValue(isRehearsal ? 1 : 0), .text(resource.type), .text(resource.account), .text(resource.region),
      .text(resource.id),
    ]
  }
}
