internal import Billing
public import Ledger

/// The deliveries of bills as a listing.
public enum DeliveryListing {
  public static let columns: [Listing.Column] = {
    var columns = BillListing.columns
    columns.insert(.init("delivery", .count), at: 1)
    columns.insert(.init("files", .count, detail: 9), at: 6)
    return columns + [.init("status"), .init("in_force", .flag, detail: 2), .init("imported_at", detail: 1)]
  }()

  public static func listing(_ deliveries: [StoredDelivery]) -> Listing {
    var listing = Listing(columns)
    var rows: [[Listing.Cell]] = []
    for delivery in deliveries {
      for total in delivery.totals {
        var cells = BillListing.cells(
          delivery.bill, delivery.format, delivery.providers, rows: total.rows, charges: total.charges,
          billed: total.billed, currency: total.currency)
        cells.insert(.count(delivery.number), at: 1)
        cells.insert(.count(delivery.files), at: 6)
        rows.append(
          cells + [
            .text(delivery.status.rawValue), .flag(delivery.isInForce), .text(delivery.importedAt),
          ])
      }
    }
    listing.rows = Listing.Rows(rows)
    return listing
  }
}
