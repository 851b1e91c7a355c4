/// A reservation or a savings plan, as the inventory shows it.
public struct ReportCommitment: Sendable, Equatable {
  /// `reserved_instance` or `savings_plan`.
  public var type: String
  public var id: String
  public var arn: String?
  public var account: String
  public var region: String
  /// What is promised, as `10 × m5.xlarge` or `3 USD an hour`.
  public var terms: String
  /// The first day after it, in ISO 8601; nil where the provider does not tell.
  public var endsAt: String?

  public init(
    type: String, id: String, arn: String?, account: String, region: String, terms: String, endsAt: String?
  ) {
    self.type = type
    self.id = id
    self.arn = arn
    self.account = account
    self.region = region
    self.terms = terms
    self.endsAt = endsAt
  }
}
