internal import Listings
internal import Cleanup
internal import Janitor

/// What an hourly run stopped and started, or would.
enum OffHoursListing {
  static func listing(_ outcomes: [OffHoursOutcome]) -> Listing {
    var listing = Listing([
      .init("event"), .init("action", detail: 3), .init("resource_type", heading: "Type", detail: 4),
      .init("resource_id", heading: "Resource"), .init("account_id", heading: "Account", detail: 2),
      .init("region", detail: 2), .init("detail"),
    ])
    let seen = outcomes.filter { $0.resource != nil }
    listing.rows = Listing.Rows(seen) { outcome in
      let (event, detail) = words(outcome)
      return [
        .text(event), .text(outcome.action), .init(outcome.resource?.type), .init(outcome.resource?.id),
        .init(outcome.resource?.account), .init(outcome.resource?.region), .init(detail),
      ]
    }
    listing.notes = outcomes.filter { $0.resource == nil }.compactMap { words($0).detail }
    return listing
  }

  private static func words(_ outcome: OffHoursOutcome) -> (event: String, detail: String?) {
    switch outcome.state {
    case nil: ("due", "would \(outcome.action)")
    case .cleaned(let undo): ("done", undo.map { "undo: \($0)" })
    case .refused(let reason): ("refused", reason)
    case .notTonight(let reason): ("not now", reason)
    case .failed(let reason): ("failed", reason)
    case .unsure(let reason): ("unsure", reason)
    }
  }
}
