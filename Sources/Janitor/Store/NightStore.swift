internal import FoundationEssentials
internal import Ledger

/// What the ledger remembers of nights as a whole: when they were, what snapshots they saw, how wide rules were.
struct NightStore {
  let database: Database
  let isRehearsal: Bool

  init(_ ledger: Ledger, isRehearsal: Bool) {
    database = ledger.database
    self.isRehearsal = isRehearsal
  }

  var rehearsal: SQLValue { SQLValue(isRehearsal ? 1 : 0) }

  func begin(at asOf: Int, clock: Int) throws -> Int {
    try database.run(
      "INSERT INTO night(is_rehearsal, at, written_at) VALUES (?, ?, ?)",
      [rehearsal, SQLValue(asOf), SQLValue(clock)])
    return Int(database.lastInsertedRow)
  }

  func end(_ night: Int, unchecked: Int, alerts: [String], clock: Int) throws {
    let text = String(decoding: try JSONEncoder().encode(alerts), as: UTF8.self)
    try database.run(
      "UPDATE night SET ended_at = ?, unchecked = ?, alerts = ? WHERE id = ?",
      [SQLValue(clock), SQLValue(unchecked), .text(text), SQLValue(night)])
  }

  func widths() throws -> [RuleType: Width] {
    var widths: [RuleType: Width] = [:]
    try database.query(
      "SELECT rule, resource_type, flagged, total FROM rule_width WHERE is_rehearsal = ?", [rehearsal]
    ) { row in
      widths[RuleType(rule: row.text(0) ?? "", type: row.text(1) ?? "")] = Width(
        flagged: row.integer(2), total: row.integer(3))
    }
    return widths
  }

  func store(_ widths: [RuleType: Width], at asOf: Int) throws {
    let writing = try database.prepare(
      """
      INSERT INTO rule_width(rule, resource_type, is_rehearsal, flagged, total, at) VALUES (?, ?, ?, ?, ?, ?)
      ON CONFLICT DO UPDATE SET flagged = excluded.flagged, total = excluded.total, at = excluded.at
      """)
    for (key, width) in widths {
      try writing.run([
        .text(key.rule), .text(key.type), rehearsal, SQLValue(width.flagged), SQLValue(width.total),
        SQLValue(asOf),
      ])
    }
  }

  /// One snapshot with the whole answers that it has.
  struct Snapshot {
    var id: Int
    var takenAt: Int
    var answers: Int
    /// When the last of what it says was loaded.
    var loadedAt: Int
    /// Whether a night has looked at it as it is.
    var isSeen: Bool
  }

  /// The snapshots that count on such a night, taken until `asOf`, the oldest first.
  func snapshots(until asOf: Int) throws -> [Snapshot] {
    var snapshots: [Snapshot] = []
    try database.query(
      """
      SELECT s.id, s.taken_at, count(*), s.loaded_at, v.answers, v.loaded_at FROM snapshot s
      JOIN answer a ON a.snapshot_id = s.id AND a.whole = 1
      LEFT JOIN seen_snapshot v ON v.snapshot_id = s.id AND v.is_rehearsal = ?1
      WHERE s.taken_at <= ?2 AND (?1 = 1 OR s.is_rehearsal = 0)
      GROUP BY s.id ORDER BY s.taken_at
      """, [rehearsal, SQLValue(asOf)]
    ) { row in
      snapshots.append(
        Snapshot(
          id: row.integer(0), takenAt: row.integer(1), answers: row.integer(2), loadedAt: row.integer(3),
          isSeen: !row.isNull(4) && row.integer(4) == row.integer(2) && row.integer(5) == row.integer(3)))
    }
    return snapshots
  }

  func see(_ snapshots: [Snapshot]) throws {
    let writing = try database.prepare(
      """
      INSERT INTO seen_snapshot(is_rehearsal, snapshot_id, answers, loaded_at) VALUES (?, ?, ?, ?)
      ON CONFLICT DO UPDATE SET answers = excluded.answers, loaded_at = excluded.loaded_at
      """)
    for snapshot in snapshots where !snapshot.isSeen {
      try writing.run([
        rehearsal, SQLValue(snapshot.id), SQLValue(snapshot.answers), SQLValue(snapshot.loadedAt),
      ])
    }
  }

  /// The newest of all stamps that the janitor goes by, in seconds since 1970, with what it is of.
  func newestStamp() throws -> (what: String, at: Int)? {
    var newest: (what: String, at: Int)?
    try database.query(
      """
      SELECT 'a snapshot', max(taken_at) FROM snapshot
      UNION ALL SELECT 'a mark', max(max(noticed_at, coalesce(marked_at, 0), coalesce(notified_at, 0))) FROM mark
      UNION ALL SELECT 'a notice', max(at) FROM notice
      UNION ALL SELECT 'a night', max(at) FROM night
      """
    ) { row in
      guard !row.isNull(1), row.integer(1) > newest?.at ?? .min else { return }
      newest = (row.text(0) ?? "", row.integer(1))
    }
    return newest
  }

  /// The as-of of the newest night of this kind.
  func newestNight() throws -> Int? {
    let value = try database.value("SELECT max(at) FROM night WHERE is_rehearsal = ?", [rehearsal])
    guard case .integer(let time) = value else { return nil }
    return Int(time)
  }
}
