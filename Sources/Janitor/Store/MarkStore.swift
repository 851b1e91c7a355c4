internal import Billing
public import Ledger

/// The marks in the ledger, those of rehearsals apart from the others.
public struct MarkStore {
  private let database: Database
  private let isRehearsal: Bool
  private let log: JanitorLog

  public init(_ ledger: Ledger, isRehearsal: Bool) {
    database = ledger.database
    self.isRehearsal = isRehearsal
    log = JanitorLog(ledger)
  }

  /// The marks that stand, in the order of their resources.
  public func standing() throws -> [Mark] {
    try Self.marks(
      in: database,
      "WHERE ended_at IS NULL AND is_rehearsal = ? ORDER BY account_id, region, resource_type, resource_id, rule",
      [rehearsal])
  }

  /// When each mark that is over ended the last time.
  public func ended() throws -> [MarkKey: LifeCycle.Ended] {
    var ended: [MarkKey: LifeCycle.Ended] = [:]
    try database.query(
      """
      SELECT rule, resource_type, account_id, region, resource_id, ended_at, state FROM mark
      WHERE ended_at IS NOT NULL AND is_rehearsal = ? ORDER BY ended_at, id
      """, [rehearsal]
    ) { row in
      let key = MarkKey(
        rule: row.text(0) ?? "", type: row.text(1) ?? "", account: row.text(2) ?? "",
        region: row.text(3) ?? "", id: row.text(4) ?? "")
      ended[key] = LifeCycle.Ended(
        at: row.integer(5), wasCleaned: row.text(6) == Mark.State.cleaned.rawValue)
    }
    return ended
  }

  /// Writes changes, and a line of the log for each event; in a transaction of the caller's.
  public func write(_ changes: [LifeCycle.Change], at asOf: Int, clock: Int) throws {
    let insertion = try database.prepare(Self.insertion)
    let update = try database.prepare(Self.update)
    var entries: [LogEntry] = []
    for change in changes {
      var mark = change.mark
      if mark.id == 0 {
        try insertion.run(Self.values(mark, clock))
        mark.id = Int(database.lastInsertedRow)
      } else {
        try update.run(Self.values(mark, clock) + [SQLValue(mark.id)])
      }
      entries += change.events.map { Self.entry($0, mark, at: asOf, clock: clock) }
    }
    try log.append(contentsOf: entries)
  }

  /// A line of the log about a mark.
  static func entry(
    _ event: LogEntry.Event, _ mark: Mark, at asOf: Int, clock: Int, _ more: [String: String] = [:]
  ) -> LogEntry {
    var detail = more
    detail["message"] = mark.message
    detail["snapshot"] = Civil.timeText(seconds: mark.newestSnapshot)
    if event == .marked { detail["first_snapshot"] = Civil.timeText(seconds: mark.firstSnapshot) }
    detail["rule_hash"] = mark.ruleHash
    detail["parameters"] = mark.parameters
    if mark.isRehearsal { detail[LogEntry.rehearsal] = "yes" }
    for (key, value) in [
      ("owner", mark.owner.name), ("owner_from", mark.owner.foundBy), ("reason", mark.reason),
      ("monthly_cost", mark.monthlyCost?.description), ("saving", mark.saving?.description),
      ("currency", mark.currency), ("managed_by", mark.managedBy),
    ] where value != nil { detail[key] = value }
    return LogEntry(
      at: asOf, writtenAt: clock, by: "janitor", event: event, mark: mark.id, rule: mark.rule,
      action: mark.action, resource: mark.resource, detail: detail)
  }

  /// Ends a mark whose clean-up was carried out.
  public func finish(_ mark: Int, at asOf: Int, clock: Int) throws {
    try database.run(
      "UPDATE mark SET state = 'cleaned', ended_at = ?, written_at = ? WHERE id = ? AND ended_at IS NULL",
      [SQLValue(asOf), SQLValue(clock), SQLValue(mark)])
  }

  private var rehearsal: SQLValue { SQLValue(isRehearsal ? 1 : 0) }

  /// Every mark, those that stand first; of the newest night first where several were of one resource.
  public static func all(in ledger: Ledger) throws -> [Mark] {
    try marks(
      in: ledger.database,
      """
      ORDER BY ended_at IS NOT NULL, is_rehearsal, account_id, region, resource_type, resource_id, rule, id DESC
      """)
  }

