internal import Listings

extension API {
  static let bills = Resource.listing("/api/v1/bills", "The bills in the ledger.", []) { _, session in
    try BillListing.stored(in: session.ledger)
  }
}
