internal import Listings
internal import ArgumentParser
internal import Billing
internal import Ledger

/// `tarsier sql`: one read-only query on the ledger's views.
struct SQL: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sql", abstract: "Runs one read-only SQL query on the ledger's views.",
    discussion: """
      Views: bills, hourly_costs, daily_costs, rejects, resources, findings, marks. Sum the columns that end \
      in _units, within one scale: SUM over the decimal text is floating point.
      """)

  @OptionGroup var globals: GlobalOptions
  @OptionGroup var output: OutputOptions

  @Argument(help: "The query.")
  var query: String

  func run() throws {
    let ledger = try Ledger.reading(globals.ledgerPath)
    let table = try ledger.readOnlyQuery(query)
    var listing = Listing(table.columns.map { Listing.Column($0, heading: $0) })
    listing.rows = Listing.Rows(table.rows) { row in row.map(cell) }
    try output.show(listing)
  }

  private func cell(_ value: SQLValue) -> Listing.Cell {
    switch value {
    case .null: .absent
    case .integer(let number): .count(Int(number))
    case .text(let text): .text(text)
    case .blob(let bytes): .text("x'\(bytes.count) bytes'")
    }
  }
}
