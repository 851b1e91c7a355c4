/// What tells one mark from another: a rule, and the resource that it flags.
public struct MarkKey: Hashable, Sendable, Comparable {
  public var rule: String
  public var type: String
  public var account: String
  public var region: String
  public var id: String

  public init(rule: String, type: String, account: String, region: String, id: String) {
    self.rule = rule
    self.type = type
    self.account = account
    self.region = region
    self.id = id
  }

  /// The rule's judgement of the place in which the resource is.
  var place: RulePlace { RulePlace(rule: rule, account: account, region: region) }

  var ruleType: RuleType { RuleType(rule: rule, type: type) }

  public static func < (a: MarkKey, b: MarkKey) -> Bool {
    (a.account, a.region, a.type, a.id, a.rule) < (b.account, b.region, b.type, b.id, b.rule)
  }
}

/// A rule in one account and region.
public struct RulePlace: Hashable, Sendable {
  public var rule: String
  public var account: String
  public var region: String

  public init(rule: String, account: String, region: String) {
    self.rule = rule
    self.account = account
    self.region = region
  }
}

/// A rule and a type that it flags.
public struct RuleType: Hashable, Sendable {
  public var rule: String
  public var type: String

  public init(rule: String, type: String) {
    self.rule = rule
    self.type = type
  }
}
