internal import Synchronization

/// The rules of an audit that nobody has begun to run.
final class RuleQueue: Sendable {
  private let left: Mutex<ArraySlice<Rule>>

  init(_ rules: [Rule]) {
    left = Mutex(rules[...])
  }

  func next() -> Rule? { left.withLock { $0.popFirst() } }
}