  private static func marks(
    in database: Database, _ rest: String, _ parameters: [SQLValue] = []
  ) throws -> [Mark] {
    var marks: [Mark] = []
    try database.query("SELECT id, \(columns.joined(separator: ", ")) FROM mark \(rest)", parameters) {
      marks.append(mark($0))
    }
    return marks
  }
}

extension MarkStore {
  private static let columns = [
    "is_rehearsal", "rule", "rule_hash", "parameters", "action", "resource_type", "account_id", "region",
    "resource_id", "arn", "resource_created_at", "owner", "owner_from", "address", "address_from",
    "managed_by", "message", "monthly_cost", "saving", "currency", "state", "reason", "first_snapshot_at",
    "first_counts_from", "newest_snapshot_at", "noticed_at", "marked_at", "notified_at",
    "notified_written_at", "last_notice_at", "last_notice_written_at", "due_day", "kept_until", "ended_at",
  ]

  private static let insertion =
    "INSERT INTO mark(\(columns.joined(separator: ", ")), written_at) VALUES "
    + "(\(columns.map { _ in "?" }.joined(separator: ", ")), ?)"

  private static let update =
    "UPDATE mark SET \(columns.map { "\($0) = ?" }.joined(separator: ", ")), written_at = ? WHERE id = ?"

  private static func values(_ mark: Mark, _ clock: Int) -> [SQLValue] {
    [
      SQLValue(mark.isRehearsal ? 1 : 0), .text(mark.rule), .text(mark.ruleHash), .text(mark.parameters),
      .text(mark.action), .text(mark.resource.type), .text(mark.resource.account),
      .text(mark.resource.region), .text(mark.resource.id), .text(mark.resource.arn),
      SQLValue(mark.resource.createdAt), SQLValue(mark.owner.name), SQLValue(mark.owner.foundBy),
      SQLValue(mark.owner.address), SQLValue(mark.owner.addressFrom), SQLValue(mark.managedBy),
      .text(mark.message), SQLValue(mark.monthlyCost?.description), SQLValue(mark.saving?.description),
      SQLValue(mark.currency), .text(mark.state.rawValue), SQLValue(mark.reason),
      SQLValue(mark.firstSnapshot), SQLValue(mark.countsFrom), SQLValue(mark.newestSnapshot),
      SQLValue(mark.noticedAt), SQLValue(mark.markedAt), SQLValue(mark.firstNotice?.at),
      SQLValue(mark.firstNotice?.writtenAt), SQLValue(mark.lastNotice?.at),
      SQLValue(mark.lastNotice?.writtenAt), SQLValue(mark.dueDay), SQLValue(mark.keptUntil),
      SQLValue(mark.endedAt), SQLValue(clock),
    ]
  }

  private static func mark(_ row: borrowing Statement) -> Mark {
    var mark = Mark(
      isRehearsal: row.integer(1) == 1, rule: row.text(2) ?? "", ruleHash: row.text(3) ?? "",
      parameters: row.text(4) ?? "", action: row.text(5) ?? "",
      resource: MarkedResource(
        type: row.text(6) ?? "", account: row.text(7) ?? "", region: row.text(8) ?? "", id: row.text(9) ?? "",
        arn: row.text(10) ?? "", createdAt: row.text(11)),
      owner: MarkOwner(
        name: row.text(12), foundBy: row.text(13), address: row.text(14), addressFrom: row.text(15)),
      message: row.text(17) ?? "", monthlyCost: row.text(18).flatMap(Amount.init),
      saving: row.text(19).flatMap(Amount.init), currency: row.text(20),
      state: row.text(21).flatMap(Mark.State.init) ?? .released, firstSnapshot: row.integer(23),
      countsFrom: row.integer(24), noticedAt: row.integer(26))
    mark.id = row.integer(0)
    mark.managedBy = row.text(16)
    mark.reason = row.text(22)
    mark.newestSnapshot = row.integer(25)
    mark.markedAt = number(row, 27)
    mark.firstNotice = stamp(row, 28)
    mark.lastNotice = stamp(row, 30)
    mark.dueDay = number(row, 32)
    mark.keptUntil = number(row, 33)
    mark.endedAt = number(row, 34)
    return mark
  }

  private static func number(_ row: borrowing Statement, _ column: Int) -> Int? {
    row.isNull(column) ? nil : row.integer(column)
  }

  /// The column and the one behind it.
  private static func stamp(_ row: borrowing Statement, _ column: Int) -> Mark.Stamp? {
    row.isNull(column) ? nil : Mark.Stamp(at: row.integer(column), writtenAt: row.integer(column + 1))
  }
}
