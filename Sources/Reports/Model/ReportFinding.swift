public import Billing

/// A resource that a rule flags, as a report tells it.
public struct ReportFinding: Sendable, Equatable {
  public var rule: String
  /// `unused`, `conformity` or `spend`.
  public var family = ""
  public var title: String
  /// `low`, `medium` or `high`.
  public var severity: String
  public var resourceType: String
  public var resourceID: String
  public var account: String
  public var region: String
  public var owner: String?
  public var message: String
  /// What the resource cost in the last 30 days of the bill; nil where no bill knows it.
  public var monthlyCost: Amount?
  /// What would go away with it.
  public var saving: Amount?
  public var currency: String?
  /// The day since which the rule flags it.
  public var since: String?

  public init(
    rule: String, title: String, severity: String, resourceType: String, resourceID: String, account: String,
    region: String, owner: String?, message: String, monthlyCost: Amount?, saving: Amount?, currency: String?,
    since: String?
  ) {
    self.rule = rule
    self.title = title
    self.severity = severity
    self.resourceType = resourceType
    self.resourceID = resourceID
    self.account = account
    self.region = region
    self.owner = owner
    self.message = message
    self.monthlyCost = monthlyCost
    self.saving = saving
    self.currency = currency
    self.since = since
  }
}
