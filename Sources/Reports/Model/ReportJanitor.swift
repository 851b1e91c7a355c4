public import Billing

/// What the janitor cleaned up until the report's day, and what that saved.
public struct ReportJanitor: Sendable {
  public struct Action: Sendable, Equatable {
    /// As `2026-10-19`.
    public var day: String
    public var action: String
    public var resource: String
    public var account: String
    public var region: String
    /// What the resource cost in the 30 days before; nil where no bill knew it.
    public var estimated: Amount?
    /// What the bills lack of that cost since; nil where no bill covers a day after it.
    public var measured: Amount?
    public var currency: String?

    public init(
      day: String, action: String, resource: String, account: String, region: String, estimated: Amount?,
      measured: Amount?, currency: String?
    ) {
      self.day = day
      self.action = action
      self.resource = resource
      self.account = account
      self.region = region
      self.estimated = estimated
      self.measured = measured
      self.currency = currency
    }
  }

  public var actions: [Action]
  /// What the safety snapshots cost so far, by currency; it is subtracted from what was saved.
  public var safetySnapshots: [String: Amount]

  public init(actions: [Action], safetySnapshots: [String: Amount] = [:]) {
    self.actions = actions
    self.safetySnapshots = safetySnapshots
  }
}
