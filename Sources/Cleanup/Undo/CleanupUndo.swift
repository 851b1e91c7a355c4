internal import Billing
internal import Collector
internal import Inventory
public import Janitor
public import Ledger

/// Takes back what the janitor did, where that can be done.
///
/// Somebody asks for it by name, so pauses and keeps do not stand in its way; whose credentials these are is
/// asked all the same, and the log is told.
public struct CleanupUndo {
  private let ledger: Ledger
  private let cloud: Cloud
  private let night: CleanupNight

  /// What was taken back.
  public struct Undone: Sendable, Equatable {
    public var resource: MarkedResource
    public var action: String
    /// What was made in its place, such as a new volume.
    public var made: String?
  }

  public init(ledger: Ledger, cloud: Cloud, night: CleanupNight) {
    self.ledger = ledger
    self.cloud = cloud
    self.night = night
  }

  /// - Parameter sequence: the line of the log that says that it was done, or that it was about to be.
  /// - Throws: a problem where it cannot be taken back, which says why.
  public func undo(_ sequence: Int) async throws -> Undone {
    let log = JanitorLog(ledger)
    var night = night
    // Of a rehearsal's line, what takes it back belongs to rehearsals as well, and to where it was rehearsed.
    night.isRehearsal = try log.entry(sequence)?.isRehearsal ?? night.isRehearsal
    if night.isRehearsal && !cloud.endpoints.areLoopback { throw Problem.isRehearsed(sequence) }
    let journal = Journal(log: log, night: night)
    try await Settlement(ledger: ledger, cloud: cloud, journal: journal).settle()
    let past = try journal.past(with: sequence)
    guard let done = past.done(sequence: sequence), let resource = done.resource, let name = done.action,
      let undo = Self.undo(of: name, on: resource.type)
    else { throw Problem.nothingToUndo(sequence) }
    if let undone = past.undone(done) { throw Problem.isUndone(sequence, in: undone.sequence) }
    guard let intent = done.answers.flatMap({ past.entry($0) }), var target = intent.target else {
      throw Problem.nothingToUndo(sequence)
    }
    let operation: Operation
    switch undo {
    case .no(let reason): throw Problem.cannotUndo(sequence, name, reason)
    case .operation(let own): operation = own
    case .volume: operation = Operations.restoreVolume
    }
    if let open = past.open.first(where: { $0.resource == resource }) {
      throw Problem.isUnsettled(sequence, open.sequence)
    }
    let account = try await reached(resource)
    if case .volume = undo {
      target.other = try await safetySnapshot(done, resource, account)
    } else if operation.name == Operations.restoreSizes.name, target.sizes == nil {
      throw Problem.cannotUndo(sequence, name, "the log does not have the group's sizes")
    }
    return try await perform(operation, target, done, resource, journal, as: account)
  }

  /// How a line's action is taken back; nil where it is none.
  private static func undo(of name: String, on type: String) -> CleanupAction.Undo? {
    // A group may have been scaled, and not deleted after all.
    if name == Operations.scaleToZero.name { return .operation(Operations.restoreSizes) }
    return CleanupCatalog.action(name, on: type)?.undo
  }

  private func perform(
    _ operation: Operation, _ target: Target, _ done: LogEntry, _ resource: MarkedResource,
    _ journal: Journal, as account: ReachedAccount
  ) async throws -> Undone {
    var target = target
    target.token = "undo-\(done.sequence)-\(night.now)"
    let subject = Journal.Subject(resource: resource, action: operation.name, rule: done.rule)
    let performer = Performer(cloud: cloud, journal: journal)
    var detail = ["undoes": String(done.sequence)]
    if !target.other.isEmpty { detail["snapshot"] = target.other }
    switch try await performer.perform(operation, target, subject, as: account, detail) {
    case .failed(let reason): throw Problem.undoFailed(done.sequence, reason)
    case .gone: throw Problem.undoFailed(done.sequence, "it is gone")
    case .unsure(let reason): throw Problem.undoUnsure(done.sequence, reason)
    case .done(_, _, let made):
      try Settlement.noteUndone(done, made: made, journal)
      return Undone(resource: resource, action: done.action ?? "", made: made)
    }
  }

  private func reached(_ resource: MarkedResource) async throws -> ReachedAccount {
    let account = night.accounts[resource.account] ?? CleanupAccount(number: resource.account)
    return try await cloud.reach(account, region: resource.region)
  }

  /// The snapshot that the volume is made from, which must be there and complete.
  private func safetySnapshot(
    _ done: LogEntry, _ volume: MarkedResource, _ account: ReachedAccount
  ) async throws -> String {
    guard let id = done.detail["snapshot"], let subject = Subjects.of("ebs_snapshot") else {
      throw Problem.cannotUndo(done.sequence, done.action ?? "", "the log names no safety snapshot")
    }
    let snapshot = MarkedResource(
      type: "ebs_snapshot", account: volume.account, region: volume.region, id: id, arn: "", createdAt: nil)
    switch try await SubjectLook(cloud: cloud).look(subject, Target(resource: snapshot), as: account) {
    case .gone:
      throw Problem.cannotUndo(done.sequence, done.action ?? "", "its safety snapshot \(id) is gone")
    case .unknown(let reason): throw Problem.undoFailed(done.sequence, reason)
    case .there(let item):
      guard item.text("State") == "completed" else {
        throw Problem.undoFailed(done.sequence, "its safety snapshot \(id) is not complete")
      }
      return id
    }
  }
}
