internal import ArgumentParser
internal import Billing
internal import Ledger

extension Bills {
  /// `tarsier bills history`.
  struct History: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "history", abstract: "Lists every delivery of every bill.",
      discussion: """
        A delivery that changed its bill is new, replaced or added; one that came after its month was closed \
        is kept beside. Those in force are what all totals come from.
        """)

    @OptionGroup var globals: GlobalOptions
    @OptionGroup var output: OutputOptions

    @Option(
      help: ArgumentHelp("Only this month's, or this account's of it.", valueName: "[account/]period"),
      transform: billReference)
    var bill: BillReference?

    func run() throws {
      var columns = BillListing.columns
      columns.insert(.init("delivery", .count), at: 1)
      columns.insert(.init("files", .count, detail: 9), at: 6)
      var listing = Listing(
        columns + [.init("status"), .init("in_force", .flag, detail: 2), .init("imported_at", detail: 1)])
      var rows: [[Listing.Cell]] = []
      for delivery in try Ledger.reading(globals.ledgerPath).history(bill) {
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
      try output.show(listing)
    }
  }
}

/// For `@Option(transform: billReference)`.
func billReference(_ text: String) throws -> BillReference {
  guard let reference = BillReference(text) else {
    throw ValidationError(
      "names no bill; write a month like 2026-10, a bill like 111111111111/2026-10, or a delivery of it like "
        + "111111111111/2026-10@1")
  }
  return reference
}
