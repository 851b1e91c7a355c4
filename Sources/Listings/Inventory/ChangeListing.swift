internal import Billing
public import Inventory

/// Changes as a listing.
public enum ChangeListing {
  public static let columns: [Listing.Column] = [
    .init("seen_at", detail: 1), .init("change"), .init("resource_type"), .init("account_id", detail: 3),
    .init("region", detail: 2), .init("resource_id"), .init("field"), .init("from"), .init("to"),
  ]

  /// What appeared, vanished and changed between snapshots.
  ///
  /// - Parameters:
  ///   - from: what snapshots after this second show; nil for those after the newest but one.
  ///   - types: only these; all of them where none is named.
  public static func listing(_ question: InventoryQuestion, from: Int?, to: Int, types: [String]) throws
    -> Listing
  {
    for name in types where ResourceCatalog.type(named: name) == nil {
      throw Problem.unknownResourceType(name)
    }
    let times = Set(question.view.answers.flatMap { [$0.takenAt, $0.failure?.takenAt].compactMap(\.self) })
    let start = from ?? question.view.snapshotBeforeLast ?? times.min() ?? 0
    let changes = try InventoryChanges(ledger: question.ledger).between(start, to)
    return listing(changes.filter { types.isEmpty || types.contains($0.type) })
  }

  public static func listing(_ changes: [InventoryChange]) -> Listing {
    var listing = Listing(columns)
    listing.rows = Listing.Rows(changes) { change in
      [
        .text(Civil.timeText(seconds: change.at)), .text(change.kind.rawValue), .text(change.type),
        .text(change.account), .text(change.region), .text(change.resource), Listing.Cell(change.field),
        Listing.Cell(change.from), Listing.Cell(change.to),
      ]
    }
    return listing
  }
}
