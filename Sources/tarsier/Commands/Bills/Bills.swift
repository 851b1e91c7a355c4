internal import Listings
internal import ArgumentParser
internal import Ledger

/// `tarsier bills`: what the ledger holds.
struct Bills: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bills", abstract: "Lists the bills in the ledger, and checks and compares them.",
    subcommands: [History.self, Diff.self, Close.self, Reconcile.self, Verify.self])

  @OptionGroup var globals: GlobalOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    try output.show(BillListing.stored(in: Ledger.reading(globals.ledgerPath)))
  }
}
