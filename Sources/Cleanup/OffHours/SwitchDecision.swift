/// What is to be done now with something that the clock switches.
///
/// It is switched off where its off time finds it up: on the first run in it, or on a later one where that one was
/// missed or could not act. What comes up after it was down in this off time was started by hand, and stays up until
/// the next one; but for a database that the provider starts again, seven days after we stopped it.
///
/// It looks at nothing but what it is given, so every case of it stands in a table of the tests.
enum SwitchDecision: Equatable {
  case nothing(String)
  /// It is down in its off time, by whatever hands: that is kept.
  case see
  case stop
  case start
  case restore(GroupSizes)
  /// It is up again by other hands: what was kept of it is let go.
  case forget

  /// What was kept of earlier runs.
  ///
  /// All times are the runs' as-of, in seconds since 1970.
  struct Kept: Equatable {
    /// When we switched it off; nil where we did not.
    var stoppedAt: Int?
    /// When it was seen down in off time the last time.
    var seenDownAt: Int?
    var sizes: GroupSizes?
  }

  /// The provider starts a stopped database again after this many seconds.
  static let databaseRestart = 7 * 86_400
  /// How far from that moment it may have been seen down the last time, in seconds.
  ///
  /// Who saw nothing for days before cannot tell the provider's start from somebody's, and leaves it up.
  static let restartSlack = 86_400

  /// - Parameters:
  ///   - offSince: when the off time began; nil where it is to be up.
  ///   - kept: what was kept of it; nil where it was neither switched off nor seen down.
  static func made(for item: Switchable, offSince: Int?, kept: Kept?, now: Int) -> SwitchDecision {
    guard let offSince else { return up(item, kept) }
    switch item.state {
    case .down, .other("stopping"): return .see
    case .other(let word): return .nothing("it is \(word)")
    case .up: break
    }
    let down = [kept?.stoppedAt, kept?.seenDownAt].compactMap(\.self).max()
    let cameUp = [down, item.startedAt].compactMap(\.self).contains { $0 >= offSince }
    guard cameUp, !isProvidersStart(of: item, kept, now: now) else { return .stop }
    return .nothing("somebody started it; it stays up until the next off time")
  }

  /// Whether the provider started a database that we stopped: it came up about seven days after.
  private static func isProvidersStart(of item: Switchable, _ kept: Kept?, now: Int) -> Bool {
    guard item.kind == .database, let stoppedAt = kept?.stoppedAt else { return false }
    let restart = stoppedAt + databaseRestart
    let lastDown = max(stoppedAt, kept?.seenDownAt ?? stoppedAt)
    return now >= restart && abs(lastDown - restart) <= restartSlack
  }

  private static func up(_ item: Switchable, _ kept: Kept?) -> SwitchDecision {
    // A ledger that was lost does not keep a group asleep: its tag knows the sizes too.
    let tagged = item.tags[SafetyTags.offHours].flatMap { GroupSizes($0) }
    let isOurs = kept?.stoppedAt != nil
    switch item.state {
    case .up: return !isOurs && tagged == nil ? .nothing("it is up") : .forget
    case .other(let word): return .nothing("it is \(word)")
    case .down: break
    }
    if item.kind == .group {
      guard let sizes = kept?.sizes ?? tagged, item.sizes == .zero else {
        return .nothing("we did not stop it")
      }
      return .restore(sizes)
    }
    return isOurs ? .start : .nothing("we did not stop it")
  }
}
