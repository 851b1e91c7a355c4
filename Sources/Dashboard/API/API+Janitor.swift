internal import Janitor
internal import Listings

extension API {
  static let marks = Resource.listing(
    "/api/v1/janitor/marks", "The janitor's marks with their owners and due dates, and what is kept.",
    [
      Parameter("state", .someOf(Mark.State.allCases.map(\.rawValue)), "Only these states."),
      Parameter("all", .flag, "Also what was cleaned or released."), asOf,
    ], columns: MarkListing.columns
  ) { query, session in
    try MarkListing.stored(
      in: session.ledger, states: try query.list("state").compactMap { Mark.State(rawValue: $0) },
      withEnded: query.flag("all"), asOf: query.asOf("as-of") ?? session.asOf)
  }

  static let janitorLog = Resource.listing(
    "/api/v1/janitor/log", "Everything that the janitor did and was told.",
    [
      Parameter("event", .someOf(LogEntry.Event.allCases.map(\.rawValue)), "Only these events."),
      Parameter("resource", .text, "Only this resource, by its id or ARN."),
    ], columns: LogListing.columns
  ) { query, session in
    try LogListing.stored(
      in: session.ledger, events: try query.list("event").compactMap { LogEntry.Event(rawValue: $0) },
      resource: query.text("resource"))
  }
}
