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
    // A line belongs to the night that began last before it.
    let isInEarnest = """
      (SELECT json_extract(body, '$.detail.rehearsal') FROM janitor_log AS night
       WHERE night.event = 'night-began' AND night.sequence <= line.sequence ORDER BY night.sequence DESC LIMIT 1)
      IS NULL
      """
    let lines = "FROM janitor_log AS line WHERE at <= ?1\(countsRehearsals ? "" : " AND \(isInEarnest)")"
    func number(_ sql: String) throws -> Int? {
      guard case .integer(let number) = try database.value(sql, [time]) else { return nil }
      return Int(number)
    }
    func count(_ event: String) throws -> Int {
      try number(
        """
        SELECT count(*) \(lines) AND event = '\(event)'
          AND sequence > coalesce((SELECT max(sequence) \(lines) AND event = 'night-began'), 0)
        """) ?? 0
    }
    let unsure = try number(
      """
      SELECT count(*) FROM (SELECT sequence \(lines) AND event = 'intent') AS intent WHERE NOT EXISTS (
        SELECT 1 FROM janitor_log WHERE answers = intent.sequence AND event IN ('done', 'failed', 'refused'))
      """)
    // People pause and resume; no rehearsal does.
    let pause = try database.value(
      """
      SELECT iif(event = 'paused', coalesce(json_extract(body, '$.detail.reason'), 'no reason given'), NULL)
      FROM janitor_log WHERE event IN ('paused', 'resumed') AND at <= ?1 ORDER BY sequence DESC LIMIT 1
      """, [time])
    var reason: String?
    if case .text(let text) = pause { reason = text }
    return JanitorState(
      lastNight: try number("SELECT max(at) \(lines) AND event = 'night-ended'"),
      failed: try count("failed"), notSent: try count("notice-failed"), unsure: unsure ?? 0, pause: reason)
  }
}
