internal import Billing

/// The columns that `import` and `bills` have in common.
enum BillListing {
  static let columns: [Listing.Column] = [
    .init("bill"), .init("format", detail: 5), .init("providers", detail: 6),
    .init("billing_account", heading: "Account", detail: 8), .init("period", detail: 7),
    .init("rows", .count),
    .init("charges", .count, detail: 4), .init("billed_cost", .money), .init("currency"),
  ]

  static func cells(
    _ bill: BillKey, _ format: String, _ providers: [String], rows: Int, charges: Int, billed: Amount?,
    currency: String
  ) -> [Listing.Cell] {
    [
      .text(bill.description), .text(format), .text(providers.joined(separator: ", ")),
      .text(bill.billingAccount), .text(bill.period), .count(rows), .count(charges), .init(billed),
      .text(currency),
    ]
  }
}
