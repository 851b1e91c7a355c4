/// A resource that somebody asked the janitor to keep.
public struct ReportKept: Sendable, Equatable {
  public var resourceType: String
  public var resourceID: String
  public var account: String
  public var region: String
  /// Who asked.
  public var by: String
  /// The last day on which it is kept; nil for always.
  public var until: String?
  public var reason: String?

  public init(
    resourceType: String, resourceID: String, account: String, region: String, by: String, until: String?,
    reason: String?
  ) {
    self.resourceType = resourceType
    self.resourceID = resourceID
    self.account = account
    self.region = region
    self.by = by
    self.until = until
    self.reason = reason
  }
}
