public import Billing

/// An amount with its currency.
public struct Money: Sendable, Equatable {
  public var amount: Amount
  public var currency: String

  public init(_ amount: Amount, _ currency: String) {
    self.amount = amount
    self.currency = currency
  }
}
