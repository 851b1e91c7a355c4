internal import Listings
internal import ArgumentParser

/// `tarsier inventory changes`.
struct InventoryChangesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "changes", abstract: "Says what appeared, vanished and changed between snapshots.")

  @OptionGroup var globals: GlobalOptions
  @OptionGroup var output: OutputOptions

  @Option(
    help: ArgumentHelp(
      "What snapshots after this show (default: the newest snapshot but one).", valueName: "date"),
    transform: AsOf.init(parsing:))
  var from: AsOf?

  @Option(
    help: ArgumentHelp("Until the end of this day, or this time (default: now).", valueName: "date"),
    transform: AsOf.init(parsing:))
  var to = AsOf.now

  @Option(help: ArgumentHelp("Only these types.", valueName: "type"), transform: CommaList.init(parsing:))
  var type: [CommaList] = []

  func run() throws {
    let question = try InventoryQuestion(globals, asOf: to)
    try output.show(
      ChangeListing.listing(question, from: from?.lastSecond, to: to.lastSecond, types: type.values))
  }
}
