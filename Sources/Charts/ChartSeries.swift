public import Billing

/// What a chart shows in one colour.
public struct ChartSeries: Sendable {
  public var name: String
  /// One for each day, hour or other slot of the chart.
  public var amounts: [Amount]
  /// Whether it is all that has no colour of its own; it is grey.
  public var isRest: Bool

  public init(name: String, amounts: [Amount], isRest: Bool = false) {
    self.name = name
    self.amounts = amounts
    self.isRest = isRest
  }

  public var total: Amount { amounts.reduce(.zero, +) }
}
