internal import Listings
internal import ArgumentParser
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
    let events = try event.values.map { name in
      guard let event = LogEntry.Event(rawValue: name) else {
        let known = LogEntry.Event.allCases.map(\.rawValue)
        throw ValidationError("--event \(name) is no event; write one of: \(known.joined(separator: ", "))")
      }
      return event
    }
    try output.show(
      LogListing.stored(in: Ledger.reading(globals.ledgerPath), events: events, resource: resource))
  }
}
