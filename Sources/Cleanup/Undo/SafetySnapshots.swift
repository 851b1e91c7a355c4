internal import Billing
internal import Janitor

extension Cleaner {
  /// Deletes safety snapshots whose time is over: only those that the log records as made by us in this account,
  /// and that still carry what we wrote on them.
  ///
  /// They are deleted where `delete-ebs-volume` may be carried out, on business days, and count among the night's
  /// actions.
  ///
  /// - Returns: what was deleted, by id.
  public func expireSafetySnapshots() async throws -> [String] {
    guard night.actions.contains("delete-ebs-volume") else { return [] }
    let past = try journal.past()
    let over = Set(past.settled(Operations.expireSnapshot.name))
    var deleted: [String] = []
    for made in past.done(Operations.safetySnapshot.name) {
      guard let id = made.detail["made"], let volume = made.resource, !over.contains(id), isOver(made) else {
        continue
      }
      // An action of a later night may go back to it.
      if past.takenFor(id).contains(where: { !isOver($0) }) { continue }
      let snapshot = MarkedResource(
        type: "ebs_snapshot", account: volume.account, region: volume.region, id: id,
        arn: "arn:aws:ec2:\(volume.region):\(volume.account):snapshot/\(id)", createdAt: nil)
      guard night.isOpenNow, try !isSpent(snapshot) else { continue }
      // A volume whose end is not settled may still need it.
      if past.open.contains(where: { $0.resource == volume || $0.resource == snapshot }) { continue }
      let subject = Journal.Subject(resource: snapshot, action: Operations.expireSnapshot.name)
      switch try await verdict(snapshot, made) {
      case .no(.unknown): continue
      case .no(.refused(let reason)):
        try journal.write(.refused, subject, ["reason": reason])
      case .go(let account, let target):
        let result = try await performer.perform(Operations.expireSnapshot, target, subject, as: account)
        if case .done = result { deleted.append(id) }
      }
    }
    return deleted
  }

  /// By both times, so that neither a clock that jumps nor a rehearsal ends it early.
  private func isOver(_ made: LogEntry) -> Bool {
    night.asOf >= made.at + SafetyTags.undoTime
      && (night.isRehearsal || night.now >= made.writtenAt + SafetyTags.undoTime)
  }

  private func verdict(_ snapshot: MarkedResource, _ made: LogEntry) async throws -> Checks.Verdict {
    if let no = checks.spoken(snapshot) {
      // What is kept today may be let go tomorrow.
      return .no(.unknown(no.reason))
    }
    guard let action = CleanupCatalog.action("delete-ebs-snapshot", on: "ebs_snapshot") else {
      return .no(.unknown("there is no such action"))
    }
    switch try await checks.reached(snapshot) {
    case .failure: return .no(.unknown("its account cannot be reached"))
    case .success(let account):
      var target = Target(resource: snapshot)
      switch try await SnapshotTags.of(target, cloud, account) {
      case .failure(let objection): return .no(objection)
      case .success(let tags): target.tags = tags
      }
      guard target.tags[SafetyTags.step] == made.detail["token"], made.detail["token"] != nil else {
        return .no(.refused("it does not carry what the log says that we wrote on it"))
      }
      guard let until = target.tags[SafetyTags.undoUntil].flatMap({ Timestamp.seconds($0) }) else {
        return .no(.refused("somebody took the tag \(SafetyTags.undoUntil) off it"))
      }
      // Who wants more time writes a later one.
      guard until <= night.asOf else { return .no(.unknown("its time is not over")) }
      if TagRules.keep(target.tags) != nil { return .no(.unknown("it is kept")) }
      if let no = try await checks.touching(&target, action, as: account) { return .no(no) }
      if let no = try await SnapshotTags.otherImages(target, cloud, account) { return .no(no) }
      return .go(account, target)
    }
  }
}

extension PastActions {
  /// The actions that were carried out with a safety snapshot behind them.
  func takenFor(_ snapshot: String) -> [LogEntry] {
    all.filter { $0.event == .done && $0.mark != nil && $0.detail["snapshot"] == snapshot }
  }

  /// The ids of the resources on which an operation was carried out, or refused for good.
  func settled(_ operation: String) -> [String] {
    all.filter { $0.action == operation && [.done, .refused].contains($0.event) }.compactMap(\.resource?.id)
  }
}
