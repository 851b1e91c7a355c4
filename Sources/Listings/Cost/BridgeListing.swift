public import Allocation
internal import Billing

/// Why one month cost more or less than another, as a listing.
public enum BridgeListing {
  private static let amounts = [
    "before", "after", "difference", "new", "stopped", "quantity_effect", "price_effect", "credits", "tax",
    "rest",
  ]

  public static func columns(by: [String]) -> [Listing.Column] {
    by.map { .init($0) } + amounts.map { .init($0, .money) } + [.init("currency")]
  }

  /// - Parameter by: what the bridge is grouped by.
  public static func listing(_ bridge: MonthBridge, by: [String]) -> Listing {
    var listing = Listing(columns(by: by), notes: bridge.notes)
    listing.rows = Listing.Rows(bridge.rows) { row in
      let amounts = [
        row.before, row.after, row.difference, row.new, row.stopped, row.quantityEffect, row.priceEffect,
        row.credits, row.tax, row.rest,
      ]
      return row.values.map { .init($0) } + amounts.map { .amount($0) } + [.init(row.unit)]
    }
    listing.addTotals(of: amounts, per: "currency")
    return listing
  }
}
