internal import Inventory

/// How many instances groups and load balancers have in each zone, as a listing.
public enum ZoneListing {
  public static let columns: [Listing.Column] = [
    .init("resource_type"), .init("resource_id"), .init("account_id"), .init("region", detail: 1),
    .init("zone"), .init("instances", .count),
  ]

  public static func listing(_ question: InventoryQuestion) throws -> Listing {
    var listing = Listing(columns)
    var rows: [[Listing.Cell]] = []
    for balance in try question.view.zoneBalances() {
      rows += balance.zones.map { zone in
        [
          .text(balance.type), .text(balance.id), .text(balance.account), .text(balance.region),
          .text(zone.name), .count(zone.instances),
        ]
      }
    }
    listing.rows = Listing.Rows(rows)
    listing.notes = question.notes(on: ResourceCatalog.calls)
    return listing
  }
}
