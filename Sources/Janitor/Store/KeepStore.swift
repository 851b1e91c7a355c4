public import Ledger

/// What people asked to keep, and whether the janitor is paused.
public struct KeepStore {
  private let database: Database
  private let log: JanitorLog

  public init(_ ledger: Ledger) {
    database = ledger.database
    log = JanitorLog(ledger)
  }

  /// All keeps that nobody took back; those that ended by themselves are among them.
  public func all() throws -> [Keep] {
    var keeps: [Keep] = []
    try database.query(
      """
      SELECT id, resource_type, account_id, region, resource_id, arn, until, reason, by FROM keep
      WHERE ended_at IS NULL ORDER BY id
      """
    ) { row in
      keeps.append(
        Keep(
          id: row.integer(0), type: row.text(1) ?? "", account: row.text(2) ?? "", region: row.text(3) ?? "",
          resource: row.text(4) ?? "", arn: row.text(5), until: row.isNull(6) ? nil : row.integer(6),
          reason: row.text(7), by: row.text(8) ?? ""))
    }
    return keeps
  }

  /// Keeps a resource, in place of what was said of it before.
  public func add(_ keep: Keep, at asOf: Int, clock: Int) throws {
    try database.transaction {
      try endAll(of: keep, asOf)
      try database.run(
        """
        INSERT INTO keep(resource_type, account_id, region, resource_id, arn, until, reason, by, at, written_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        [
          .text(keep.type), .text(keep.account), .text(keep.region), .text(keep.resource),
          SQLValue(keep.arn), SQLValue(keep.until), SQLValue(keep.reason), .text(keep.by), SQLValue(asOf),
          SQLValue(clock),
        ])
      // Marks are kept at once, so that a list made of janitor's a moment later shows it.
      try database.run(
        """
        UPDATE mark SET state = 'kept', reason = ?, kept_until = ?, written_at = ?
        WHERE ended_at IS NULL AND resource_type = ? AND account_id = ? AND region = ? AND resource_id = ?
        """,
        [
          .text(keep.text), SQLValue(keep.until), SQLValue(clock), .text(keep.type), .text(keep.account),
          .text(keep.region), .text(keep.resource),
        ])
      try log.append(entry(.kept, keep, asOf, clock))
    }
  }

  /// Takes a keep back.
  ///
  /// - Returns: whether there was one.
  public func end(_ keep: Keep, at asOf: Int, clock: Int) throws -> Bool {
    try database.transaction {
      try endAll(of: keep, asOf)
      guard database.changes > 0 else { return false }
      try log.append(entry(.released, keep, asOf, clock))
      return true
    }
  }

  private func endAll(of keep: Keep, _ asOf: Int) throws {
    try database.run(
      """
      UPDATE keep SET ended_at = ?
      WHERE ended_at IS NULL AND resource_type = ? AND account_id = ? AND region = ? AND resource_id = ?
      """,
      [
        SQLValue(asOf), .text(keep.type), .text(keep.account), .text(keep.region), .text(keep.resource),
      ])
  }

  private func entry(_ event: LogEntry.Event, _ keep: Keep, _ asOf: Int, _ clock: Int) -> LogEntry {
    LogEntry(
      at: asOf, writtenAt: clock, by: keep.by, event: event,
      resource: MarkedResource(
        type: keep.type, account: keep.account, region: keep.region, id: keep.resource, arn: keep.arn ?? "",
        createdAt: nil),
      detail: ["reason": event == .kept ? keep.text : "the keep was taken back"])
  }
}

extension KeepStore {
  /// Why the janitor is paused; nil where it is not.
  public func pauseReason() throws -> String? {
    guard
      case .text(let reason) = try database.value(
        "SELECT reason || ' (' || by || ')' FROM pause WHERE resumed_at IS NULL ORDER BY id DESC LIMIT 1")
    else { return nil }
    return reason
  }

  /// Stops every action from now on, also those of a night that is running.
  public func pause(_ reason: String, by name: String, clock: Int) throws {
    try database.transaction {
      try database.run(
        "INSERT INTO pause(reason, by, written_at) VALUES (?, ?, ?)",
        [.text(reason), .text(name), SQLValue(clock)])
      try log.append(
        LogEntry(at: clock, writtenAt: clock, by: name, event: .paused, detail: ["reason": reason]))
    }
  }

  /// - Returns: whether it was paused.
  public func resume(by name: String, clock: Int) throws -> Bool {
    try database.transaction {
      try database.run("UPDATE pause SET resumed_at = ? WHERE resumed_at IS NULL", [SQLValue(clock)])
      guard database.changes > 0 else { return false }
      try log.append(LogEntry(at: clock, writtenAt: clock, by: name, event: .resumed))
      return true
    }
  }
}
