internal import Billing
public import Janitor
public import Ledger

/// Marks as a listing.
public enum MarkListing {
  /// The marks in some states with what is kept, as `janitor list` tells them.
  ///
  /// - Parameters:
  ///   - states: only these; all that stand where none is named.
  ///   - withEnded: also what was cleaned or released, where no state is named.
  public static func stored(
    in ledger: Ledger, states: [Mark.State] = [], withEnded: Bool = false, asOf: AsOf
  ) throws -> Listing {
    let marks = try MarkStore.all(in: ledger).filter { mark in
      states.isEmpty ? withEnded || mark.isStanding : states.contains(mark.state)
    }
    var listing = listing(marks)
    if states.isEmpty || states.contains(.kept) {
      let keeps = try KeepStore(ledger).all().filter { $0.holds(at: asOf.lastSecond) }
      add(keeps, notAmong: marks, to: &listing)
    }
    if let pause = try KeepStore(ledger).pauseReason() {
      listing.notes.append("the janitor is paused: \(pause); nothing is cleaned up")
    }
    return listing
  }

  public static func listing(_ marks: [Mark]) -> Listing {
    var listing = Listing(columns)
    listing.rows = Listing.Rows(marks, row: row)
    return listing
  }

  /// Adds keeps of what no rule flags.
  public static func add(_ keeps: [Keep], notAmong marks: [Mark], to listing: inout Listing) {
    let marked = Set(marks.map(\.resource).map { [$0.type, $0.account, $0.region, $0.id] })
    let others = keeps.filter { !marked.contains([$0.type, $0.account, $0.region, $0.resource]) }
    listing.rows = Listing.Rows(marks.map(row) + others.map(row))
  }

  public static let columns: [Listing.Column] = [
    .init("state"), .init("rule", detail: 2), .init("action", detail: 6),
    .init("resource_type", heading: "Type", detail: 5), .init("resource_id", heading: "Resource"),
    .init("account_id", heading: "Account", detail: 3), .init("region", detail: 3), .init("owner"),
    .init("owner_from", detail: 7), .init("address", detail: 7), .init("due_on", heading: "Due"),
    .init("monthly_cost", .money(decimals: 2)), .init("saving", .money(decimals: 2), detail: 4),
    .init("currency", detail: 1), .init("noticed_at", detail: 8), .init("marked_at", detail: 8),
    .init("notified_at", detail: 8), .init("last_notice_at", detail: 8), .init("kept_until", detail: 8),
    .init("ended_at", detail: 8), .init("managed_by", detail: 7), .init("reason", detail: 2),
    .init("rehearsal", .flag, detail: 9),
  ]

  private static func row(_ mark: Mark) -> [Listing.Cell] {
    [
      .text(mark.state.rawValue), .text(mark.rule), .text(mark.action), .text(mark.resource.type),
      .text(mark.resource.id), .text(mark.resource.account), .text(mark.resource.region),
      .init(mark.owner.name), .init(mark.owner.foundBy), .init(mark.owner.address),
      .init(mark.dueDay.map { Civil.dateText(days: $0) }), .init(mark.monthlyCost), .init(mark.saving),
      .init(mark.currency), time(mark.noticedAt), time(mark.markedAt), time(mark.firstNotice?.at),
      time(mark.lastNotice?.at), time(mark.keptUntil), time(mark.endedAt), .init(mark.managedBy),
      .init(mark.reason), .flag(mark.isRehearsal),
    ]
  }

  private static func row(_ keep: Keep) -> [Listing.Cell] {
    [
      .text(Mark.State.kept.rawValue), .absent, .absent, .text(keep.type), .text(keep.resource),
      .text(keep.account), .text(keep.region), .absent, .absent, .absent, .absent, .absent, .absent,
      .absent, .absent, .absent, .absent, .absent, time(keep.until), .absent, .absent, .text(keep.text),
      .absent,
    ]
  }

  private static func time(_ seconds: Int?) -> Listing.Cell {
    Listing.Cell(seconds.map { Civil.timeText(seconds: $0) })
  }
}
