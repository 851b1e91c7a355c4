internal import Listings
internal import Allocation
internal import ArgumentParser

/// `tarsier inventory show`.
struct InventoryShow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Shows everything that is known of one resource.",
    discussion: """
      What it is, its tags and owner, what it cost each day, findings, marks, and what snapshots saw change.
      """)

  @OptionGroup var globals: GlobalOptions
  @OptionGroup var output: OutputOptions

  @Argument(help: ArgumentHelp("An id, an ARN, a name, or ACCOUNT/REGION/TYPE/ID.", valueName: "id"))
  var id: String

  @Option(help: AsOf.help, transform: AsOf.init(parsing:))
  var asOf = AsOf.now

  func run() throws {
    let question = try InventoryQuestion(globals, asOf: asOf)
    let settings = try SettingsFile.read(globals.configPath)
    let engine = CostEngine(ledger: question.ledger, settings: settings)
    try output.show(
      ResourcePage.listing(
        of: id, question, engine, settings: settings, asOf: asOf, asChart: output.format.showsTotals))
  }
}
