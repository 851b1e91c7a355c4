public import Billing

/// What each resource cost lately: effective Usage cost in the last days that the bill covers.
public struct ResourceCosts: Sendable {
  /// One currency's cost.
  public struct Cost: Sendable, Equatable {
    public var amount: Amount
    public var currency: String

    public init(amount: Amount, currency: String) {
      self.amount = amount
      self.currency = currency
    }
  }

  /// How many days of the bill the figures cover: 30, or fewer where the ledger holds less; 0 without bills.
  public var days: Int
  /// By the resource as the bill names it (an id or an ARN).
  public var byResource: [String: [Cost]]
  /// By the value of `tag:aws:autoscaling:groupName`.
  public var byGroup: [String: [Cost]]
  /// The part of `byResource` that a reservation or savings plan covers.
  public var committed: [String: [Cost]]
  /// Whether billed cost stands in where a bill has no effective cost.
  public var usesBilled: Bool

  public init(
    days: Int, byResource: [String: [Cost]], byGroup: [String: [Cost]], committed: [String: [Cost]] = [:],
    usesBilled: Bool
  ) {
    self.days = days
    self.byResource = byResource
    self.byGroup = byGroup
    self.committed = committed
    self.usesBilled = usesBilled
  }
}
