internal import Listings
internal import ArgumentParser
internal import Billing
internal import Inventory

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
    for name in type.values where ResourceCatalog.type(named: name) == nil {
      throw Problem.unknownResourceType(name)
    }
    let times = Set(question.view.answers.flatMap { [$0.takenAt, $0.failure?.takenAt].compactMap(\.self) })
    let start = from?.lastSecond ?? question.view.snapshotBeforeLast ?? times.min() ?? 0
    let changes = try InventoryChanges(ledger: question.ledger).between(start, to.lastSecond)
      .filter { type.isEmpty || type.values.contains($0.type) }
    try output.show(ChangeListing.listing(changes))
  }
}
