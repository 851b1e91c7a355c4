public import Billing

/// What exists, what came and went, and how much of the bill it explains.
public struct ReportInventory: Sendable {
  /// One type of resource.
  public struct TypeLine: Sendable, Equatable {
    public var type: String
    public var resources: Int
    public var appeared: Int
    public var vanished: Int
    /// By currency, over the last 30 days of the bills.
    public var costs: [String: Amount]

    public init(
      type: String, resources: Int, appeared: Int, vanished: Int, costs: [String: Amount]
    ) {
      self.type = type
      self.resources = resources
      self.appeared = appeared
      self.vanished = vanished
      self.costs = costs
    }
  }

  /// A public address that is associated with nothing.
  public struct IdleAddress: Sendable, Equatable {
    public var id: String
    public var publicIP: String?
    public var account: String
    public var region: String
    /// In ISO 8601.
    public var since: String?

    public init(id: String, publicIP: String?, account: String, region: String, since: String?) {
      self.id = id
      self.publicIP = publicIP
      self.account = account
      self.region = region
      self.since = since
    }
  }

  /// How much of the bill's resource cost is of a kind: in the inventory, gone, or not collected.
  public struct Share: Sendable, Equatable {
    public var kind: String
    public var resources: Int
    public var cost: Amount
    public var currency: String

    public init(kind: String, resources: Int, cost: Amount, currency: String) {
      self.kind = kind
      self.resources = resources
      self.cost = cost
      self.currency = currency
    }
  }

  /// How old what is known of a region is.
  public struct Snapshot: Sendable, Equatable {
    public var account: String
    public var region: String
    /// When the newest whole answer was taken, in ISO 8601; nil where none came.
    public var takenAt: String?
    /// Whole days from the oldest of the newest whole answers to the report's as-of.
    public var ageDays: Int?
    /// Calls whose newest answer came whole, and the others.
    public var whole: Int
    public var failed: Int

    public init(account: String, region: String, takenAt: String?, ageDays: Int?, whole: Int, failed: Int) {
      self.account = account
      self.region = region
      self.takenAt = takenAt
      self.ageDays = ageDays
      self.whole = whole
      self.failed = failed
    }
  }

  public var types: [TypeLine]
  public var idleAddresses: [IdleAddress]
  public var addresses: Int
  public var shares: [Share]
  public var snapshots: [Snapshot]
  /// Nil where no snapshot tells of any.
  public var commitments: [ReportCommitment]?

  public init(
    types: [TypeLine], idleAddresses: [IdleAddress], addresses: Int, shares: [Share], snapshots: [Snapshot],
    commitments: [ReportCommitment]?
  ) {
    self.types = types
    self.idleAddresses = idleAddresses
    self.addresses = addresses
    self.shares = shares
    self.snapshots = snapshots
    self.commitments = commitments
  }
}
