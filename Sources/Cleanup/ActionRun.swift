internal import Billing
internal import Collector
internal import Inventory
internal import Janitor

/// One action on one resource: what stands before it, the action, what goes after it.
struct ActionRun {
  let cleaner: Cleaner
  let due: DueAction
  let action: CleanupAction
  let past: PastActions

  enum Outcome {
    case done(undo: String?, saved: Amount?)
    case no(Objection)
    case failed(String)
    case unsure(String)
  }

  /// What the steps before left for the last one.
  private struct Prepared {
    var account: ReachedAccount
    var target: Target
    /// The safety snapshot or the image, and its size in GiB.
    var made: String?
    var size: Int?
    /// Whether something was done since the checks.
    var isStale = false
    /// The line that says that the group was scaled to zero, and the sizes that it had.
    var scaled: (line: Int, sizes: GroupSizes)?
  }

  private enum Step {
    case go(Prepared)
    case end(Outcome)
  }

  func carryOut() async throws -> Outcome {
    var prepared: Prepared
    switch try await cleaner.checks.verdict(due, action) {
    case .no(let objection): return .no(objection)
    case .go(let account, let target): prepared = Prepared(account: account, target: target)
    }
    for preparation in action.preparations {
      switch try await prepare(preparation, prepared) {
      case .end(let outcome): return outcome
      case .go(let next): prepared = next
      }
    }
    if prepared.isStale {
      // Waiting takes its time, in which somebody may have attached, kept or paused.
      switch try await cleaner.checks.verdict(due, action) {
      case .no(let objection): return try await restored(.no(objection), prepared)
      case .go(let account, let target): (prepared.account, prepared.target) = (account, target)
      }
    }
    return try await restored(try await act(prepared), prepared)
  }

  // What was begun in vain

  /// Gives a group its sizes again where it was scaled to zero and is not deleted after all.
  ///
  /// - Returns: the outcome, which says so where that did not succeed.
  private func restored(_ outcome: Outcome, _ prepared: Prepared) async throws -> Outcome {
    guard let scaled = prepared.scaled else { return outcome }
    // What nobody knows of is looked up first.
    switch outcome {
    case .done, .unsure: return outcome
    case .failed, .no: break
    }
    guard let failure = try await restore(scaled.sizes, scaled.line) else { return outcome }
    func told(_ reason: String) -> String { "\(reason); it is still scaled to zero: \(failure)" }
    switch outcome {
    case .done, .unsure: return outcome
    case .failed(let reason): return .failed(told(reason))
    case .no(let objection): return .no(objection.because(told(objection.reason)))
    }
  }

  /// - Returns: why the group does not have its sizes again; nil where it has, or has those of somebody else.
  private func restore(_ sizes: GroupSizes, _ line: Int) async throws -> String? {
    guard let subject = Subjects.of(due.resource.type) else { return nil }
    switch try await cleaner.checks.reached(due.resource) {
    case .failure(let objection): return objection.reason
    case .success(let account):
      var target = Target(resource: due.resource, rule: due.rule)
      switch try await SubjectLook(cloud: cleaner.cloud).look(subject, target, as: account) {
      case .gone: return nil
      case .there(let group) where GroupSizes(of: group).map { $0 != .zero } ?? false: return nil
      case .there, .unknown: break
      }
      target.sizes = sizes
      let operation = Operations.restoreSizes
      let about = Journal.Subject(resource: due.resource, action: operation.name, rule: due.rule)
      let detail = ["undoes": String(line)]
      switch try await cleaner.performer.perform(operation, target, about, as: account, detail) {
      case .done:
        if let done = try cleaner.journal.past().entry(line) {
          try Settlement.noteUndone(done, made: nil, cleaner.journal)
        }
        return nil
      case .gone: return nil
      case .failed(let reason), .unsure(let reason): return reason
      }
    }
  }

  // The steps before

  private func prepare(_ preparation: CleanupAction.Preparation, _ prepared: Prepared) async throws -> Step {
    switch preparation {
    case .safetySnapshot: try await safetySnapshot(prepared)
    case .imageIfAsked:
      prepared.target.tags.keys.contains(SafetyTags.imageFirst) ? try await image(prepared) : .go(prepared)
    case .scaleToZero: try await scaleToZero(prepared)
    }
  }

  private func safetySnapshot(_ prepared: Prepared) async throws -> Step {
    let size = prepared.target.was?.text("Size").flatMap { Int($0) }
    return try await making(Operations.safetySnapshot, "ebs_snapshot", prepared, size: size) { item in
      switch item.text("State") {
      case "completed": .ready
      case "error": .broken
      default: .pending(item.text("Progress"))
      }
    }
  }

