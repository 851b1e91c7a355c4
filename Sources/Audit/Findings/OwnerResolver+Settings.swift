public import Allocation

extension OwnerResolver {
  /// Looks for owners in the way that the settings tell.
  ///
  /// - Parameter month: whose mapping counts, such as 2026-10.
  public init(_ settings: Settings, month: String) throws {
    try self.init(
      order: settings.janitor.ownerOrder ?? OwnerResolver.usualOrder,
      accountOwners: settings.accounts.compactMapValues(\.owner),
      defaultOwner: settings.janitor.defaultOwner?.name
    ) { concept, resource in
      settings.value(
        ofConcept: concept, tags: resource.tags, account: resource.account, region: resource.region,
        month: month)
    }
  }
}
