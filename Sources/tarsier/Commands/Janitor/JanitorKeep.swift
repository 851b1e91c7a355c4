internal import Listings
internal import ArgumentParser
internal import Glibc
internal import Janitor

/// `tarsier janitor keep ID…`.
struct JanitorKeep: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "keep", abstract: "Keeps resources from being cleaned up, until a day or for good.",
    discussion: """
      Takes anything in the inventory, marked or not. Once a keep has ended, mark and notice start again. The \
      tags tarsier:keep and janitor=donotmark keep a resource as well.
      """)

  @OptionGroup var globals: GlobalOptions
  @OptionGroup var output: OutputOptions

  @Argument(help: ArgumentHelp("IDs, ARNs, or ACCOUNT/REGION/TYPE/ID.", valueName: "id"))
  var ids: [String]

  @Option(
    help: ArgumentHelp("The last day on which it holds (default: for good).", valueName: "date"),
    transform: AsOf.init(parsing:))
  var until: AsOf?

  @Option(help: ArgumentHelp("Why, for whoever reads the list.", valueName: "text"))
  var reason: String?

  @Option(help: AsOf.help, transform: AsOf.init(parsing:))
  var asOf = AsOf.now

  func run() throws {
    let inventory = try KeptResource(globals, asOf: asOf)
    // All names must be right before the first is kept.
    let keeps = try ids.map { try inventory.keep($0, until: until?.lastSecond, reason: reason, asOf: asOf) }
    let store = KeepStore(inventory.ledger)
    for keep in keeps { try store.add(keep, at: asOf.lastSecond, clock: Int(time(nil))) }
    var listing = MarkListing.listing([])
    MarkListing.add(keeps, notAmong: [], to: &listing)
    try output.show(listing)
  }
}
