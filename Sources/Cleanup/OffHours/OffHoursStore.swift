internal import Janitor
internal import Ledger

/// What the ledger keeps of what the clock switched off.
struct OffHoursStore {
  private let database: Database

  init(_ database: Database) {
    self.database = database
  }

  func kept(_ resource: MarkedResource) throws -> SwitchDecision.Kept? {
    var kept: SwitchDecision.Kept?
    try database.query(
      """
      SELECT stopped_at, sizes FROM off_hours
      WHERE resource_type = ? AND account_id = ? AND region = ? AND resource_id = ?
      """, key(resource)
    ) { row in
      kept = SwitchDecision.Kept(stoppedAt: row.integer(0), sizes: row.text(1).flatMap { GroupSizes($0) })
    }
    return kept
  }

  func keep(_ resource: MarkedResource, at time: Int, clock: Int, sizes: GroupSizes?) throws {
    try database.run(
      """
      INSERT INTO off_hours(resource_type, account_id, region, resource_id, stopped_at, written_at, sizes)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
      ON CONFLICT DO UPDATE SET stopped_at = excluded.stopped_at, written_at = excluded.written_at,
        sizes = excluded.sizes
      """, key(resource) + [SQLValue(time), SQLValue(clock), SQLValue(sizes?.text)])
  }

  func forget(_ resource: MarkedResource) throws {
    try database.run(
      """
      DELETE FROM off_hours WHERE resource_type = ? AND account_id = ? AND region = ? AND resource_id = ?
      """, key(resource))
  }

  private func key(_ resource: MarkedResource) -> [SQLValue] {
    [.text(resource.type), .text(resource.account), .text(resource.region), .text(resource.id)]
  }
}
