internal import Billing
internal import Ledger
internal import Listings

extension API {
  static let bills = Resource.listing(
    "/api/v1/bills", "The bills in the ledger.", [], columns: BillListing.storedColumns
  ) { _, session in
    try BillListing.stored(in: session.ledger)
  }

  static let deliveries = Resource.listing(
    "/api/v1/bills/history", "Every delivery of every bill.",
    [Parameter("bill", .bill, "Only this month's, or this account's of it, as ACCOUNT/2026-10.")],
    columns: DeliveryListing.columns
  ) { query, session in
    DeliveryListing.listing(try session.ledger.history(query.bill("bill")))
  }

  static let billDifference = Resource.listing(
    "/api/v1/bills/diff", "Two months, or two deliveries of a bill, beside each other by service.",
    [
      Parameter(
        "before", .bill, "A month, a bill as ACCOUNT/2026-10, or a delivery as ACCOUNT/2026-10@1.",
        isRequired: true),
      Parameter("after", .bill, "What to compare it with.", isRequired: true),
    ], columns: DifferenceListing.columns
  ) { query, session in
    guard let before = query.bill("before"), let after = query.bill("after") else {
      throw Problem.brokenAddress
    }
    return try DifferenceListing.listing(session.ledger, before, after)
  }
}
