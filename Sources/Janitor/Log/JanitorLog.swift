internal import Billing
internal import FoundationEssentials
public import Ledger

/// The log of everything that the janitor did and was told; it only grows, and each line is chained to the one before.
public struct JanitorLog {
  let database: Database

  public init(_ ledger: Ledger) {
    database = ledger.database
  }

  /// Writes a line at the end, in a transaction of its own where none is open, and gives its sequence.
  @discardableResult
  public func append(_ entry: LogEntry) throws -> Int { try append(contentsOf: [entry]) }

  /// Writes lines at the end, all of them or none, and gives the last one's sequence.
  @discardableResult
  func append(contentsOf entries: [LogEntry]) throws -> Int {
    // Two that read the same last line would both write the next one.
    try database.transaction { try write(entries) }
  }

  private func write(_ entries: [LogEntry]) throws -> Int {
    var (number, previous) = (0, ChainHash.start)
    try database.query("SELECT sequence, hash FROM janitor_log ORDER BY sequence DESC LIMIT 1") { row in
      (number, previous) = (row.integer(0), row.text(1) ?? "")
    }
    let insertion = try database.prepare(
      """
      INSERT INTO janitor_log(sequence, at, written_at, by, event, mark, rule, action, resource_type, account_id,
        region, resource_id, answers, body, previous_hash, hash)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    for entry in entries {
      number += 1
      // What a line says, as JSON with its keys in order: that is what is hashed.
      let body = String(decoding: try encoder.encode(Body(entry)), as: UTF8.self)
      let hash = ChainHash.of(body, after: previous)
      try insertion.run([
        SQLValue(number), SQLValue(entry.at), SQLValue(entry.writtenAt), .text(entry.by),
        .text(entry.event.rawValue), SQLValue(entry.mark), SQLValue(entry.rule), SQLValue(entry.action),
        SQLValue(entry.resource?.type), SQLValue(entry.resource?.account), SQLValue(entry.resource?.region),
        SQLValue(entry.resource?.id), SQLValue(entry.answers), .text(body), .text(previous), .text(hash),
      ])
      previous = hash
    }
    return number
  }

  /// The lines in their order, those behind a line alone where one is named.
  public func entries(after sequence: Int = 0) throws -> [LogEntry] {
    try read(
      "SELECT sequence, body FROM janitor_log WHERE sequence > ? ORDER BY sequence", [SQLValue(sequence)])
  }

  /// The lines of some events behind a line, in their order; a log of years is not read through for them.
  public func entries(after sequence: Int = 0, of events: Set<LogEntry.Event>) throws -> [LogEntry] {
    let marks = events.map { _ in "?" }.joined(separator: ", ")
    return try read(
      """
      SELECT sequence, body FROM janitor_log INDEXED BY janitor_log_event
      WHERE event IN (\(marks)) AND sequence > ? ORDER BY sequence
      """, events.map { .text($0.rawValue) } + [SQLValue(sequence)])
  }

  /// A line by its sequence; nil where there is none.
  public func entry(_ sequence: Int) throws -> LogEntry? {
    try read("SELECT sequence, body FROM janitor_log WHERE sequence = ?", [SQLValue(sequence)]).first
  }

  /// The last line of an event; nil where there is none.
  public func last(_ event: LogEntry.Event) throws -> LogEntry? {
    try read(
      """
      SELECT sequence, body FROM janitor_log INDEXED BY janitor_log_event
      WHERE event = ? ORDER BY sequence DESC LIMIT 1
      """, [.text(event.rawValue)]
    ).first
  }

  /// Writes several things or none of them.
  public func together<Result>(_ body: () throws -> Result) throws -> Result {
    try database.transaction(body)
  }

  func read(_ query: String, _ parameters: [SQLValue]) throws -> [LogEntry] {
    var entries: [LogEntry] = []
    var problem: Problem?
    try database.query(query, parameters) { row in
      do {
        entries.append(try Self.entry(row.text(1) ?? "", sequence: row.integer(0)))
      } catch {
        problem = problem ?? Self.unreadable(row.integer(0))
      }
    }
    if let problem { throw problem }
    return entries
  }

  /// The last line's hash: kept elsewhere, it shows that no line was taken from the end; nil for an empty log.
  public func head() throws -> String? {
    guard
      case .text(let hash) = try database.value(
        "SELECT hash FROM janitor_log ORDER BY sequence DESC LIMIT 1")
    else { return nil }
    return hash
  }

  /// Checks the chain from the first line to the last.
  ///
  /// - Returns: how many lines there are.
  /// - Throws: a problem that names the first line that is not as it was written.
  public func verify() throws -> Int {
    var (count, previous) = (0, ChainHash.start)
    var broken: Int?
    try database.query("SELECT sequence, body, previous_hash, hash FROM janitor_log ORDER BY sequence") {
      row in
      count += 1
      let (before, hash) = (row.text(2) ?? "", row.text(3) ?? "")
      let isWhole =
        row.integer(0) == count && before == previous
        && hash == ChainHash.of(row.text(1) ?? "", after: before)
      if broken == nil && !isWhole { broken = row.integer(0) }
      previous = hash
    }
    if let broken { throw Self.unreadable(broken) }
    return count
  }

  private static func unreadable(_ sequence: Int) -> Problem {
    Problem(
      "janitor log", "line \(sequence) is not as it was written, or one before it is missing",
      remedy: "restore the ledger from a copy, and find out who changed it; nothing is cleaned up meanwhile")
  }

  private static func entry(_ body: String, sequence: Int) throws -> LogEntry {
    var entry = try JSONDecoder().decode(Body.self, from: Data(body.utf8)).entry()
    entry.sequence = sequence
    return entry
  }

  private struct Body: Codable {
    var at: Int
    var writtenAt: Int
    var by: String
    var event: String
    var mark: Int?
    var rule: String?
    var action: String?
    var resource: MarkedResource?
    var answers: Int?
    var detail: [String: String]

    init(_ entry: LogEntry) {
      at = entry.at
      writtenAt = entry.writtenAt
      by = entry.by
      event = entry.event.rawValue
      mark = entry.mark
      rule = entry.rule
      action = entry.action
      resource = entry.resource
      answers = entry.answers
      detail = entry.detail
    }

    func entry() throws -> LogEntry {
      guard let event = LogEntry.Event(rawValue: event) else {
        throw Problem("janitor log", "has an event '\(event)'", remedy: "use a newer tarsier")
      }
      return LogEntry(
        at: at, writtenAt: writtenAt, by: by, event: event, mark: mark, rule: rule, action: action,
        resource: resource, answers: answers, detail: detail)
    }
  }
}
