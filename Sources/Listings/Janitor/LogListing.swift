internal import Billing
public import Janitor
public import Ledger

/// The janitor's log as a listing.
public enum LogListing {
  public static let columns: [Listing.Column] = [
    .init("sequence", .count, detail: 4), .init("at"), .init("written_at", detail: 7),
    .init("by", detail: 3),
    .init("event"), .init("rule", detail: 2), .init("action", detail: 3),
    .init("resource_type", heading: "Type", detail: 6), .init("resource_id", heading: "Resource"),
    .init("account_id", heading: "Account", detail: 5), .init("region", detail: 5),
    .init("mark", .count, detail: 8), .init("answers", .count, detail: 8), .init("reason"),
    .init("snapshot", detail: 7), .init("request", detail: 4), .init("answer", detail: 4),
    .init("saving", detail: 1), .init("currency", detail: 1), .init("undo", detail: 2),
  ]

  /// What the log tells of some events and of one resource.
  ///
  /// - Parameters:
  ///   - events: only these; all of them where none is named.
  ///   - resource: an id or an ARN; nil for all.
  public static func stored(in ledger: Ledger, events: [LogEntry.Event] = [], resource: String? = nil) throws
    -> Listing
  {
    let entries = try JanitorLog(ledger).entries().filter { entry in
      (events.isEmpty || events.contains(entry.event))
        && (resource == nil || entry.resource?.id == resource || entry.resource?.arn == resource)
    }
    return listing(entries)
  }

  public static func listing(_ entries: [LogEntry]) -> Listing {
    var listing = Listing(columns)
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
