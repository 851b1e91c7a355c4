internal import Billing
internal import Inventory

/// How many resources of each type there are, as a listing.
public enum CountListing {
  public static let columns: [Listing.Column] = [
    .init("resource_type"), .init("account_id"), .init("region"), .init("resources", .count),
  ]

  public static func listing(_ question: InventoryQuestion) throws -> Listing {
    var listing = Listing(columns)
    let groups = Dictionary(grouping: try question.view.resources()) { [$0.type, $0.account, $0.region] }
    listing.rows = Listing.Rows(groups.sorted { $0.key.lexicographicallyPrecedes($1.key) }) { key, members in
      key.map { Listing.Cell.text($0) } + [.count(members.count)]
    }
    listing.notes = question.notes(on: ResourceCatalog.calls)
    return listing
  }
}
