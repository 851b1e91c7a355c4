internal import Listings
internal import Allocation
internal import ArgumentParser
internal import Audit
internal import Billing
internal import Inventory

/// `tarsier inventory summary`.
struct InventorySummaryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "summary",
    abstract: "Says how many there are of each type, what came and went, and the cost.",
    discussion:
      "The cost is the effective usage cost of what exists, over the last 30 days that the bills cover.")

  @OptionGroup var globals: GlobalOptions
  @OptionGroup var output: OutputOptions

  @Option(
    help: ArgumentHelp(
      "What came and went in snapshots from the start of this day on (default: in the newest snapshot).",
      valueName: "date"), transform: hourOption)
  var from: Int?

  @Option(help: AsOf.help, transform: AsOf.init(parsing:))
  var asOf = AsOf.now

  func run() throws {
    let question = try InventoryQuestion(globals, asOf: asOf)
    let start = from.map { $0 * 3600 - 1 } ?? question.view.snapshotBeforeLast ?? asOf.lastSecond
    let summary = try InventorySummary(
      question, settings: try SettingsFile.read(globals.configPath), since: start, asOf: asOf)
    var listing = Listing([
      .init("resource_type"), .init("resources", .count), .init("appeared", .count),
      .init("vanished", .count), .init("cost", .money), .init("currency"),
    ])
    var rows: [[Listing.Cell]] = []
    for line in summary.lines {
      let currencies = line.costs.isEmpty ? [nil] : line.costs.keys.sorted().map(Optional.some)
      rows += currencies.map { currency in
        [
          .text(line.type), .count(line.resources), .count(line.appeared), .count(line.vanished),
          .init(currency.flatMap { line.costs[$0] }), .init(currency),
        ]
      }
    }
    listing.rows = Listing.Rows(rows)
    if output.format.showsTotals { listing.addTotals(of: ["cost"], per: "currency") }
    listing.notes = question.notes(on: ResourceCatalog.calls)
    try output.show(listing)
  }
}

extension InventorySummary {
  /// - Parameter since: the last second before the span in which things came and went.
  init(_ question: InventoryQuestion, settings: Settings, since: Int, asOf: AsOf) throws {
    self.init(
      try BilledInventory(question, settings: settings, asOf: asOf, days: 30),
      changes: try InventoryChanges(ledger: question.ledger).between(since, asOf.lastSecond))
  }
}
