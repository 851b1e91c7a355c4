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
    try output.show(Self.listing(entries))
  }

  private static func listing(_ entries: [LogEntry]) -> Listing {
    var listing = Listing([
      .init("sequence", .count, detail: 4), .init("at"), .init("written_at", detail: 7),
      .init("by", detail: 3),
      .init("event"), .init("rule", detail: 2), .init("action", detail: 3),
      .init("resource_type", heading: "Type", detail: 6), .init("resource_id", heading: "Resource"),
      .init("account_id", heading: "Account", detail: 5), .init("region", detail: 5),
      .init("mark", .count, detail: 8), .init("answers", .count, detail: 8), .init("reason"),
      .init("snapshot", detail: 7), .init("request", detail: 4), .init("answer", detail: 4),
      .init("saving", detail: 1), .init("currency", detail: 1), .init("undo", detail: 2),
    ])
    listing.rows = Listing.Rows(entries) { entry in
      let saving = entry.detail["saving"].flatMap { Amount($0) }
      return [
        .count(entry.sequence), .text(Civil.timeText(seconds: entry.at)),
        .text(Civil.timeText(seconds: entry.writtenAt)), .text(entry.by), .text(entry.event.rawValue),
        .init(entry.rule), .init(entry.action), .init(entry.resource?.type), .init(entry.resource?.id),
        .init(entry.resource?.account), .init(entry.resource?.region), .init(entry.mark),
        .init(entry.answers), .init(entry.detail["reason"] ?? entry.detail["message"]),
        .init(entry.detail["snapshot"]), .init(entry.detail["request"]), .init(entry.detail["answer"]),
        .init(saving), .init(entry.detail["currency"]), .init(entry.detail["undo"]),
      ]
    }
    return listing
  }
}
