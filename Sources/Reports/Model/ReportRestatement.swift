public import Billing

/// What a later delivery of a bill changed, or would change where the month is closed.
public struct ReportRestatement: Sendable {
  /// What a service cost in both deliveries.
  public struct Change: Sendable {
    public var service: String?
    public var currency: String
    public var before: Amount
    public var after: Amount

    public init(service: String?, currency: String, before: Amount, after: Amount) {
      self.service = service
      self.currency = currency
      self.before = before
      self.after = after
    }
  }

  /// The deliveries as commands name them: `111111111111/2026-10@1`.
  public var earlier: String
  public var later: String
  /// Every service of either.
  public var changes: [Change]

  public init(earlier: String, later: String, changes: [Change]) {
    self.earlier = earlier
    self.later = later
    self.changes = changes
  }
}
