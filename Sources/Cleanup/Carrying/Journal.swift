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
  }

  init(log: JanitorLog, night: CleanupNight) {
    self.log = log
    self.night = night
  }

  /// What the log says until now.
  func past() throws -> PastActions {
    memory.past.add(try log.entries(after: memory.past.all.last?.sequence ?? 0))
    return memory.past
  }

  /// What an intent is about.
  struct Subject {
    var resource: MarkedResource
    var action: String
    var mark: Int?
    var rule: String?
  }

  @discardableResult
  func write(
    _ event: LogEntry.Event, _ subject: Subject, answers: Int? = nil, _ detail: [String: String]
  ) throws -> Int {
    try log.append(
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
