/// A resource that the janitor has to do with, and what tells it from another of the same name.
public struct MarkedResource: Sendable, Hashable, Codable {
  public var type: String
  public var account: String
  public var region: String
  public var id: String
  public var arn: String
  /// As the provider tells it, in ISO 8601; nil where it doesn't.
  public var createdAt: String?

  public init(
    type: String, account: String, region: String, id: String, arn: String, createdAt: String?
  ) {
    self.type = type
    self.account = account
    self.region = region
    self.id = id
    self.arn = arn
    self.createdAt = createdAt
  }
}
