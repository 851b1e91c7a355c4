public import Audit
internal import Billing
public import Janitor
public import Ledger

/// Carries out what is due, one action after the other, each checked again just before.
///
/// Nothing is taken from what the night decided: whether somebody spoke, whose credentials these are, what the
/// rule says of what exists now, and what is never touched are asked anew before every call that changes something.
public struct Cleaner {
  let cloud: Cloud
  let night: CleanupNight
  let journal: Journal
  let checks: Checks
  let rechecks: Rechecks
  let snapshotCost: (MarkedResource, Int) throws -> Money?
  let tell: (CleanupOutcome) -> Void

  /// - Parameters:
  ///   - rules: those whose findings may be cleaned up, as they are now.
  ///   - snapshotCost: what a snapshot of so many GiB costs a month where the resource is; nil where no bill tells.
  ///   - tell: is told each outcome as it comes.
  ///   - audit: runs rules as of a time, on the same connection to the ledger.
  public init(
    ledger: Ledger, rules: [Rule], answers: any SafetyAnswers, cloud: Cloud, night: CleanupNight,
    snapshotCost: @escaping (MarkedResource, Int) throws -> Money? = { _, _ in nil },
    tell: @escaping (CleanupOutcome) -> Void = { _ in }, audit: @escaping ([Rule], Int) throws -> AuditResult
  ) {
    self.cloud = cloud
    self.night = night
    self.snapshotCost = snapshotCost
    self.tell = tell
    journal = Journal(log: JanitorLog(ledger), night: night)
    rechecks = Rechecks(ledger: ledger, rules: rules, cloud: cloud, night: night, audit: audit)
    checks = Checks(cloud: cloud, night: night, ledger: ledger, answers: answers, rechecks: rechecks)
  }

  /// The order in which actions are carried out: what others hang on comes first.
  public static func sorted(_ due: [DueAction]) -> [DueAction] {
    due.sorted { a, b in
      let orders = (order(a), order(b))
      if orders.0 != orders.1 { return orders.0 < orders.1 }
      return (a.resource.account, a.resource.region, a.action, a.resource.id, a.mark)
        < (b.resource.account, b.resource.region, b.action, b.resource.id, b.mark)
    }
  }

  private static func order(_ due: DueAction) -> Int {
    CleanupCatalog.action(due.action, on: due.resource.type)?.order ?? Int.max
  }

  /// Carries out what is due; what an earlier night left open or unfinished comes first.
  public func clean(_ due: [DueAction]) async throws -> [CleanupOutcome] {
    try await Settlement(ledger: checks.ledger, cloud: cloud, journal: journal).settle()
    try await finishImages()
    rechecks.expect(due)
    var outcomes: [CleanupOutcome] = []
    for action in Self.sorted(due) {
      let outcome = try await outcome(of: action)
      outcomes.append(outcome)
      tell(outcome)
    }
    return outcomes
  }

  var performer: Performer { Performer(cloud: cloud, journal: journal) }

  /// Whether the day's actions are used up for one that was not begun yet.
  func isSpent(_ resource: MarkedResource, mark: Int? = nil) throws -> Bool {
    let begun = try journal.begun()
    return begun.count >= night.most && !begun.contains(resource, mark: mark)
  }

  private func outcome(of due: DueAction) async throws -> CleanupOutcome {
    func ended(_ state: CleanupOutcome.State, saved: Billing.Amount? = nil) -> CleanupOutcome {
      CleanupOutcome(action: due, state: state, saved: saved)
    }
    let past = try journal.past()
    // A night that died behind the result had no time to say so.
    if let done = past.done(mark: due.mark, action: due.action) {
      return ended(.cleaned(undo: done.detail["undo"]), saved: done.detail["saving"].flatMap { Amount($0) })
    }
    if let open = past.open.first(where: { $0.resource == due.resource }) {
      let reason = past.results[open.sequence]?.detail["reason"] ?? "the last night ended before its result"
      return ended(.unsure("\(open.action ?? "") of the line \(open.sequence) is not settled: \(reason)"))
    }
    guard let action = CleanupCatalog.action(due.action, on: due.resource.type) else {
      return try refused(due, "there is no action \(due.action) on a \(due.resource.type)", ended)
    }
    guard night.actions.contains(due.action) else {
      return try refused(due, "\(due.action) is not in janitor.actions", ended)
    }
    if try isSpent(due.resource, mark: due.mark) {
      return ended(.notTonight("max_actions is reached (\(night.most)); it goes on tomorrow"))
    }
    let run = ActionRun(cleaner: self, due: due, action: action, past: past)
    switch try await run.carryOut() {
    case .no(.refused(let reason)): return try refused(due, reason, ended)
    case .no(.unknown(let reason)): return try notTonight(due, reason, ended)
    case .failed(let reason): return ended(.failed(reason))
    case .unsure(let reason): return ended(.unsure(reason))
    case .done(let undo, let saved): return ended(.cleaned(undo: undo), saved: saved)
    }
  }

  private typealias Ended = (CleanupOutcome.State, Billing.Amount?) -> CleanupOutcome

  private func refused(_ due: DueAction, _ reason: String, _ ended: Ended) throws -> CleanupOutcome {
    try journal.write(.refused, due.logSubject, ["reason": reason])
    return ended(.refused(reason), nil)
  }

  private func notTonight(_ due: DueAction, _ reason: String, _ ended: Ended) throws -> CleanupOutcome {
    try journal.write(.refused, due.logSubject, ["reason": reason, "tonight": "true"])
    return ended(.notTonight(reason), nil)
  }
}

extension DueAction {
  /// What the log's lines on it have in common.
  var logSubject: Journal.Subject {
    Journal.Subject(resource: resource, action: action, mark: mark, rule: rule)
  }
}
