internal import ArgumentParser
internal import Billing
internal import Ledger

/// `tarsier bills`: what the ledger holds.
struct Bills: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Lists the bills in the ledger.")

  @OptionGroup var globals: GlobalOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let ledger = try Ledger.reading(globals.ledgerPath)
    let totals = try ledger.billTotals().filter { $0.measure == .billed }
    var listing = Listing(
      BillListing.columns + [
        .init("newest_charge", detail: 1), .init("missing_days"), .init("estimated", .flag, detail: 2),
        .init("closed", .flag, detail: 3),
      ])
    var rows: [[Listing.Cell]] = []
    for bill in try ledger.bills() {
      let missing = try ledger.missingDays(of: bill)
      for total in totals where total.bill == bill.id {
        rows.append(
          BillListing.cells(
            bill.key, bill.format, bill.providers, rows: total.rows, charges: total.charges,
            billed: total.total,
            currency: total.currency) + [
              .text(Civil.hourText(hours: bill.newestHour)),
              missing.isEmpty ? .absent : .text(missing.joined(separator: ", ")), .flag(bill.isEstimated),
              .flag(bill.isClosed),
            ])
      }
      if bill.rejects > 0 {
        listing.notes.append("bill \(bill.key) lacks \(bill.rejects) rows that could not be read")
      }
    }
    listing.rows = Listing.Rows(rows)
    listing.addTotals(of: ["billed_cost"], per: "currency")
    try output.show(listing)
  }
}
