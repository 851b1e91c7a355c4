public import Billing

/// One resource that one rule flags, with its owner and what it costs.
public struct Finding: Sendable, Equatable {
  public var rule: String
  public var family: Rule.Family
  public var severity: Rule.Severity
  public var resourceType: String
  public var resourceID: String
  public var account: String
  public var region: String
  public var arn: String?
  public var name: String?
  public var owner: Owner?
  public var message: String
  /// What it cost in the last days that the bill covers; nil where no bill knows the resource.
  public var monthlyCost: Amount?
  /// How many days `monthlyCost` covers.
  public var costDays: Int
  /// What would really go away with the finding, counted once for resources in several findings.
  public var saving: Amount?
  public var currency: String?
  /// Since when it is so, as ISO 8601: what the rule says, else since when the resource is as it is.
  public var since: String?

  /// Who answers for a resource, and how that is known.
  public struct Owner: Sendable, Equatable {
    public var name: String
    /// `tag:owner`, `concept:team`, `account` or `default`.
    public var foundBy: String

    public init(name: String, foundBy: String) {
      self.name = name
      self.foundBy = foundBy
    }
  }
}

/// What an audit found.
public struct AuditResult: Sendable {
  /// Seconds since 1970.
  public var asOf: Int
  /// Dearest first.
  public var findings: [Finding]
  public var notChecked: [NotChecked]
  /// The rules that ran.
  public var rules: [Rule]
  /// For each rule that ran, the accounts and regions where its tables were true.
  var checked: [String: Set<Coverage.Place>]
}
