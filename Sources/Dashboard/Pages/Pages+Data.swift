internal import Listings

extension Pages {
  static let data = Resource.page("/data", "Data", [], template: "data.html") { _, session in
    let bills = try BillListing.stored(in: session.ledger)
    return DataPage(bills: ListingTable(bills, caption: "Bills"), notes: bills.notes)
  }

  struct DataPage: PageModel {
    var bills: ListingTable
    var notes: [String]
  }
}
