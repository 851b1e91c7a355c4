internal import Billing
public import Inventory

/// Changes as a listing.
public enum ChangeListing {
  public static func listing(_ changes: [InventoryChange]) -> Listing {
    var listing = Listing([
      .init("seen_at", detail: 1), .init("change"), .init("resource_type"), .init("account_id", detail: 3),
      .init("region", detail: 2), .init("resource_id"), .init("field"), .init("from"), .init("to"),
    ])
    listing.rows = Listing.Rows(changes) { change in
      [
        .text(Civil.timeText(seconds: change.at)), .text(change.kind.rawValue), .text(change.type),
        .text(change.account), .text(change.region), .text(change.resource), Listing.Cell(change.field),
        Listing.Cell(change.from), Listing.Cell(change.to),
      ]
    }
    return listing
  }
}
