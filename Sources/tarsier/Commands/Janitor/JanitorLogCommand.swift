internal import Listings
internal import ArgumentParser
internal import Billing
internal import Janitor
internal import Ledger

/// `tarsier janitor log`.
struct JanitorLogCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "log", abstract: "Shows everything that the janitor did and was told.",
    subcommands: [JanitorLogVerify.self])

  @OptionGroup var globals: GlobalOptions
  @OptionGroup var output: OutputOptions

  @Option(
    help: ArgumentHelp("Only these events, such as done or kept.", valueName: "events"),
    transform: CommaList.init(parsing:))
  var event: [CommaList] = []

  @Option(help: ArgumentHelp("Only this resource, by its id or ARN.", valueName: "id"))
  var resource: String?

  func run() throws {
    let known = LogEntry.Event.allCases.map(\.rawValue)
    for name in event.values where !known.contains(name) {
      throw ValidationError("--event \(name) is no event; write one of: \(known.joined(separator: ", "))")
    }
    let entries = try JanitorLog(try Ledger.reading(globals.ledgerPath)).entries().filter { entry in
      (event.values.isEmpty || event.values.contains(entry.event.rawValue))
        && (resource == nil || entry.resource?.id == resource || entry.resource?.arn == resource)
    }
    try output.show(LogListing.listing(entries))
  }
}
