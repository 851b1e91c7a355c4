internal import Listings
internal import ArgumentParser
internal import Billing
internal import Glibc
internal import Ledger

extension Bills {
  /// `tarsier bills verify [PATH…]`.
  struct Verify: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "verify", abstract: "Holds the ledger against the files, or against itself.",
      discussion: """
        With paths, the files are read again, through libcsv, and compared with the ledger: rows, charges, each \
        measure's sum in each currency, and each service's day. Without, what each bill was read to add up to is \
        compared with its cells, and its digest. What differs is listed, and the command exits with 1. How it went \
        is kept in the ledger for the dashboard.
        """)

    @OptionGroup var globals: GlobalOptions
    @OptionGroup var output: OutputOptions

    @Argument(help: "What was imported.", completion: .file())
    var paths: [String] = []

    @Option(help: ArgumentHelp("What holds for a column that the files lack.", valueName: "column=value"))
    var assume: [Assumption] = []

    func run() throws {
      let ledger = try Ledger.reading(globals.ledgerPath)
      let verification = try paths.isEmpty ? ledger.verify() : reread(ledger)
      var listing = Listing([
        .init("bill"), .init("what"), .init("service"), .init("day"), .init("currency"),
        .init(paths.isEmpty ? "stated" : "files"), .init("ledger"),
      ])
      listing.rows = Listing.Rows(verification.differences) { difference in
        [
          .text(difference.bill.description), .text(difference.what), .init(difference.service),
          .init(difference.day), .init(difference.currency), .init(difference.expected),
          .init(difference.ledger),
        ]
      }
      let count = verification.bills.count
      let differing = Set(verification.differences.map(\.bill)).count
      listing.notes = [
        "\(count) bill\(count == 1 ? "" : "s") verified, "
          + (differing == 0 ? "nothing differs" : "\(differing) \(differing == 1 ? "differs" : "differ")")
      ]
      do {
        try Ledger.writing(globals.ledgerPath).record(
          verification, against: paths.isEmpty ? .itself : .files, at: Civil.timeText(seconds: time(nil)))
      } catch let problem as Problem {
        // Who may only read the ledger may still verify it.
        listing.notes.append("this is not kept in the ledger: \(problem)")
      }
      try output.show(listing)
      if differing > 0 { throw ExitCode(1) }
    }

    private func reread(_ ledger: Ledger) throws -> Verification {
      let assumed = Dictionary(assume.map { ($0.column, $0.value) }) { _, last in last }
      var reader = BillReader()
      reader.reader = .libcsv
      reader.assumed = assumed
      reader.allowsRejects = true
      var verification = Verification()
      for delivery in try BillFinder(paths: paths, assumed: assumed).deliveries {
        try reader.read(delivery.files) { try ledger.verify($0, into: &verification) }
      }
      return verification
    }
  }
}
