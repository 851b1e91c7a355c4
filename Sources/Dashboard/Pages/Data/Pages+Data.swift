internal import Allocation
internal import Audit
internal import Billing
internal import Inventory
internal import Janitor
internal import Ledger
internal import Listings

extension Pages {
  static let data = Resource.page("/data", "Data", [], template: "data.html") { _, session in
    try DataPage(session)
  }

  /// What the ledger holds, how old it is, and what is wrong with it.
  struct DataPage: PageModel {
    var notes: [String]
    var facts: [Fact]
    var bills: ListingTable?
    var verifications: ListingTable?
    var deliveries: ListingTable?
    var rejects: ListingTable?
    var answers: ListingTable?
    var failures: ListingTable?
    var concepts: ListingTable?

    init(_ session: Session) throws {
      let ledger = session.ledger
      let stored = try BillListing.stored(in: ledger)
      notes = stored.notes
      let view = try InventoryView(ledger: ledger, asOf: session.asOf.lastSecond)
      facts = try Self.facts(session, view)
      if stored.rows.count > 0 {
        bills = ListingTable(stored, caption: "What each bill adds up to") { row, column in
          guard column == 4, case .text(let period) = stored.rows.columns[4][row] else { return nil }
          return PageAddress("/costs", ["from": "\(period)-01"]).text
        }
        verifications = try Self.verifications(ledger)
        deliveries = ListingTable(
          DeliveryListing.listing(try ledger.deliveries()), caption: "Deliveries, as they came")
      }
      rejects = try Self.rejects(ledger)
      if !view.answers.isEmpty {
        let listing = AnswerListing.listing(InventoryQuestion(ledger: ledger, view: view))
        answers = ListingTable(listing, caption: "Answers of the inventory") { row, column in
          guard column < 2, case .text(let value) = listing.rows.columns[column][row] else { return nil }
          return PageAddress("/resources", [column == 0 ? "account" : "region": value]).text
        }
        failures = Self.failures(view)
      }
      concepts = Self.concepts(session.settings)
    }

    private static func facts(_ session: Session, _ view: InventoryView) throws -> [Fact] {
      let asOf = session.asOf.lastSecond
      var facts = try Freshness.bills(in: session.ledger, asOf: asOf).map {
        Fact(
          name: "Newest \($0.name)", value: Civil.timeText(seconds: $0.newest), detail: age($0.age),
          link: "/costs")
      }
      facts += try Freshness.snapshots(in: session.ledger, asOf: asOf).map {
        Fact(
          name: "Newest \($0.name)", value: Civil.timeText(seconds: $0.newest), detail: age($0.age),
          link: "/resources")
      }
      if let audit = try AuditRecord.lastAudit(in: session.ledger) {
        facts.append(
          Fact(
            name: "Last audit", value: Civil.timeText(seconds: audit), detail: age(max(0, asOf - audit)),
            link: "/findings"))
      } else {
        facts.append(Fact(name: "Last audit", value: "none yet", link: "/findings"))
      }
      return facts
    }

    /// `3 days ago`, in whole hours below two days.
    static func age(_ seconds: Int) -> String {
      let hours = seconds / 3_600
      if hours == 0 { return "less than an hour ago" }
      if hours < 48 { return hours == 1 ? "1 hour ago" : "\(hours) hours ago" }
      return "\(hours / 24) days ago"
    }

    /// How many rows of each bill could not be read, and why.
    private static func rejects(_ ledger: Ledger) throws -> ListingTable? {
      var rows: [[Listing.Cell]] = []
      try ledger.database.query(
        """
        SELECT b.billing_account || '/' || b.period, r.reason, count(*), min(r.file || ':' || r.line)
        FROM reject r JOIN bill b ON b.id = r.bill_id GROUP BY 1, 2 ORDER BY 1, 3 DESC LIMIT 200
        """
      ) { row in
        rows.append([
          .init(row.text(0)), .init(row.text(1)), .count(row.integer(2)), .init(row.text(3)),
        ])
      }
      guard !rows.isEmpty else { return nil }
      return ListingTable(
        Listing(
          [.init("bill"), .init("reason"), .init("rows", .count), .init("first", heading: "Such as")],
          rows: Listing.Rows(rows)), caption: "Rows that could not be read")
    }

    /// The calls whose newest answer did not come whole.
    private static func failures(_ view: InventoryView) -> ListingTable? {
      let failed = view.answers.filter { $0.failure != nil }
      guard !failed.isEmpty else { return nil }
      var listing = Listing([
        .init("call"), .init("account_id", heading: "Account"), .init("region"), .init("asked_at"),
        .init("reason"), .init("shown_from"),
      ])
      listing.rows = Listing.Rows(Array(failed.prefix(200))) { answer in
        [
          .text(answer.call), .text(answer.account), .text(answer.region),
          .init(answer.failure.map { Civil.timeText(seconds: $0.takenAt) }), .init(answer.failure?.reason),
          .init(answer.takenAt.map { Civil.timeText(seconds: $0) }),
        ]
      }
      return ListingTable(listing, caption: "What did not come whole")
    }

    /// How each bill was last held against something: at least its import did, before it was kept.
    private static func verifications(_ ledger: Ledger) throws -> ListingTable {
      let records = try ledger.verifications()
      let inForce = try ledger.deliveries().filter(\.isInForce)
      var listing = Listing([
        .init("bill"), .init("against", heading: "Held against"), .init("differences", .count),
        .init("at", heading: "When"),
      ])
      listing.rows = Listing.Rows(inForce) { delivery in
        let record = records[delivery.bill]
        return [
          .text(delivery.bill.description),
          .text(
            record.map { $0.side == .files ? "its files, through libcsv" : "its own cells and digest" }
              ?? "its file, as it was imported"),
          .count(record?.differences ?? 0), .text(record?.at ?? delivery.importedAt),
        ]
      }
      return ListingTable(listing, caption: "How each bill was last verified")
    }

    private static func concepts(_ settings: Settings) -> ListingTable? {
      guard !settings.concepts.isEmpty else { return nil }
      return ListingTable(
        ConceptListing.listing(settings), caption: "What the settings make of tags and fields"
      ) { row, column in
        column == 0 ? PageAddress("/costs", ["by": settings.concepts[row].name]).text : nil
      }
    }
  }
}
