internal import Listings
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
      try output.show(
        DeliveryListing.listing(try Ledger.reading(globals.ledgerPath).history(bill)))
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
