public import Ledger

/// The messages to owners: each is written before it is sent, and its outcome after.
public struct NoticeStore {
  private let database: Database
  private let isRehearsal: Bool
  private let log: JanitorLog

  public init(_ ledger: Ledger, isRehearsal: Bool) {
    database = ledger.database
    self.isRehearsal = isRehearsal
    log = JanitorLog(ledger)
  }

  /// Clears up after a night that died: what was not sent is planned anew, and what was being sent is unsure.
  func recover(at asOf: Int, clock: Int) throws {
    let interrupted = try notices(state: "sending")
    for notice in interrupted {
      let reason = "the night ended while it was being sent; nobody knows whether it arrived"
      try end(notice.id, "unsure", reason, clock)
      try log.append(failure(notice.address, reason, notice.id, isUnsure: true, asOf, clock))
    }
    try database.run(
      "UPDATE notice SET state = 'dropped', written_at = ? WHERE is_rehearsal = ? AND state = 'planned'",
      [SQLValue(clock), rehearsal])
  }

  /// The marks of which a message of this day may have told already.
  func unsure(day: Int) throws -> Set<Int> {
    var marks: Set<Int> = []
    try database.query(
      """
      SELECT i.mark FROM notice n JOIN notice_item i ON i.notice = n.id
      WHERE n.is_rehearsal = ? AND n.day = ? AND n.state = 'unsure'
      """, [rehearsal, SQLValue(day)]
    ) { marks.insert($0.integer(0)) }
    return marks
  }

  /// Writes that a message is to be sent; in a transaction of the caller's.
  func plan(_ notice: PlannedNotice, at asOf: Int, day: Int, clock: Int) throws -> Int {
    try database.run(
      "INSERT INTO notice(is_rehearsal, address, at, day, state, written_at) VALUES (?, ?, ?, ?, 'planned', ?)",
      [rehearsal, .text(notice.address), SQLValue(asOf), SQLValue(day), SQLValue(clock)])
    let id = Int(database.lastInsertedRow)
    let item = try database.prepare(
      "INSERT INTO notice_item(notice, mark, kind, due_day) VALUES (?, ?, ?, ?)")
    for each in notice.items {
      try item.run([
        SQLValue(id), SQLValue(each.mark.id), .text(each.kind.rawValue), SQLValue(each.dueDay),
      ])
    }
    return id
  }

  /// Writes that a message is about to be sent.
  func begin(_ id: Int, clock: Int) throws { try end(id, "sending", nil, clock) }

  /// Writes what became of a message, and of the marks that it tells of.
  func record(
    _ delivery: NoticeDelivery, of notice: PlannedNotice, _ id: Int, at asOf: Int, clock: Int
  ) throws {
    try database.transaction {
      switch delivery {
      case .handedOver(let answer):
        try end(id, "handed over", answer, clock)
        try tell(notice.items, at: asOf, clock: clock)
      case .failed(let reason):
        try end(id, "failed", reason, clock)
        try log.append(failure(notice.address, reason, id, isUnsure: false, asOf, clock))
      case .unsure(let reason):
        try end(id, "unsure", reason, clock)
        try log.append(failure(notice.address, reason, id, isUnsure: true, asOf, clock))
      }
    }
  }

  /// Writes into marks that their owner was told, and nothing else: people may have kept them meanwhile.
  private func tell(_ items: [PlannedNotice.Item], at asOf: Int, clock: Int) throws {
    let update = try database.prepare(
      """
      UPDATE mark SET
        notified_at = CASE ?1 WHEN 1 THEN ?3 ELSE notified_at END,
        notified_written_at = CASE ?1 WHEN 1 THEN ?4 ELSE notified_written_at END,
        last_notice_at = CASE ?2 WHEN 1 THEN ?3 ELSE last_notice_at END,
        last_notice_written_at = CASE ?2 WHEN 1 THEN ?4 ELSE last_notice_written_at END,
        due_day = ?5, state = CASE state WHEN 'marked' THEN 'notified' ELSE state END, written_at = ?4
      WHERE id = ?6 AND ended_at IS NULL
      """)
    for item in items {
      try update.run([
        SQLValue(item.kind.isFirst ? 1 : 0), SQLValue(item.kind.isLast ? 1 : 0), SQLValue(asOf),
        SQLValue(clock), SQLValue(item.dueDay), SQLValue(item.mark.id),
      ])
    }
    try log.append(
      contentsOf: items.map { MarkStore.entry(.notified, $0.mark, at: asOf, clock: clock) })
  }

  private func failure(
    _ address: String, _ reason: String, _ id: Int, isUnsure: Bool, _ asOf: Int, _ clock: Int
  ) -> LogEntry {
    var detail = [
      "to": address, "reason": reason, "notice": String(id), "outcome": isUnsure ? "unsure" : "failed",
    ]
    if isRehearsal { detail[LogEntry.rehearsal] = "yes" }
    return LogEntry(at: asOf, writtenAt: clock, by: "janitor", event: .noticeFailed, detail: detail)
  }

  private func end(_ id: Int, _ state: String, _ answer: String?, _ clock: Int) throws {
    try database.run(
      "UPDATE notice SET state = ?, answer = ?, written_at = ? WHERE id = ?",
      [.text(state), SQLValue(answer), SQLValue(clock), SQLValue(id)])
  }

  private func notices(state: String) throws -> [(id: Int, address: String)] {
    var notices: [(id: Int, address: String)] = []
    try database.query(
      "SELECT id, address FROM notice WHERE is_rehearsal = ? AND state = ? ORDER BY id",
      [rehearsal, .text(state)]
    ) { notices.append(($0.integer(0), $0.text(1) ?? "")) }
    return notices
  }

  private var rehearsal: SQLValue { SQLValue(isRehearsal ? 1 : 0) }
}

/// A message that did not reach anybody, or of which nobody knows, and that no later one made good.
public struct UnsentNotice: Sendable, Equatable {
  public var address: String
  public var at: Int
  /// `failed` or `unsure`.
  public var state: String
  public var reason: String
  /// How many marks wait for it.
  public var marks: Int
}

extension NoticeStore {
  /// What waits for a message: only the newest word to each mark counts.
  public func unsent() throws -> [UnsentNotice] {
    var unsent: [UnsentNotice] = []
    try database.query(
      """
      SELECT n.address, n.at, n.state, n.answer, count(*)
      FROM notice n JOIN notice_item i ON i.notice = n.id JOIN mark m ON m.id = i.mark
      WHERE n.is_rehearsal = ? AND n.state IN ('failed', 'unsure') AND m.ended_at IS NULL
        AND m.state <> 'kept' AND NOT EXISTS (
          SELECT 1 FROM notice_item j JOIN notice o ON o.id = j.notice
          WHERE j.mark = i.mark AND o.id > n.id AND o.state <> 'dropped')
      GROUP BY n.id ORDER BY n.id
      """, [rehearsal]
    ) { row in
      unsent.append(
        UnsentNotice(
          address: row.text(0) ?? "", at: row.integer(1), state: row.text(2) ?? "",
          reason: row.text(3) ?? "", marks: row.integer(4)))
    }
    return unsent
  }
}
