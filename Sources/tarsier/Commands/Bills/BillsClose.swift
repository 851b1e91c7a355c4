internal import Listings
internal import ArgumentParser
internal import Billing
internal import Glibc
internal import Ledger

extension Bills {
  /// `tarsier bills close PERIOD`.
  struct Close: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "close", abstract: "Closes a month: its totals stay as they are signed.",
      discussion: """
        What is delivered of the month afterwards is kept beside it and changes no total; bills says by how \
        much the month was restated, and bills diff by which services. A closed month stays closed.
        """)

    @OptionGroup var globals: GlobalOptions
    @OptionGroup var output: OutputOptions

    @Argument(help: "The month, such as 2026-10.")
    var period: String

    func run() throws {
      // Only what is there can be closed: no ledger is made for it.
      _ = try Ledger.reading(globals.ledgerPath)
      let ledger = try Ledger.writing(globals.ledgerPath)
      let wasOpen = try ledger.close(period, at: Civil.timeText(seconds: time(nil)))
      var listing = try BillListing.stored(in: ledger) { $0.key.period == period }
      if !wasOpen { listing.notes.append("\(period) was closed before; nothing was changed") }
      try output.show(listing)
    }
  }
}
