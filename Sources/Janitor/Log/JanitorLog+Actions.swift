internal import Ledger

extension JanitorLog {
  /// What actions left in the log that a run must know, in its order, with the last line until which that is all.
  public struct Actions: Sendable {
    public var lines: [LogEntry]
    public var last: Int
  }

  /// The lines that tell of actions.
  public static let actionEvents: Set<LogEntry.Event> = [.intent, .done, .failed, .unsure, .refused, .undone]

  /// All lines of actions since the first that a run wrote as of `start` or later; of those before only what is still
  /// open, and the safety snapshots.
  ///
  /// So a log of years is not read through every hour.
  ///
  /// - Parameters:
  ///   - start: in seconds since 1970.
  ///   - lasting: the operations of which every line is needed.
  public func actions(since start: Int, lasting: [String]) throws -> Actions {
    let end = try number("SELECT max(sequence) FROM janitor_log") ?? 0
    let starts = try ["intent", "refused"].compactMap { event in
      try number(
        """
        SELECT min(sequence) FROM janitor_log INDEXED BY janitor_log_\(event)
        WHERE event = '\(event)' AND at >= ?
        """, [SQLValue(start)])
    }
    let first = starts.min() ?? end + 1
    let open = try read(
      """
      SELECT sequence, body FROM janitor_log AS line INDEXED BY janitor_log_event
      WHERE event = 'intent' AND sequence < ? AND NOT EXISTS (
        SELECT 1 FROM janitor_log AS result INDEXED BY janitor_log_answers
        WHERE result.answers = line.sequence AND result.event IN ('done', 'failed'))
      """, [SQLValue(first)])
    let marks = lasting.map { _ in "?" }.joined(separator: ", ")
    let lastingLines = try read(
      """
      SELECT sequence, body FROM janitor_log INDEXED BY janitor_log_action
      WHERE action IN (\(marks)) AND sequence < ?
      """, lasting.map { SQLValue.text($0) } + [SQLValue(first)])
    var older = Dictionary((open + lastingLines).map { ($0.sequence, $0) }) { line, _ in line }
    for line in lastingLines where !Self.actionEvents.contains(line.event) { older[line.sequence] = nil }
    let lines = older.values.sorted { $0.sequence < $1.sequence }
    let recent = try entries(after: first - 1, of: Self.actionEvents)
    return Actions(lines: lines + recent, last: max(end, recent.last?.sequence ?? 0))
  }

  /// A line, its intent, what came of that, and what took it back, in their order.
  public func related(to sequence: Int) throws -> [LogEntry] {
    let intent = try entry(sequence)?.answers ?? sequence
    return try read(
      """
      SELECT sequence, body FROM janitor_log
      WHERE sequence IN (?1, ?2) OR answers = ?2
        OR answers IN (SELECT result.sequence FROM janitor_log AS result WHERE result.answers = ?2)
      ORDER BY sequence
      """, [SQLValue(sequence), SQLValue(intent)])
  }

  private func number(_ query: String, _ parameters: [SQLValue] = []) throws -> Int? {
    guard case .integer(let number) = try database.value(query, parameters) else { return nil }
    return Int(number)
  }
}
