internal import Billing

/// Finds out who owns a resource: the first of the configured ways that gives an answer.
public struct OwnerResolver: Sendable {
  /// What is known of a resource whose owner is asked for.
  public struct Resource: Sendable, Equatable {
    public var type: String
    public var id: String
    public var arn: String?
    public var account: String
    public var region: String
    public var tags: [String: String]

    public init(
      type: String, id: String, arn: String?, account: String, region: String, tags: [String: String]
    ) {
      self.type = type
      self.id = id
      self.arn = arn
      self.account = account
      self.region = region
      self.tags = tags
    }
  }

  private enum Way: Sendable {
    case tag(String)
    case concept(String)
    case account
  }

  /// Tags first, since they are set by whoever made the resource; then the account's owner.
  public static let usualOrder = ["tag:owner", "tag:team", "account"]

  private let ways: [Way]
  private let accountOwners: [String: String]
  private let defaultOwner: String?
  private let concept: @Sendable (String, Resource) -> String?

  /// - Parameters:
  ///   - order: `tag:KEY`, `concept:NAME` and `account`; the default owner comes last in any case.
  ///   - accountOwners: each account's owner, by its number.
  ///   - concept: the value of a concept for a resource.
  public init(
    order: [String] = Self.usualOrder, accountOwners: [String: String] = [:], defaultOwner: String? = nil,
    concept: @escaping @Sendable (String, Resource) -> String? = { _, _ in nil }
  ) throws {
    ways = try order.map { source in
      if source == "account" { return .account }
      let parts = source.split(separator: ":", maxSplits: 1).map(String.init)
      switch (parts.count, parts.first) {
      case (2, "tag"): return .tag(parts[1])
      case (2, "concept"): return .concept(parts[1])
      default: throw Problem.unknownOwnerSource(source)
      }
    }
    self.accountOwners = accountOwners
    self.defaultOwner = defaultOwner
    self.concept = concept
  }

  public func owner(of resource: Resource) -> Finding.Owner? {
    // The first that answers is asked for alone: an audit resolves many thousand owners.
    for way in ways { if let owner = owner(of: resource, by: way) { return owner } }
    return fallback
  }

  /// What every way answers, in their order, without the default owner.
  public func owners(of resource: Resource) -> [Finding.Owner] {
    ways.compactMap { owner(of: resource, by: $0) }
  }

  /// Who answers for what nobody else does.
  public var fallback: Finding.Owner? { defaultOwner.map { Finding.Owner(name: $0, foundBy: "default") } }

  private func owner(of resource: Resource, by way: Way) -> Finding.Owner? {
    switch way {
    case .tag(let key):
      Self.tag(key, resource.tags).map { Finding.Owner(name: $0, foundBy: "tag:\(key)") }
    case .concept(let name):
      concept(name, resource).flatMap {
        $0.isEmpty ? nil : Finding.Owner(name: $0, foundBy: "concept:\(name)")
      }
    case .account:
      accountOwners[resource.account].map { Finding.Owner(name: $0, foundBy: "account") }
    }
  }

  /// The key as it is written, else in any case: `Owner` and `owner` mean the same to people.
  private static func tag(_ key: String, _ tags: [String: String]) -> String? {
    if let value = tags[key], !value.isEmpty { return value }
    return tags.sorted { $0.key < $1.key }
      .first { $0.key.lowercased() == key.lowercased() && !$0.value.isEmpty }?.value
  }
}
