internal import Listings
internal import ArgumentParser
internal import Janitor
internal import Ledger

/// `tarsier janitor log verify`.
struct JanitorLogVerify: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify", abstract: "Checks that no line of the log was changed or taken out.",
    discussion: """
      Prints the hash of the last line. Kept elsewhere, it shows later that no line was taken from the end.
      """)

  @OptionGroup var globals: GlobalOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let log = JanitorLog(try Ledger.reading(globals.ledgerPath))
    let lines = try log.verify()
    var listing = Listing([.init("lines", .count), .init("head")])
    listing.rows = [[.count(lines), .init(try log.head())]]
    try output.show(listing)
  }
}
