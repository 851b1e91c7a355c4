internal import Listings
internal import Allocation
internal import ArgumentParser
internal import Audit

/// `tarsier inventory unbilled`.
struct InventoryUnbilled: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "unbilled", abstract: "Lists what exists, and no bill in the ledger ever charged.")

  @OptionGroup var globals: GlobalOptions
  @OptionGroup var output: OutputOptions

  @Option(help: AsOf.help, transform: AsOf.init(parsing:))
  var asOf = AsOf.now

  func run() throws {
    let question = try InventoryQuestion(globals, asOf: asOf)
    // As long as there have been bills of any cloud.
    let held = try BilledInventory(question, globals, asOf: asOf, days: 36_500)
    try output.show(BilledInventoryListing.unbilled(held, question))
  }
}

/// `tarsier inventory unknown`.
struct InventoryUnknown: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "unknown", abstract: "Lists what is billed and not in the inventory, and why.",
    discussion: "The cost is the effective usage cost of the last 30 days that the bills cover.")

  @OptionGroup var globals: GlobalOptions
  @OptionGroup var output: OutputOptions

  @Option(help: AsOf.help, transform: AsOf.init(parsing:))
  var asOf = AsOf.now

  func run() throws {
    let question = try InventoryQuestion(globals, asOf: asOf)
    let held = try BilledInventory(question, globals, asOf: asOf, days: 30)
    try output.show(BilledInventoryListing.unknown(held, question))
  }
}

/// `tarsier inventory coverage`.
struct InventoryCoverage: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "coverage",
    abstract:
      "Says how much of the bill's resource cost is of resources in the inventory, and why not the rest.",
    discussion: "The cost is the effective usage cost of the last 30 days that the bills cover.")

  @OptionGroup var globals: GlobalOptions
  @OptionGroup var output: OutputOptions

  @Option(help: AsOf.help, transform: AsOf.init(parsing:))
  var asOf = AsOf.now

  func run() throws {
    let question = try InventoryQuestion(globals, asOf: asOf)
    let held = try BilledInventory(question, globals, asOf: asOf, days: 30)
    try output.show(BilledInventoryListing.coverage(held))
  }
}

extension BilledInventory {
  fileprivate init(_ question: InventoryQuestion, _ globals: GlobalOptions, asOf: AsOf, days: Int) throws {
    let engine = CostEngine(
      ledger: question.ledger, settings: try SettingsFile.read(globals.configPath))
    try self.init(question, engine, asOf: asOf, days: days)
  }
}
