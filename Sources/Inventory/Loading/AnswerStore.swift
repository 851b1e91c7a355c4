internal import Ledger

/// Writes answers into the ledger as versions of resources.
///
/// Snapshots may come in any order. Between two whole answers a version goes on unchanged, so an answer
/// that comes late cuts open what it contradicts, up to the next answer, and touches nothing else.
struct AnswerStore {
  /// What one answer changed.
  struct Changes: Equatable {
    var new = 0
    var changed = 0
    var gone = 0
    /// Whether something changed in what further calls tell of resources.
    var details = false
    /// The ledger had no such answer, or only one that was not whole.
    var isNewAnswer = false
  }

  let database: Database
  let clock: Int

  func store(_ answer: Answer, takenAt: Int, isRehearsal: Bool = false) throws -> Changes {
    let scope = try row(
      "INSERT INTO inventory_scope(account_id, region, call) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
      "SELECT id FROM inventory_scope WHERE account_id = ? AND region = ? AND call = ?",
      key: [.text(answer.call.account), .text(answer.call.region), .text(answer.call.call)])
    let snapshot = try row(
      "INSERT INTO snapshot(taken_at, loaded_at, is_rehearsal) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
      "SELECT id FROM snapshot WHERE taken_at = ?", key: [SQLValue(takenAt)],
      [SQLValue(clock), SQLValue(isRehearsal ? 1 : 0)])
    let known = try database.value(
      "SELECT whole FROM answer WHERE scope_id = ? AND snapshot_id = ?",
      [.integer(scope), .integer(snapshot)])

    var changes = Changes(isNewAnswer: known == .null || (known == 0 && answer.failure == nil))
    // What once came whole is not forgotten for a later failure under the same time.
    if known == 1 && answer.failure != nil { return changes }
    try database.run(
      """
      INSERT INTO answer(scope_id, snapshot_id, whole, failure) VALUES (?, ?, ?, ?)
      ON CONFLICT DO UPDATE SET whole = excluded.whole, failure = excluded.failure
      """,
      [
        .integer(scope), .integer(snapshot), SQLValue(answer.failure == nil ? 1 : 0),
        SQLValue(answer.failure),
      ])
    guard answer.failure == nil else { return changes }
    if !answer.use.isEmpty {
      changes.details = try UseStore(database: database).store(answer.use, scope: scope)
    }
    let next = try nextAnswer(scope, after: takenAt)
    for (type, records) in answer.records {
      let versions = VersionWriter(
        database: database, scope: scope, type: type, time: takenAt, next: next,
        mayMerge: known == 1 || next != nil)
      let written = try versions.write(records)
      if ResourceCatalog.type(named: type) == nil {
        changes.details = changes.details || written != Changes()
      } else {
        changes.new += written.new
        changes.changed += written.changed
        changes.gone += written.gone
      }
    }
    if changes != Changes() { try restate(snapshot, isRehearsal) }
    return changes
  }

  /// Lets a snapshot count from now on, since nobody knew until now what it says.
  private func restate(_ snapshot: Int64, _ isRehearsal: Bool) throws {
    try database.run(
      """
      UPDATE snapshot SET loaded_at = max(loaded_at, ?1), is_rehearsal = max(is_rehearsal, ?2)
      WHERE id = ?3 AND (loaded_at < ?1 OR is_rehearsal < ?2)
      """, [SQLValue(clock), SQLValue(isRehearsal ? 1 : 0), .integer(snapshot)])
  }

  /// The id of the row with a key, which is made where there is none.
  private func row(
    _ insert: String, _ select: String, key: [SQLValue], _ others: [SQLValue] = []
  ) throws -> Int64 {
    try database.run(insert, key + others)
    guard case .integer(let id) = try database.value(select, key) else { return 0 }
    return id
  }

  private func nextAnswer(_ scope: Int64, after time: Int) throws -> Int? {
    let next = try database.value(
      """
      SELECT min(s.taken_at) FROM answer a JOIN snapshot s ON s.id = a.snapshot_id
      WHERE a.scope_id = ? AND a.whole = 1 AND s.taken_at > ?
      """, [.integer(scope), SQLValue(time)])
    guard case .integer(let time) = next else { return nil }
    return Int(time)
  }
}
