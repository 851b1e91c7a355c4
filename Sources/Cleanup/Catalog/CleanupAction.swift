/// All that the janitor knows of one action on one type of resource; a new action is one more entry.
public struct CleanupAction: Sendable {
  /// What must stand before the last step.
  enum Preparation: Sendable {
    /// A snapshot of the volume, complete.
    case safetySnapshot
    /// An image of the instance, where its tag asks for one.
    case imageIfAsked
    /// The group without instances.
    case scaleToZero
  }

  enum Undo: Sendable {
    case operation(Operation)
    /// A volume from its safety snapshot.
    case volume
    /// It can't be undone: why.
    case no(String)
  }

  /// As rules and `janitor.actions` name it.
  public let name: String
  /// The type of what it is for.
  public let type: String
  /// What it does, in a few words.
  public let about: String
  /// Smaller ones come first: a load balancer before its security group.
  public let order: Int
  /// What must be so of the resource just before.
  let ready: [Requirement]
  let preparations: [Preparation]
  let operation: Operation
  /// Where the description lists snapshots that go after it.
  let snapshotsAfter: String?
  let undo: Undo

  init(
    _ name: String, _ type: String, _ about: String, order: Int, ready: [Requirement] = [],
    first preparations: [Preparation] = [], _ call: CloudCall, seen sight: Operation.Sight = .gone,
    snapshotsAfter: String? = nil, undo: Undo
  ) {
    self.name = name
    self.type = type
    self.about = about
    self.order = order
    self.ready = ready
    self.preparations = preparations
    operation = Operation(name, call, seen: sight)
    self.snapshotsAfter = snapshotsAfter
    self.undo = undo
  }

  /// Whether a group's members go with it.
  var emptiesGroup: Bool {
    name == "scale-auto-scaling-group"
      || preparations.contains { if case .scaleToZero = $0 { true } else { false } }
  }

  /// Whether it can be taken back.
  public var canBeUndone: Bool { if case .no = undo { false } else { true } }

  /// Every operation that it may take, those of its undoing too.
  var operations: [Operation] {
    var all: [Operation] = preparations.map {
      switch $0 {
      case .safetySnapshot: Operations.safetySnapshot
      case .imageIfAsked: Operations.image
      case .scaleToZero: Operations.scaleToZero
      }
    }
    all.append(operation)
    if snapshotsAfter != nil { all.append(Operations.deleteImageSnapshot) }
    switch undo {
    case .operation(let operation): all.append(operation)
    case .volume: all += [Operations.restoreVolume, Operations.expireSnapshot]
    case .no: break
    }
    return all
  }

  /// The IAM actions that it takes, checks and undoing included.
  public var permissions: [String] {
    var all = operations.flatMap(\.permissions)
    for subject in [type] + (preparations.isEmpty && snapshotsAfter == nil ? [] : ["ebs_snapshot", "image"]) {
      guard let subject = Subjects.of(subject) else { continue }
      all += subject.look.permissions + subject.guards.flatMap(\.call.permissions)
    }
    if StackQuestion.concerns(type) { all += StackQuestion.call.permissions }
    if UseQuestion.concerns(type) { all += UseQuestion.call.permissions }
    if emptiesGroup { all += MemberQuestion.look.permissions + MemberQuestion.protection.call.permissions }
    return Set(all).sorted()
  }
}
