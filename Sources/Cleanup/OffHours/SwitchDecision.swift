/// What is to be done now with something that the clock switches.
///
/// It looks at nothing but what it is given, so every case of it stands in a table of the tests.
enum SwitchDecision: Equatable {
  case nothing(String)
  case stop
  case start
  case restore(GroupSizes)
  /// It is up again by other hands: what was kept of it is let go.
  case forget

  /// What was kept when it was switched off.
  struct Kept: Equatable {
    /// The run's as-of, in seconds since 1970.
    var stoppedAt: Int
    var sizes: GroupSizes?
  }

  /// The provider starts a stopped database again after this many seconds.
  static let databaseRestart = 7 * 86_400

  /// - Parameters:
  ///   - offSince: when the off time began; nil where it is to be up.
  ///   - kept: what was kept when it was switched off; nil where it was not, or not by us.
  static func made(for item: Switchable, offSince: Int?, kept: Kept?, now: Int) -> SwitchDecision {
    guard let offSince else { return up(item, kept) }
    guard case .up = item.state else { return .nothing("it is off") }
    if let kept, kept.stoppedAt >= offSince {
      let isRestarted = item.kind == .database && now >= kept.stoppedAt + databaseRestart
      return isRestarted ? .stop : .nothing("somebody started it; it stays up until the next off time")
    }
    if let startedAt = item.startedAt, startedAt >= offSince {
      return .nothing("somebody started it; it stays up until the next off time")
    }
    return .stop
  }

  private static func up(_ item: Switchable, _ kept: Kept?) -> SwitchDecision {
    // A ledger that was lost does not keep a group asleep: its tag knows the sizes too.
    let tagged = item.tags[SafetyTags.offHours].flatMap { GroupSizes($0) }
    switch item.state {
    case .up: return kept == nil && tagged == nil ? .nothing("it is up") : .forget
    case .other(let word): return .nothing("it is \(word)")
    case .down: break
    }
    if item.kind == .group {
      guard let sizes = kept?.sizes ?? tagged, item.sizes == .zero else {
        return .nothing("we did not stop it")
      }
      return .restore(sizes)
    }
    return kept == nil ? .nothing("we did not stop it") : .start
  }
}
