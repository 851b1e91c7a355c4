internal import Allocation
internal import Audit
internal import Billing
internal import Inventory
internal import Ledger
internal import Listings

extension Pages {
  static let coverage = Resource.page(
    "/data/coverage", "Coverage",
    [Parameter("month", .month, "The billing month of the concepts' coverage; the newest without.")],
    template: "coverage.html"
  ) { query, session in try CoveragePage(month: query.text("month"), session) }

  /// How much of the bill the inventory explains, and how much of it the concepts claim.
  struct CoveragePage: PageModel {
    var notes: [String] = []
    /// The billing month of the concepts' coverage; nil without bills.
    var month: String?
    var months: Tabs?
    var inventory: ListingTable?
    var concepts: ListingTable?
    var hasInventory: Bool
    var hasConcepts: Bool

    init(month asked: String?, _ session: Session) throws {
      let view = try InventoryView(ledger: session.ledger, asOf: session.asOf.lastSecond)
      hasInventory = !view.answers.isEmpty
      hasConcepts = !session.settings.concepts.isEmpty
      let bills = try session.ledger.bills()
      guard let newest = bills.map(\.key.period).max() else { return }
      let month = asked ?? newest
      self.month = month
      months = Tabs(
        "Billing month",
        Set(bills.map(\.key.period)).sorted().suffix(12).map {
          ($0, PageAddress("/data/coverage", ["month": $0]).text, $0 == month)
        })
      if hasInventory {
        let held = try BilledInventory(
          InventoryQuestion(ledger: session.ledger, view: view), session.engine,
          asOf: session.asOf, days: 30)
        inventory = ListingTable(
          BilledInventoryListing.coverage(held), caption: "Cost of the last 30 days by where it was found")
      }
      if hasConcepts { concepts = try Self.concepts(of: month, session, bills, &notes) }
    }

    private static func concepts(
      of month: String, _ session: Session, _ bills: [StoredBill], _ notes: inout [String]
    ) throws -> ListingTable {
      var scope = Scope()
      scope.filters = [Filter("billing_period", .equal, [month])]
      // Billed cost moves what savings plans cover from those who use it to nobody.
      scope.metric = bills.allSatisfy { $0.measures.contains(.effective) } ? .effective : .billed
      let settings = session.settings
      let rows = try session.engine.coverage(settings.concepts.map(\.name), by: [], scope)
      var listing = Listing([
        .init("concept"), .init("allocated", .money(decimals: 2), heading: "By tags and fields"),
        .init("by_rule", .money(decimals: 2)), .init("unallocated", .money(decimals: 2)),
        .init("apart", .money(decimals: 2)),
        .init("covered_percent", .money(decimals: 1), heading: "Covered, %"),
        .init("currency"),
      ])
      listing.rows = Listing.Rows(rows) { row in
        [
          .text(row.concept), .amount(row.allocated), .amount(row.byRule), .amount(row.unallocated),
          .amount(row.apart), .init(row.share.map { Amount(units: Int128($0), scale: 1) }), .init(row.unit),
        ]
      }
      if let target = settings.coverageTarget {
        for row in rows where row.share ?? 1_000 < target {
          let target = Amount(units: Int128(target), scale: 1)
          notes.append("\(row.concept) claims less than the target of \(target)% in \(row.month)")
        }
      }
      let measure = scope.metric.heading
      return ListingTable(listing, caption: "\(measure) of \(month) that each concept claims") {
        row, column in
        column == 0
          ? PageAddress("/costs", ["by": rows[row].concept, "from": "\(month)-01"]).text : nil
      }
    }
  }
}
