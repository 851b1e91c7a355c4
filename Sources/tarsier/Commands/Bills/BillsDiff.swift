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
      let ledger = try Ledger.reading(globals.ledgerPath)
      let sides = try [before, after].map { side in
        try ledger.deliveries(side).flatMap { try ledger.services(of: $0.id) }
      }
      var listing = Listing([
        .init("service"), .init("before", .money), .init("after", .money), .init("change", .money),
        .init("currency"),
      ])
      listing.rows = Listing.Rows(Restatement(from: sides[0], to: sides[1]).services) { change in
        [
          .init(change.service), .amount(change.before), .amount(change.after), .amount(change.change),
          .text(change.currency),
        ]
      }
      listing.addTotals(of: ["before", "after", "change"], per: "currency")
      try output.show(listing)
    }
  }
}
