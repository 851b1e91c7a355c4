internal import Listings
internal import Allocation
internal import ArgumentParser
internal import Ledger

/// `tarsier concepts`: the business dimensions of the settings.
struct Concepts: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "concepts", abstract: "Lists the business concepts, and explains and checks them.",
    subcommands: [Values.self, Explain.self, Coverage.self, Tags.self, Check.self])

  @OptionGroup var globals: GlobalOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    try output.show(ConceptListing.listing(try SettingsFile.read(globals.configPath)))
  }
}

extension ConceptQuestion {
  init(_ globals: GlobalOptions) throws {
    let settings = try SettingsFile.read(globals.configPath)
    let ledger = try Ledger.reading(globals.ledgerPath)
    self.init(ledger: ledger, settings: settings, engine: CostEngine(ledger: ledger, settings: settings))
  }
}
