internal import Listings
internal import Allocation
internal import ArgumentParser

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
    let engine = CostEngine(
      ledger: question.ledger, settings: try SettingsFile.read(globals.configPath))
    try output.show(SummaryListing.listing(question, engine, from: from, asOf: asOf))
  }
}
