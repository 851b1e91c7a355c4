/// One line of the janitor's log: what was done or said, by whom, when, and why.
public struct LogEntry: Sendable, Equatable {
  public enum Event: String, Sendable, CaseIterable {
    case nightBegan = "night-began"
    case nightEnded = "night-ended"
    case noticed, marked, notified, kept, released, due
    case noticeFailed = "notice-failed"
    case alerted, paused, resumed
    /// An action is about to be asked of the provider.
    case intent
    /// It was carried out.
    case done
    /// It was not, and nothing changed.
    case failed
    /// Nobody knows yet; it is looked up before anything else is done with the resource.
    case unsure
    /// It was not tried, since a check just before said no.
    case refused
    case undone
  }

  /// Its place in the log, from 1; 0 before it is written.
  public var sequence = 0
  /// The run's as-of, in seconds since 1970.
  public var at: Int
  /// The clock when it was written, in seconds since 1970.
  public var writtenAt: Int
  /// Who said or did it: `janitor`, or the name of whoever ran the command.
  public var by: String
  public var event: Event
  public var mark: Int?
  public var rule: String?
  public var action: String?
  public var resource: MarkedResource?
  /// The intent that this is the outcome of, by its sequence.
  public var answers: Int?
  /// Everything else that belongs to it, such as `request`, `answer`, `saving`, `currency`, `undo`, `reason`,
  /// `snapshot`.
  public var detail: [String: String]

  public init(
    at: Int, writtenAt: Int, by: String, event: Event, mark: Int? = nil, rule: String? = nil,
    action: String? = nil, resource: MarkedResource? = nil, answers: Int? = nil,
    detail: [String: String] = [:]
  ) {
    self.at = at
    self.writtenAt = writtenAt
    self.by = by
    self.event = event
    self.mark = mark
    self.rule = rule
    self.action = action
    self.resource = resource
    self.answers = answers
    self.detail = detail
  }

  /// The detail that a rehearsal's lines carry.
  public static let rehearsal = "rehearsal"

  /// Whether a night with `--as-of` wrote it.
  public var isRehearsal: Bool { detail[Self.rehearsal] != nil }
}
