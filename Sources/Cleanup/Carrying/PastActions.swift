internal import Inventory
internal import Janitor

/// What the log says of earlier nights: what was done, and what nobody knows yet.
struct PastActions {
  private var intents: [Int: LogEntry] = [:]
  /// The last result of each intent.
  private(set) var results: [Int: LogEntry] = [:]
  private(set) var all: [LogEntry] = []

  init(_ entries: [LogEntry] = []) { add(entries) }

  mutating func add(_ entries: [LogEntry]) {
    all += entries
    for entry in entries {
      if entry.event == .intent { intents[entry.sequence] = entry }
      if let intent = entry.answers, [.done, .failed, .unsure].contains(entry.event) {
        results[intent] = entry
      }
    }
  }

  /// The intents whose outcome nobody knows, in their order.
  var open: [LogEntry] {
    intents.values.filter { intent in
      guard let result = results[intent.sequence] else { return true }
      return result.event == .unsure
    }.sorted { $0.sequence < $1.sequence }
  }

  /// The done action of a mark, where a night died before it could say so.
  func done(mark: Int, action: String) -> LogEntry? {
    all.last { $0.event == .done && $0.mark == mark && $0.action == action }
  }

  /// What steps of a kind made for a mark, with what is told of it, the newest first.
  func made(by operation: String, forMark mark: Int) -> [LogEntry] {
    all.reversed().filter {
      $0.event == .done && $0.action == operation && $0.detail["for_mark"] == String(mark)
    }
  }

  /// Every result of an operation that was carried out.
  func done(_ operation: String) -> [LogEntry] {
    all.filter { $0.event == .done && $0.action == operation }
  }

  /// A done action by its own sequence or by its intent's.
  func done(sequence: Int) -> LogEntry? {
    all.first { $0.event == .done && ($0.sequence == sequence || $0.answers == sequence) }
  }

  /// What took a done action back.
  func undone(_ done: LogEntry) -> LogEntry? {
    all.first { $0.event == .undone && $0.answers == done.sequence }
  }

  /// A line by its sequence.
  func entry(_ sequence: Int) -> LogEntry? { all.first { $0.sequence == sequence } }
}

extension LogEntry {
  /// What a step needs to be looked up again.
  var target: Target? {
    guard let resource else { return nil }
    var target = Target(resource: resource, rule: rule ?? "")
    target.token = detail["token"] ?? ""
    target.undoUntil = detail["undo_until"] ?? ""
    target.other = detail["snapshot"] ?? ""
    target.sizes = detail["sizes"].flatMap { GroupSizes($0) }
    target.was = detail["was"].flatMap { AnswerItem(compact: $0) }
    return target
  }
}