  private func image(_ prepared: Prepared) async throws -> Step {
    try await making(Operations.image, "image", prepared, size: nil) { item in
      switch item.text("State") {
      case "available": .ready
      case "pending": .pending(nil)
      default: .broken
      }
    }
  }

  private enum Readiness {
    case ready
    case pending(String?)
    case broken
  }

  /// Makes something, or takes what an earlier night made for the same mark, and waits until it is complete.
  private func making(
    _ operation: Operation, _ type: String, _ prepared: Prepared, size: Int?,
    readiness: (AnswerItem) -> Readiness
  ) async throws -> Step {
    var next = prepared
    for entry in past.made(by: operation.name, forMark: due.mark) where isYoung(entry) {
      guard let id = entry.detail["made"] else { continue }
      switch try await wait(for: id, type, prepared, readiness) {
      case .ready:
        (next.made, next.size) = (id, size)
        // It stands since an earlier night; the checks of tonight are still fresh.
        next.isStale = true
        return .go(next)
      case .slow(let reason), .stopped(let reason): return .end(.no(.unknown(reason)))
      case .useless: continue
      }
    }
    var target = prepared.target
    target.token = "\(due.mark)-\(cleaner.night.now)"
    target.undoUntil = Civil.timeText(seconds: cleaner.night.asOf + SafetyTags.undoTime)
    var detail = ["for_mark": String(due.mark), "part": "before \(action.name)"]
    if let size { detail["size_gib"] = String(size) }
    let told = detail.merging(["token": target.token]) { first, _ in first }
    let subject = Journal.Subject(resource: due.resource, action: operation.name, rule: due.rule)
    switch try await cleaner.performer.perform(
      operation, target, subject, as: prepared.account, detail, onDone: { _ in told })
    {
    case .failed(let reason): return .end(.failed("\(operation.name): \(reason)"))
    case .gone: return .end(.no(.refused("it is gone already")))
    case .unsure(let reason): return .end(.unsure("\(operation.name): \(reason)"))
    case .done(_, _, let made):
      guard let made else { return .end(.unsure("\(operation.name): what it made was not told")) }
      switch try await wait(for: made, type, prepared, readiness) {
      case .ready:
        (next.made, next.size, next.isStale) = (made, size, true)
        return .go(next)
      case .slow(let reason), .stopped(let reason): return .end(.no(.unknown(reason)))
      case .useless: return .end(.no(.unknown("\(type) \(made) did not become complete")))
      }
    }
  }

  /// Whether what an earlier night made is no older than what was held up may be, by both times.
  ///
  /// What is written to the volume after its snapshot is not in it.
  private func isYoung(_ made: LogEntry) -> Bool {
    cleaner.night.asOf - made.at < SafetyTags.reuseTime
      && cleaner.night.now - made.writtenAt < SafetyTags.reuseTime
  }

  private enum Waited {
    case ready
    case slow(String)
    /// Somebody said no.
    case stopped(String)
    case useless
  }

  private func wait(
    for id: String, _ type: String, _ prepared: Prepared, _ readiness: (AnswerItem) -> Readiness
  ) async throws -> Waited {
    guard let subject = Subjects.of(type) else { return .useless }
    let waits = cleaner.night.waits
    let resource = MarkedResource(
      type: type, account: due.resource.account, region: due.resource.region, id: id, arn: "", createdAt: nil)
    var last = ""
    for look in 0...waits.most {
      if look > 0 { try await Task.sleep(for: waits.pause) }
      let found = try await SubjectLook(cloud: cleaner.cloud).look(
        subject, Target(resource: resource), as: prepared.account)
      switch found {
      case .gone: return .useless
      case .unknown(let reason): last = reason
      case .there(let item):
        switch readiness(item) {
        case .ready: return .ready
        case .broken: return .useless
        case .pending(let progress): last = progress ?? "pending"
        }
      }
      // A pause stops also who waits.
      if let no = cleaner.checks.spoken(due.resource, due) { return .stopped(no.reason) }
    }
    return .slow("\(type) \(id) is not complete yet (\(last)); it goes on tomorrow")
  }

