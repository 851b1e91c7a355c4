public import Audit

/// How well what exists keeps the rules.
public struct ReportConformity: Sendable {
  public var scores: [ConformityScore]
  /// The scores of a month before; nil where no snapshot is as old.
  public var before: [ConformityScore]?
  /// The day of the scores before, as `2026-10-02`.
  public var beforeAsOf: String?
  public var balances: [ReportZoneBalance]
  public var notChecked: [NotChecked]

  public init(
    scores: [ConformityScore] = [], before: [ConformityScore]? = nil, beforeAsOf: String? = nil,
    balances: [ReportZoneBalance] = [], notChecked: [NotChecked] = []
  ) {
    self.scores = scores
    self.before = before
    self.beforeAsOf = beforeAsOf
    self.balances = balances
    self.notChecked = notChecked
  }
}

/// How many instances a group or a balancer has in each of its zones.
public struct ReportZoneBalance: Sendable, Equatable {
  public struct Zone: Sendable, Equatable {
    public var name: String
    public var instances: Int

    public init(name: String, instances: Int) {
      self.name = name
      self.instances = instances
    }
  }

  /// `auto_scaling_group`, `load_balancer` or `classic_load_balancer`.
  public var type: String
  public var id: String
  public var account: String
  public var region: String
  /// In the order of their names.
  public var zones: [Zone]

  public init(type: String, id: String, account: String, region: String, zones: [Zone]) {
    self.type = type
    self.id = id
    self.account = account
    self.region = region
    self.zones = zones
  }

  var instances: Int { zones.reduce(0) { $0 + $1.instances } }
}
