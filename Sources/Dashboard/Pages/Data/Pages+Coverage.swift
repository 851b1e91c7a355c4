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
      if hasConcepts { concepts = try Self.concepts(of: month, session, &notes) }
    }

    private static func concepts(
      of month: String, _ session: Session, _ notes: inout [String]
    ) throws -> ListingTable {
      var scope = Scope()
      scope.filters = [Filter("billing_period", .equal, [month])]
      scope.metric = try ConceptCoverage.usualMeasure(session.ledger)
      let names = session.settings.concepts.map(\.name)
      var listing = try ConceptCoverage().coverage(session.concepts, names, scope)
      notes += listing.notes
      for column in listing.columns.indices where listing.columns[column].kind == .money {
        listing.columns[column].kind = .money(decimals: 2)
      }
      let concepts = listing.rows.columns.first
      let measure = scope.metric.heading
      return ListingTable(listing, caption: "\(measure) of \(month) that each concept claims") {
        row, column in
        guard column == 0, case .text(let concept)? = concepts?[row] else { return nil }
        return PageAddress("/costs", ["by": concept, "from": "\(month)-01"]).text
      }
    }
  }
}
