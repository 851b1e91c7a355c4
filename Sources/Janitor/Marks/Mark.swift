public import Billing

/// A finding that the janitor is acting on, and how far it has come.
///
/// It binds to what it was made for: the rule's text and parameters, the resource's ARN and creation, and
/// the owner. Where one of them changes, it ends and another begins.
public struct Mark: Sendable, Equatable {
  public enum State: String, Sendable, CaseIterable {
    /// Flagged, and not yet by two snapshots that are far enough apart.
    case noticed
    /// To be told to its owner.
    case marked
    /// The owner was told.
    case notified
    /// Retention is over.
    case due
    case cleaned
    /// Somebody asked to keep it.
    case kept
    /// It is flagged no more, or began anew.
    case released
  }

  /// In the ledger; 0 before it is written.
  public var id = 0
  public var isRehearsal: Bool
  public var rule: String
  public var ruleHash: String
  public var parameters: String
  public var action: String
  public var resource: MarkedResource
  public var owner: MarkOwner
  /// What manages the resource: it is told to the owner and never due.
  public var managedBy: String?
  public var message: String
  public var monthlyCost: Amount?
  public var saving: Amount?
  public var currency: String?
  public var state: State
  /// Why it is kept, or why it ended.
  public var reason: String?
  /// The first of the unbroken run of whole snapshots that flag it.
  public var firstSnapshot: Int
  /// The later of that and the time when the snapshot was written.
  public var countsFrom: Int
  public var newestSnapshot: Int
  public var noticedAt: Int
  public var markedAt: Int?
  public var firstNotice: Stamp?
  public var lastNotice: Stamp?
  /// The first day on which it may be cleaned up, as its owner was told.
  public var dueDay: Int?
  public var keptUntil: Int?
  public var endedAt: Int?

  public init(
    isRehearsal: Bool, rule: String, ruleHash: String, parameters: String, action: String,
    resource: MarkedResource, owner: MarkOwner, message: String, monthlyCost: Amount? = nil,
    saving: Amount? = nil, currency: String? = nil, state: State = .noticed, firstSnapshot: Int = 0,
    countsFrom: Int = 0, noticedAt: Int = 0
  ) {
    self.isRehearsal = isRehearsal
    self.rule = rule
    self.ruleHash = ruleHash
    self.parameters = parameters
    self.action = action
    self.resource = resource
    self.owner = owner
    self.message = message
    self.monthlyCost = monthlyCost
    self.saving = saving
    self.currency = currency
    self.state = state
    self.firstSnapshot = firstSnapshot
    self.countsFrom = countsFrom
    newestSnapshot = firstSnapshot
    self.noticedAt = noticedAt
  }

  /// A moment as the night took it, and as the clock had it.
  public struct Stamp: Sendable, Equatable {
    public var at: Int
    public var writtenAt: Int

    public init(at: Int, writtenAt: Int) {
      self.at = at
      self.writtenAt = writtenAt
    }

    /// What spans are counted from: the later of the two, unless the night is a rehearsal.
    func counts(isRehearsal: Bool) -> Int { isRehearsal ? at : max(at, writtenAt) }
  }

  public var key: MarkKey {
    MarkKey(
      rule: rule, type: resource.type, account: resource.account, region: resource.region, id: resource.id)
  }

  /// Whether it still goes through the life cycle.
  public var isStanding: Bool { endedAt == nil }
}

/// Who is told of a resource, and how that was found out.
public struct MarkOwner: Sendable, Equatable {
  public var name: String?
  /// `tag:owner`, `concept:team`, `account`, `group`, `stack` or `default`.
  public var foundBy: String?
  /// Where messages go; nil where nobody can be told.
  public var address: String?
  /// Whose address it is, where it is not the owner's: how that one was found.
  public var addressFrom: String?

  public init(name: String?, foundBy: String?, address: String?, addressFrom: String?) {
    self.name = name
    self.foundBy = foundBy
    self.address = address
    self.addressFrom = addressFrom
  }

  /// Whether anybody is known beside the default owner.
  public var isKnown: Bool { name != nil && foundBy != "default" }
}
