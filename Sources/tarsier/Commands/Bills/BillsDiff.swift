internal import Listings
internal import ArgumentParser
internal import Ledger

extension Bills {
  /// `tarsier bills diff A B`.
  struct Diff: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "diff", abstract: "Compares two months, or two deliveries of a bill, by service.",
      discussion: """
        Each side is a month (2026-10: all its bills), a bill (111111111111/2026-10), or one of its \
        deliveries (111111111111/2026-10@1), as bills history numbers them. The cost is what is billed; the \
        dearest change comes first.
        """)

    @OptionGroup var globals: GlobalOptions
    @OptionGroup var output: OutputOptions

    @Argument(help: "What to compare.", transform: billReference)
    var before: BillReference

    @Argument(help: "What to compare it with.", transform: billReference)
    var after: BillReference

    func run() throws {
      try output.show(
        DifferenceListing.listing(try Ledger.reading(globals.ledgerPath), before, after))
    }
  }
}
