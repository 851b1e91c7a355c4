public import Billing

/// What some resources cost on each day, and which days the bills cover.
public struct ResourceDays: Sendable, Equatable {
  /// One resource's cost on one day, in one currency.
  public struct Cost: Sendable, Equatable {
    /// The resource as the bill names it (an id or an ARN), or the name of an auto scaling group.
    public var name: String
    public var isGroup: Bool
    /// Whose bill it is on.
    public var billingAccount: String
    /// In days since 1970, UTC.
    public var day: Int
    public var amount: Amount
    public var currency: String

    public init(
      name: String, isGroup: Bool = false, billingAccount: String, day: Int, amount: Amount, currency: String
    ) {
      self.name = name
      self.isGroup = isGroup
      self.billingAccount = billingAccount
      self.day = day
      self.amount = amount
      self.currency = currency
    }
  }

  public var costs: [Cost]
  /// The days that an account's bills cover as a whole, by billing account, in days since 1970.
  public var covered: [String: Set<Int>]

  public init(costs: [Cost] = [], covered: [String: Set<Int>] = [:]) {
    self.costs = costs
    self.covered = covered
  }
}
