internal import Inventory
internal import Janitor

/// The snapshots of an image go after it, each checked for itself; what anything else has stays.
extension Cleaner {
  /// Deletes what images left that went on earlier nights, which died or had no actions left.
  func finishImages() async throws {
    for done in try journal.past().done("deregister-image")
    where night.asOf - done.at < SafetyTags.finishTime && night.actions.contains("deregister-image") {
      guard let line = try done.answers.flatMap({ try journal.past().entry($0) }) else { continue }
      try await deleteSnapshots(ofImage: line)
    }
  }

  /// - Parameter line: the image's intent, with how it was described.
  func deleteSnapshots(ofImage line: LogEntry) async throws {
    guard let image = line.resource, let mark = line.mark, let was = line.target?.was,
      let path = CleanupCatalog.action(line.action ?? "", on: image.type)?.snapshotsAfter
    else { return }
    let past = try journal.past()
    let settled = past.settledSnapshots(ofMark: mark)
    for id in Set(was.texts(path)).sorted() where !settled.contains(id) {
      let snapshot = MarkedResource(
        type: "ebs_snapshot", account: image.account, region: image.region, id: id,
        arn: "arn:aws:ec2:\(image.region):\(image.account):snapshot/\(id)", createdAt: nil)
      // What nobody knows of is looked up first, and the rest comes on a later night.
      if past.open.contains(where: { $0.resource == snapshot }) { continue }
      guard night.isOpenNow, try !isSpent(snapshot, mark: mark) else { return }
      let subject = Journal.Subject(
        resource: snapshot, action: Operations.deleteImageSnapshot.name, rule: line.rule)
      var detail = ["for_mark": String(mark)]
      switch try await verdict(snapshot, line.rule ?? "") {
      case .no(.refused(let reason)):
        detail["reason"] = reason
        try journal.write(.refused, subject, detail)
      case .no(.unknown(let reason)):
        (detail["reason"], detail["tonight"]) = (reason, "true")
        try journal.write(.refused, subject, detail)
      case .go(let account, let target):
        detail["part"] = "after deregister-image"
        _ = try await performer.perform(
          Operations.deleteImageSnapshot, target, subject, as: account, detail,
          onDone: { [detail] _ in detail })
      }
    }
  }

  private func verdict(_ snapshot: MarkedResource, _ rule: String) async throws -> Checks.Verdict {
    if let no = checks.spoken(snapshot) { return .no(no) }
    guard let action = CleanupCatalog.action("delete-ebs-snapshot", on: "ebs_snapshot") else {
      return .no(.refused("there is no such action"))
    }
    switch try await checks.reached(snapshot) {
    case .failure(let objection): return .no(objection)
    case .success(let account):
      var target = Target(resource: snapshot, rule: rule)
      switch try await SnapshotTags.of(target, cloud, account) {
      case .failure(let objection): return .no(objection)
      case .success(let tags): target.tags = tags
      }
      if target.tags[SafetyTags.undoUntil] != nil {
        return .no(.refused("it is what another clean-up can be undone with"))
      }
      if let no = try await checks.touching(&target, action, as: account) { return .no(no) }
      if let no = try await SnapshotTags.otherImages(target, cloud, account) { return .no(no) }
      return .go(account, target)
    }
  }
}

extension PastActions {
  /// The snapshots that went after an image, or of which it is settled that they stay.
  fileprivate func settledSnapshots(ofMark mark: Int) -> Set<String> {
    let lines = all.filter { line in
      line.action == Operations.deleteImageSnapshot.name && line.detail["for_mark"] == String(mark)
        && (line.event == .done || line.event == .refused && line.detail["tonight"] == nil)
    }
    return Set(lines.compactMap(\.resource?.id))
  }
}