  private func scaleToZero(_ prepared: Prepared) async throws -> Step {
    guard let group = prepared.target.was, let sizes = GroupSizes(of: group) else {
      return .end(.no(.unknown("its sizes are not told")))
    }
    if sizes == .zero && group.count("Instances[]") == 0 { return .go(prepared) }
    var target = prepared.target
    target.sizes = sizes
    let subject = Journal.Subject(resource: due.resource, action: Operations.scaleToZero.name, rule: due.rule)
    let detail = ["for_mark": String(due.mark), "part": "before \(action.name)"]
    switch try await cleaner.performer.perform(
      Operations.scaleToZero, target, subject, as: prepared.account, detail, onDone: { _ in detail })
    {
    case .failed(let reason): return .end(.failed("\(Operations.scaleToZero.name): \(reason)"))
    case .gone: return .end(.no(.refused("it is gone already")))
    case .unsure(let reason): return .end(.unsure("\(Operations.scaleToZero.name): \(reason)"))
    case .done(_, let line, _):
      var next = prepared
      (next.isStale, next.scaled) = (true, (line, sizes))
      let emptied = try await wait(for: due.resource.id, due.resource.type, prepared) {
        $0.count("Instances[]") == 0 ? .ready : .pending("\($0.count("Instances[]")) instances left")
      }
      switch emptied {
      case .ready: return .go(next)
      // Instances that take their time are no reason to start others.
      case .slow(let reason): return .end(.no(.unknown(reason)))
      case .stopped(let reason): return .end(try await restored(.no(.unknown(reason)), next))
      case .useless: return .end(.no(.refused("it is gone already")))
      }
    }
  }

  // The last step, and what goes after it

  private func act(_ prepared: Prepared) async throws -> Outcome {
    var target = prepared.target
    target.token = "\(due.mark)-\(cleaner.night.now)"
    if action.name == "scale-auto-scaling-group" { target.sizes = target.was.flatMap { GroupSizes(of: $0) } }
    let (saved, snapshotCost, note) = try saving(prepared)
    var detail: [String: String] = ["was": target.was?.compact ?? "", "message": due.message]
    detail["tags"] = TagList.json(target.tags)
    detail["snapshot"] = prepared.made
    detail["saving"] = saved?.description
    detail["currency"] = saved == nil ? nil : due.currency
    detail["note"] = note
    detail["snapshot_cost"] = snapshotCost?.description
    if prepared.made != nil { detail["undo_until"] = undoUntil(prepared.made) }
    let carried = detail.filter { Self.carried.contains($0.key) }
    let result = try await cleaner.performer.perform(
      action.operation, target, due.logSubject, as: prepared.account, detail,
      onDone: { intent in
        var told = carried
        told[action.canBeUndone ? "undo" : "no_undo"] =
          action.canBeUndone ? Performer.undoCommand(intent) : reasonAgainstUndo
        return told
      })
    switch result {
    case .failed(let reason): return .failed(reason)
    case .gone: return .no(.refused("it is gone already"))
    case .unsure(let reason): return .unsure(reason)
    case .done(let intent, _, _):
      if action.snapshotsAfter != nil, let line = try cleaner.journal.past().entry(intent) {
        try await cleaner.deleteSnapshots(ofImage: line)
      }
      return .done(undo: action.canBeUndone ? Performer.undoCommand(intent) : nil, saved: saved)
    }
  }

  /// What the result's line tells as well as the intent's.
  private static let carried: Set<String> = [
    "snapshot", "saving", "snapshot_cost", "currency", "note", "undo_until",
  ]

  private var reasonAgainstUndo: String? { if case .no(let reason) = action.undo { reason } else { nil } }

  /// Until when a safety snapshot is kept, as its own tag says.
  private func undoUntil(_ made: String?) -> String? {
    let all = past.made(by: Operations.safetySnapshot.name, forMark: due.mark)
    let at = all.first { $0.detail["made"] == made }?.at ?? cleaner.night.asOf
    return action.name == "delete-ebs-volume" ? Civil.timeText(seconds: at + SafetyTags.undoTime) : nil
  }

  /// What goes away every month, what of it a safety snapshot costs, and what must be said of that.
  private func saving(_ prepared: Prepared) throws -> (Amount?, Amount?, String?) {
    // Who is only told of it goes on paying.
    guard let saving = due.saving, action.name != "tag-resource" else { return (nil, nil, nil) }
    guard action.name == "delete-ebs-volume", let size = prepared.size else { return (saving, nil, nil) }
    guard let cost = try cleaner.snapshotCost(due.resource, size), cost.currency == due.currency else {
      return (saving, nil, "what its safety snapshot costs is not known, and not taken off")
    }
    return (
      saving - cost.amount, cost.amount,
      "\(cost.amount) \(cost.currency) a month for its safety snapshot is taken off, at most"
    )
  }
}
