public import Allocation
public import Billing

/// How much of the period's cost each concept claims.
public struct ReportCoverage: Sendable {
  public var rows: [Coverage]
  /// The cost that is looked at.
  public var measure: Measure
  /// What each concept should claim, in tenths of a percent.
  public var target: Int?

  public init(rows: [Coverage] = [], measure: Measure = .effective, target: Int? = nil) {
    self.rows = rows
    self.measure = measure
    self.target = target
  }
}
