public import Audit
internal import Billing
internal import Inventory

/// The inventory and the bill held against each other, as listings.
public enum BilledInventoryListing {
  public static let unbilledColumns: [Listing.Column] = [
    .init("resource_type"), .init("resource_id"), .init("name", detail: 1), .init("account_id"),
    .init("region"), .init("created_at", detail: 2), .init("first_seen", detail: 3),
  ]
  public static let unknownColumns: [Listing.Column] = [
    .init("resource"), .init("cost", .money), .init("currency"), .init("reason"),
  ]
  public static let coverageColumns: [Listing.Column] = [
    .init("coverage"), .init("resources", .count), .init("cost", .money), .init("share"), .init("currency"),
  ]

  /// What exists, and no bill in the ledger ever charged.
  public static func unbilled(_ held: BilledInventory, _ question: InventoryQuestion) -> Listing {
    var listing = Listing(unbilledColumns)
    listing.rows = Listing.Rows(held.unbilled) { resource in
      [
        .text(resource.type), .text(resource.id), Listing.Cell(resource.name), .text(resource.account),
        .text(resource.region), Listing.Cell(resource.value("created_at")),
        Listing.Cell(resource.value("first_seen")),
      ]
    }
    listing.notes = question.notes(on: ResourceCatalog.calls)
    return listing
  }

  /// What is billed and not in the inventory, and why.
  public static func unknown(_ held: BilledInventory, _ question: InventoryQuestion) -> Listing {
    var listing = Listing(unknownColumns)
    listing.rows = Listing.Rows(held.unknown) { unknown in
      [.text(unknown.resource), .amount(unknown.cost), .text(unknown.currency), .text(unknown.reason.text)]
    }
    listing.addTotals(of: ["cost"], per: "currency")
    listing.notes = question.notes(on: ResourceCatalog.calls)
    return listing
  }

  /// How much of the bill's resource cost is of resources in the inventory, and why not the rest.
  public static func coverage(_ held: BilledInventory) -> Listing {
    var listing = Listing(coverageColumns)
    let shares = held.coverage
    listing.rows = Listing.Rows(shares) { share in
      let total = shares.filter { $0.currency == share.currency }.reduce(Amount(units: 0, scale: 0)) {
        $0 + $1.cost
      }
      return [
        .text(share.kind.text), .count(share.resources), .amount(share.cost),
        .text(percent(share.cost, of: total)), .text(share.currency),
      ]
    }
    listing.addTotals(of: ["cost"], per: "currency")
    return listing
  }

  /// A share in per cent with one decimal, cut and not rounded, so that 100% means all.
  private static func percent(_ part: Amount, of total: Amount) -> String {
    let scale = max(part.scale, total.scale)
    let whole = total.scaled(to: scale).units
    guard whole != 0 else { return "0.0%" }
    let thousandths = part.scaled(to: scale).units * 1000 / whole
    return "\(thousandths / 10).\(thousandths % 10)%"
  }
}
