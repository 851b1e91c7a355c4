/// An account to collect, and how to reach it.
public struct CollectedAccount: Sendable, Equatable {
  /// Its number; nil for whichever the caller's own credentials are of.
  public var number: String?
  /// A profile of the aws command's configuration.
  public var profile: String?
  /// The ARN of a role to assume.
  public var role: String?

  public init(number: String? = nil, profile: String? = nil, role: String? = nil) {
    self.number = number
    self.profile = profile
    self.role = role
  }
}

/// An account whose credentials were found to be its own.
package struct ReachedAccount: Sendable {
  package var number: String
  /// `--profile …`, where no role was assumed.
  var arguments: [String]
  /// The role's credentials, and whatever else the aws command is told beside its arguments.
  package var environment: [String: String]
}
