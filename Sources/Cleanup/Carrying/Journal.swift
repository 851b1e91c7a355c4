internal import Billing
internal import Janitor

/// Writes what is done into the janitor's log: the intent before, the result after.
struct Journal {
  private let log: JanitorLog
  let night: CleanupNight
  private let memory = Memory()

  /// What was read of the log already: it only grows, and may be long.
  private final class Memory {
    var past = PastActions()
    /// The last line that was read; nil before the first.
    var last: Int?
  }

  /// For how long actions are remembered that are settled, in seconds: safety snapshots end before that.
  private static let memoryTime = 2 * SafetyTags.undoTime

  init(log: JanitorLog, night: CleanupNight) {
    self.log = log
    self.night = night
  }

  /// What the log says until now, of rehearsals to a rehearsal, and of what was real to all others.
  func past() throws -> PastActions {
    let entries: [LogEntry]
    if let last = memory.last {
      entries = try log.entries(after: last, of: JanitorLog.actionEvents)
      memory.last = entries.last?.sequence ?? last
    } else {
      let actions = try log.actions(
        since: night.asOf - Self.memoryTime,
        lasting: [Operations.safetySnapshot.name, Operations.expireSnapshot.name])
      (entries, memory.last) = (actions.lines, actions.last)
    }
    memory.past.add(entries.filter { $0.isRehearsal == night.isRehearsal })
    return memory.past
  }

  /// The same, with an action that may be of years ago, and all that became of it.
  func past(with sequence: Int) throws -> PastActions {
    let past = try past()
    let missing = try log.related(to: sequence).filter {
      $0.isRehearsal == night.isRehearsal && past.entry($0.sequence) == nil
    }
    memory.past.add(missing)
    return memory.past
  }

  /// What clean-ups were begun on the night's day, by runs before this one too.
  func begun() throws -> ActionsBegun {
    try log.actionsBegun(on: night.day, around: night.asOf, isRehearsal: night.isRehearsal)
  }

  /// How often something was switched off by the clock on the run's day, by runs before this one too.
  func stopsBegun() throws -> Int {
    try log.stopsBegun(on: night.day, around: night.asOf, isRehearsal: night.isRehearsal)
  }

  /// What an intent is about.
  struct Subject {
    var resource: MarkedResource
    var action: String
    var mark: Int?
    var rule: String?
  }

  /// Writes an intent and, with it or not at all, what else must be known before the provider is asked.
  func intend(_ subject: Subject, _ detail: [String: String], noting: () throws -> Void) throws -> Int {
    try log.together {
      try noting()
      return try write(.intent, subject, detail)
    }
  }

  @discardableResult
  func write(
    _ event: LogEntry.Event, _ subject: Subject, answers: Int? = nil, _ detail: [String: String]
  ) throws -> Int {
    var detail = detail
    if night.isRehearsal { detail[LogEntry.rehearsal] = "yes" }
    return try log.append(
      LogEntry(
        at: night.asOf, writtenAt: night.now, by: night.by, event: event, mark: subject.mark,
        rule: subject.rule, action: subject.action, resource: subject.resource, answers: answers,
        detail: detail))
  }
}

extension LogEntry {
  /// What the entry is about, where it is about a resource.
  var subject: Journal.Subject? {
    guard let resource, let action else { return nil }
    return Journal.Subject(resource: resource, action: action, mark: mark, rule: rule)
  }
}
