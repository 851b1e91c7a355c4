internal import Collector
internal import Inventory
internal import Janitor

/// Switches one thing off or up.
struct SwitchRun {
  let cloud: Cloud
  let night: CleanupNight
  let journal: Journal
  let checks: Checks
  let store: OffHoursStore
  let item: Switchable
  /// Where the settings say so.
  let place: String

  /// What a decision is called; nil where nothing is changed by it.
  func action(of decision: SwitchDecision) -> String? {
    switch decision {
    case .nothing, .see, .forget: nil
    case .stop: item.kind.stop
    case .start: item.kind == .database ? Operations.startDatabase.name : Operations.startInstance.name
    case .restore: Operations.restoreSizes.name
    }
  }

  private var performer: Performer { Performer(cloud: cloud, journal: journal) }

  func carryOut(_ decision: SwitchDecision) async throws -> CleanupOutcome.State? {
    switch decision {
    case .nothing, .see, .forget: nil
    case .stop: try await stop()
    case .start:
      try await start(item.kind == .database ? Operations.startDatabase : Operations.startInstance, nil)
    case .restore(let sizes): try await start(Operations.restoreSizes, sizes)
    }
  }

  // Off

  private func stop() async throws -> CleanupOutcome.State {
    let name = item.kind.stop
    let subject = Journal.Subject(resource: item.resource, action: name)
    guard let action = CleanupCatalog.action(name, on: item.resource.type) else {
      return .refused("no action")
    }
    guard night.actions.contains(name) else {
      return try refused(subject, "\(name) is not in janitor.actions")
    }
    switch try await verdict(action) {
    case .no(.refused(let reason)): return try refused(subject, reason)
    case .no(.unknown(let reason)): return .notTonight(reason)
    case .go(let account, var target):
      target.sizes = item.sizes
      if item.kind == .group, let no = try await note(target, account) { return no }
      let detail = ["off_hours": "stop", "reason": "off hours (\(place))", "was": target.was?.compact ?? ""]
      let result = try await performer.perform(
        action.operation, target, subject, as: account, detail,
        // With the intent: a run that dies behind it must not leave asleep what it put to sleep.
        noting: { try store.keep(item.resource, at: night.asOfNow, clock: night.now, sizes: item.sizes) },
        onDone: { ["off_hours": "stop", "undo": Performer.undoCommand($0)] })
      switch result {
      case .done(let intent, _, _): return .cleaned(undo: Performer.undoCommand(intent))
      case .unsure(let reason): return .unsure(reason)
      case .gone:
        try store.forget(item.resource)
        return .refused("it is gone")
      case .failed(let reason):
        try store.forget(item.resource)
        return .failed(reason)
      }
    }
  }

  /// Writes a group's sizes on the group; without that it is not put to sleep.
  private func note(_ target: Target, _ account: ReachedAccount) async throws -> CleanupOutcome.State? {
    let operation = Operations.noteSizes
    let subject = Journal.Subject(resource: item.resource, action: operation.name)
    switch try await performer.perform(operation, target, subject, as: account, ["off_hours": "note"]) {
    case .done: return nil
    case .failed(let reason): return .failed("\(operation.name): \(reason)")
    case .gone: return .refused("it is gone")
    case .unsure(let reason): return .unsure("\(operation.name): \(reason)")
    }
  }

  /// What must hold before something is put to sleep: all that holds of a clean-up but what hangs on a mark.
  private func verdict(_ action: CleanupAction) async throws -> Checks.Verdict {
    if let no = checks.spoken(item.resource) { return .no(no) }
    switch try await checks.reached(item.resource) {
    case .failure(let objection): return .no(objection)
    case .success(let account):
      var target = Target(resource: item.resource)
      target.tags = item.tags
      if let no = try await checks.touching(&target, action, as: account) { return .no(no) }
      if let no = checks.spoken(item.resource) { return .no(no) }
      return .go(account, target)
    }
  }

  // Up

  /// Takes back what the clock did; only a pause and foreign credentials stand in its way.
  private func start(_ operation: Operation, _ sizes: GroupSizes?) async throws -> CleanupOutcome.State {
    let subject = Journal.Subject(resource: item.resource, action: operation.name)
    do {
      if let reason = try checks.answers.pauseReason() {
        return .notTonight("the janitor is paused: \(reason)")
      }
    } catch { return .notTonight("what people said cannot be read: \(error)") }
    switch try await checks.reached(item.resource) {
    case .failure(.refused(let reason)): return try refused(subject, reason)
    case .failure(.unknown(let reason)): return .notTonight(reason)
    case .success(let account):
      var target = Target(resource: item.resource)
      target.sizes = sizes
      switch try await performer.perform(operation, target, subject, as: account, ["off_hours": "start"]) {
      case .done:
        try await forget(account)
        return .cleaned(undo: nil)
      case .failed(let reason): return .failed(reason)
      case .unsure(let reason): return .unsure(reason)
      case .gone:
        try store.forget(item.resource)
        return .refused("it is gone")
      }
    }
  }

  /// Lets go what was kept of something that is up again.
  func forget() async throws {
    guard case .success(let account) = try await checks.reached(item.resource) else { return }
    try await forget(account)
  }

  private func forget(_ account: ReachedAccount) async throws {
    try store.forget(item.resource)
    guard item.tags[SafetyTags.offHours] != nil else { return }
    let operation = Operations.forgetSizes
    let subject = Journal.Subject(resource: item.resource, action: operation.name)
    _ = try await performer.perform(
      operation, Target(resource: item.resource), subject, as: account, ["off_hours": "forget"])
  }

  private func refused(_ subject: Journal.Subject, _ reason: String) throws -> CleanupOutcome.State {
    // What stays as it is need not be told every hour.
    let last = try journal.past().all.last { $0.resource == item.resource && $0.action == subject.action }
    if last?.event != .refused || last?.detail["reason"] != reason {
      try journal.write(.refused, subject, ["reason": reason, "off_hours": "stop"])
    }
    return .refused(reason)
  }
}
