public import Ledger

/// The inventory as of one time: for each account, region and call the newest whole answer until then.
public struct InventoryView {
  public let ledger: Ledger
  /// Seconds since 1970.
  public let asOf: Int
  /// What is known of each call that was ever made until then, by account, region and call.
  public let answers: [AnswerStatus]
  let scopes: [Scope]

  /// One account's, region's and call's place in the ledger.
  struct Scope {
    var id: Int64
    var account: String
    var region: String
    var call: String
    /// When its newest whole answer was taken.
    var takenAt: Int
    /// When each whole answer until then was taken.
    var times: [Int]
    /// When the answers were really loaded whose own time does not count, by that time.
    var loadedAt: [Int: Int] = [:]

    /// From when on an answer counts.
    func counted(_ takenAt: Int) -> Int { max(takenAt, loadedAt[takenAt] ?? takenAt) }
  }

  /// - Parameter believesRehearsals: whether a rehearsal's snapshot was taken when it says; if not, nothing stands
  ///   as it shows it since before it was loaded.
  public init(ledger: Ledger, asOf: Int, believesRehearsals: Bool = true) throws {
    self.ledger = ledger
    self.asOf = asOf
    var answers: [AnswerStatus] = []
    var scopes: [Scope] = []
    var ids: [Int64] = []
    var times: [[Int]] = []
    try ledger.database.query(
      """
      SELECT s.id, s.account_id, s.region, s.call, p.taken_at, a.whole, a.failure
      FROM inventory_scope s JOIN answer a ON a.scope_id = s.id JOIN snapshot p ON p.id = a.snapshot_id
      WHERE p.taken_at <= ? ORDER BY s.account_id, s.region, s.call, p.taken_at
      """, [SQLValue(asOf)]
    ) { row in
      let id = Int64(row.integer(0))
      if ids.last != id {
        answers.append(
          AnswerStatus(account: row.text(1) ?? "", region: row.text(2) ?? "", call: row.text(3) ?? ""))
        ids.append(id)
        times.append([])
      }
      let last = answers.count - 1
      let takenAt = row.integer(4)
      if row.integer(5) == 1 {
        answers[last].takenAt = takenAt
        answers[last].failure = nil
        times[last].append(takenAt)
      } else {
        answers[last].failure = AnswerStatus.Failure(takenAt: takenAt, reason: row.text(6) ?? "")
      }
    }
    var loadedAt: [Int: Int] = [:]
    if !believesRehearsals {
      try ledger.database.query("SELECT taken_at, loaded_at FROM snapshot WHERE is_rehearsal = 1") { row in
        loadedAt[row.integer(0)] = row.integer(1)
      }
    }
    for (index, answer) in answers.enumerated() {
      guard let takenAt = answer.takenAt else { continue }
      scopes.append(
        Scope(
          id: ids[index], account: answer.account, region: answer.region, call: answer.call, takenAt: takenAt,
          times: times[index], loadedAt: loadedAt))
    }
    self.answers = answers
    self.scopes = scopes
  }

  /// Makes the tables of these names as temporary tables of the ledger's connection.
  ///
  /// Only those that a question reads are worth making. `resources` stands for every type.
  public func makeTables(_ names: Set<String>) throws {
    try ledger.database.execute("PRAGMA temp_store = MEMORY; SAVEPOINT inventory")
    defer { try? ledger.database.execute("RELEASE inventory") }
    for type in ResourceCatalog.types {
      let tables = InventoryTable.all.filter { $0.type == type.name }
      let wanted = tables.filter { names.contains($0.name) }
      if wanted.isEmpty && !names.contains(InventoryTable.resources.name) { continue }
      let builder = TableBuilder(
        database: ledger.database, type: type, scopes: scopes, wanted: Set(wanted.map(\.name)))
      try builder.build()
    }
    let others = OtherTables(database: ledger.database, asOf: asOf, scopes: scopes)
    if names.contains(InventoryTable.resources.name) { try others.makeResources() }
    if names.contains(InventoryTable.dailyUse.name) { try others.makeDailyUse() }
    if names.contains(InventoryTable.terraformResources.name) { try others.makeTerraformResources() }
    // Without figures SQLite takes account and region for as telling as an id, and joins in the wrong order.
    try ledger.database.execute("ANALYZE temp")
  }

  /// Takes the tables away again, so that `resources` is the ledger's own view once more.
  public func dropTables() throws {
    for table in InventoryTable.all { try ledger.database.execute("DROP TABLE IF EXISTS temp.\(table.name)") }
  }
}
