internal import Listings
internal import ArgumentParser
internal import Inventory

extension RulesCommand {
  /// `tarsier rules tables`.
  struct Tables: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "tables", abstract: "Lists the tables and columns that a rule's query may read.",
      discussion: "With names, only these tables.")

    @OptionGroup var output: OutputOptions

    @Argument(help: "Tables to tell of.")
    var tables: [String] = []

    func run() throws {
      let known = InventoryTable.all.map(\.name)
      for name in tables where !known.contains(name) {
        throw ValidationError("there is no table '\(name)'; see 'tarsier rules tables'")
      }
      var listing = Listing([.init("table"), .init("column"), .init("type"), .init("calls", detail: 1)])
      let wanted = InventoryTable.all.filter { tables.isEmpty || tables.contains($0.name) }
      let columns = wanted.flatMap { table in table.columns.map { (table, $0) } }
      listing.rows = Listing.Rows(columns) { table, column in
        [
          .text(table.name), .text(column.name),
          .text(column.isInteger ? "integer" : column.isReal ? "real" : "text"),
          .text(table.calls(reading: [column.name]).joined(separator: ", ")),
        ]
      }
      try output.show(listing)
    }
  }
}
