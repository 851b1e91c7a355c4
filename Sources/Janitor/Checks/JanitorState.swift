public import Ledger

/// What the janitor's log says of its last night.
public struct JanitorState: Sendable, Equatable {
  /// The as-of of the last night that ended, in seconds since 1970; nil where none did.
  public var lastNight: Int?
  /// Actions of that night, or of one after it that did not end, that the provider refused.
  public var failed: Int
  /// Notices that could not be sent then.
  public var notSent: Int
  /// Actions of any night of which nobody knows whether they were carried out.
  public var unsure: Int
  /// Why it is paused; nil where it is not.
  public var pause: String?

  public init(lastNight: Int?, failed: Int, notSent: Int, unsure: Int, pause: String?) {
    self.lastNight = lastNight
    self.failed = failed
    self.notSent = notSent
    self.unsure = unsure
    self.pause = pause
  }

  /// Reads it from the log as it stood at a time.
  ///
  /// - Parameter countsRehearsals: whether rehearsed nights count; they say nothing of those in earnest.
  public static func read(_ ledger: Ledger, asOf: Int, countsRehearsals: Bool) throws -> JanitorState {
    let database = ledger.database
    let time = SQLValue(asOf)
    func lines(_ event: LogEntry.Event) -> String {
      """
      FROM janitor_log AS line INDEXED BY janitor_log_event WHERE event = '\(event.rawValue)' AND at <= ?1
        \(countsRehearsals ? "" : "AND json_extract(body, '$.detail.\(LogEntry.rehearsal)') IS NULL")
      """
    }
    func number(_ sql: String) throws -> Int? {
      guard case .integer(let number) = try database.value(sql, [time]) else { return nil }
      return Int(number)
    }
    let began = try number("SELECT max(sequence) \(lines(.nightBegan))") ?? 0
    func count(_ event: LogEntry.Event) throws -> Int {
      try number("SELECT count(*) \(lines(event)) AND sequence > \(began)") ?? 0
    }
    let unsure = try number(
      """
      SELECT count(*) \(lines(.intent)) AND NOT EXISTS (
        SELECT 1 FROM janitor_log AS result INDEXED BY janitor_log_answers
        WHERE result.answers = line.sequence AND result.event IN ('done', 'failed', 'refused'))
      """)
    // People pause and resume; no rehearsal does.
    let pause = try database.value(
      """
      SELECT iif(event = 'paused', coalesce(json_extract(body, '$.detail.reason'), 'no reason given'), NULL)
      FROM janitor_log INDEXED BY janitor_log_event WHERE event IN ('paused', 'resumed') AND at <= ?1 ORDER BY sequence DESC LIMIT 1
      """, [time])
    var reason: String?
    if case .text(let text) = pause { reason = text }
    return JanitorState(
      lastNight: try number("SELECT max(at) \(lines(.nightEnded))"), failed: try count(.failed),
      notSent: try count(.noticeFailed), unsure: unsure ?? 0, pause: reason)
  }
}
