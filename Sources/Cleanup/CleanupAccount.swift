/// An account that may be cleaned up, and how to reach it.
public struct CleanupAccount: Sendable, Equatable {
  public var number: String
  /// A profile of the aws command's configuration.
  public var profile: String?
  /// The ARN of the role that looks again.
  public var collectRole: String?
  /// The ARN of the role that acts.
  public var cleanupRole: String?

  public init(number: String, profile: String? = nil, collectRole: String? = nil, cleanupRole: String? = nil)
  {
    self.number = number
    self.profile = profile
    self.collectRole = collectRole
    self.cleanupRole = cleanupRole
  }
}
