internal import Billing
internal import Ledger

/// What clean-ups were begun on one day, as the intents in the log tell; they count towards `max_actions`.
///
/// The steps before an action, such as a volume's safety snapshot, are about the same resource and mark, and are the
/// same action. A snapshot that goes after its image or at the end of its time is one of its own. What somebody took
/// back and what the clock switches do not count here.
public struct ActionsBegun: Sendable, Equatable {
  private struct Action: Hashable {
    var resource: MarkedResource
    var mark: Int?
  }

  private var actions: Set<Action> = []

  public init(_ intents: [LogEntry] = []) {
    for intent in intents where intent.detail["undoes"] == nil && intent.detail["off_hours"] == nil {
      guard let resource = intent.resource else { continue }
      let mark = intent.mark ?? intent.detail["for_mark"].flatMap { Int($0) }
      actions.insert(Action(resource: resource, mark: mark))
    }
  }

  public var count: Int { actions.count }

  /// Whether an action goes on that was begun already.
  public func contains(_ resource: MarkedResource, mark: Int?) -> Bool {
    actions.contains(Action(resource: resource, mark: mark))
  }
}

extension JanitorLog {
  /// The clean-ups that were begun on the day of a moment.
  ///
  /// - Parameters:
  ///   - day: the calendar's day of a moment in seconds since 1970.
  ///   - isRehearsal: whether those of rehearsals are meant, or those that were real.
  public func actionsBegun(on day: (Int) -> Int, around asOf: Int, isRehearsal: Bool) throws -> ActionsBegun {
    ActionsBegun(try intents(on: day, around: asOf, isRehearsal))
  }

  /// How often the clock was about to switch something off on the day of a moment.
  public func stopsBegun(on day: (Int) -> Int, around asOf: Int, isRehearsal: Bool) throws -> Int {
    try intents(on: day, around: asOf, isRehearsal).count { $0.detail["off_hours"] == "stop" }
  }

  /// A day of any time zone lies within the days around that of UTC.
  private func intents(on day: (Int) -> Int, around asOf: Int, _ isRehearsal: Bool) throws -> [LogEntry] {
    let (today, utc) = (day(asOf), floorDivide(asOf, 86_400))
    return try read(
      """
      SELECT sequence, body FROM janitor_log INDEXED BY janitor_log_intent
      WHERE event = 'intent' AND at BETWEEN ? AND ? ORDER BY sequence
      """, [SQLValue((utc - 2) * 86_400), SQLValue((utc + 3) * 86_400 - 1)]
    ).filter {
      $0.isRehearsal == isRehearsal && day($0.at) == today
    }
  }
}
