public import Allocation
public import Audit

/// Finds out who is told of a resource, so that there is always somebody.
///
/// The owner is whoever the configured order names first. A message goes to the first of all those who could be
/// its owner that has an address: then whoever owns its group or its stack, then the default owner.
public struct OwnerDesk: Sendable {
  private let resolver: OwnerResolver
  private let settings: JanitorSettings

  public init(resolver: OwnerResolver, settings: JanitorSettings) {
    self.resolver = resolver
    self.settings = settings
  }

  public func owner(of resource: OwnerResolver.Resource, _ relations: Relations = Relations()) -> MarkOwner {
    var candidates = resolver.owners(of: resource)
    for (relation, other) in relations.holders(of: resource) {
      candidates += resolver.owners(of: other).map { Finding.Owner(name: $0.name, foundBy: relation) }
    }
    if let fallback = resolver.fallback { candidates.append(fallback) }
    let told = candidates.lazy.compactMap { candidate in
      settings.address(of: candidate.name).map { (address: $0, owner: candidate) }
    }.first
    let owner = candidates.first
    return MarkOwner(
      name: owner?.name, foundBy: owner?.foundBy, address: told?.address,
      addressFrom: told.flatMap { $0.owner == owner ? nil : $0.owner.foundBy })
  }
}
