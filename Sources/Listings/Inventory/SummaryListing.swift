public import Allocation
internal import Audit
internal import Billing
internal import Inventory

/// How many there are of each type, what came and went, and the cost, as a listing.
public enum SummaryListing {
  public static let columns: [Listing.Column] = [
    .init("resource_type"), .init("resources", .count), .init("appeared", .count),
    .init("vanished", .count), .init("cost", .money), .init("currency"),
  ]

  /// - Parameter from: the hour since 1970 from which on things came and went; nil for the newest snapshot.
  public static func listing(_ question: InventoryQuestion, _ engine: CostEngine, from: Int?, asOf: AsOf)
    throws -> Listing
  {
    let start = from.map { $0 * 3600 - 1 } ?? question.view.snapshotBeforeLast ?? asOf.lastSecond
    let summary = InventorySummary(
      try BilledInventory(question, engine, asOf: asOf, days: 30),
      changes: try InventoryChanges(ledger: question.ledger).between(start, asOf.lastSecond))
    var listing = Listing(columns)
    var rows: [[Listing.Cell]] = []
    for line in summary.lines {
      let currencies = line.costs.isEmpty ? [nil] : line.costs.keys.sorted().map(Optional.some)
      rows += currencies.map { currency in
        [
          .text(line.type), .count(line.resources), .count(line.appeared), .count(line.vanished),
          .init(currency.flatMap { line.costs[$0] }), .init(currency),
        ]
      }
    }
    listing.rows = Listing.Rows(rows)
    listing.addTotals(of: ["cost"], per: "currency")
    listing.notes = question.notes(on: ResourceCatalog.calls)
    return listing
  }
}
