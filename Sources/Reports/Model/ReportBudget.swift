public import Billing

/// What a value of a dimension may cost in a month, in whichever currency its charges have.
public struct ReportBudget: Sendable, Equatable {
  public var dimension: String
  public var value: String
  public var amount: Amount

  public init(dimension: String, value: String, amount: Amount) {
    self.dimension = dimension
    self.value = value
    self.amount = amount
  }
}
