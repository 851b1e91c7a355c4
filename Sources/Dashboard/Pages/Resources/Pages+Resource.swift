internal import Allocation
internal import Audit
internal import Billing
internal import Charts
internal import HTTPTypes
internal import Hummingbird
internal import Inventory
internal import Janitor
internal import Listings

extension Pages {
  static let resource = Resource.page(
    "/resources/show", "Resource",
    [Parameter("id", .text, "An id, an ARN, a name, or ACCOUNT/REGION/TYPE/ID.", isRequired: true)],
    template: "resource.html"
  ) { query, session in
    let view = try InventoryView(ledger: session.ledger, asOf: session.asOf.lastSecond)
    return try ResourceDetails(try view.resource(named: query.text("id") ?? ""), session, view)
  }

  /// Everything that is known of one resource.
  struct ResourceDetails: PageModel {
    var title: String?
    var notes: [String]
    /// What it is, where, and whose.
    var facts: [Fact]
    /// A picture of the last days, as markup, for each currency.
    var charts: [Chart]
    /// Nil for what is no part of a bill.
    var noCost: String?
    /// The page of costs with the hours of it alone.
    var hoursLink: String?
    var tables: [Part]
    var history: ListingTable?
    /// Who keeps it until when, and why; nil where nobody does.
    var kept: String?
    var keepLink: String

    struct Chart {
      var markup: String
      var days: ListingTable
    }

    /// One section of what is known, as a table of fields and values.
    struct Part {
      var title: String
      var lines: [Line]
    }

    struct Line {
      var field: String
      var value: String
      var link: String?
    }

    init(_ resource: KnownResource, _ session: Session, _ view: InventoryView) throws {
      title = resource.id
      let settings = session.settings
      let owner = try OwnerResolver(settings, month: session.asOf.month).owner(of: resource)
      facts = [
        Fact(
          name: "Type", value: resource.type,
          link: PageAddress("/resources", ["type": resource.type]).text),
        Fact(
          name: "Account", value: settings.label(ofAccount: resource.account),
          link: PageAddress("/resources", ["account": resource.account]).text),
        Fact(
          name: "Region", value: resource.region,
          link: PageAddress("/resources", ["region": resource.region]).text),
        owner.map {
          Fact(
            name: "Owner", value: $0.name, detail: "by \($0.foundBy)",
            link: PageAddress("/findings", ["owner": $0.name]).text)
        } ?? Fact(name: "Owner", value: "unknown"),
      ]
      let costs = try DailyCosts(
        of: resource, ledger: session.ledger, session.engine, asOf: session.asOf)
      facts += costs.currencies.map {
        Fact(
          name: "\(costs.metric.heading), \($0.days.count) days", value: $0.total.formatted(),
          detail: $0.currency)
      }
      charts = costs.currencies.enumerated().map { Self.chart($1, costs.metric, id: "cost-\($0)") }
      hoursLink = costs.currencies.isEmpty ? nil : Self.hours(of: resource, costs.metric)
      noCost = costs.currencies.isEmpty ? "No bill of the last 30 days charges for it by its name." : nil
      var page = ResourcePage(resource)
      try page.addFindings(session.ledger)
      tables = Self.parts(page.listing)
      history = try Self.history(
        InventoryChanges(ledger: session.ledger).history(of: resource, until: session.asOf.lastSecond))
      keepLink = PageAddress("/janitor/keep", ["id": resource.fullName]).text
      kept =
        Keeps(try KeepStore(session.ledger).all()).keep(
          type: resource.type, account: resource.account, region: resource.region, id: resource.id,
          arn: resource.arn, at: session.asOf.lastSecond)?.text
      let type = ResourceCatalog.type(named: resource.type)
      let calls = type.map { Set([$0.call] + $0.details.map(\.call)) } ?? []
      notes = InventoryQuestion(ledger: session.ledger, view: view).notes(on: calls)
    }

    /// Bills name a resource by its id or its ARN.
    private static func hours(of resource: KnownResource, _ metric: Measure) -> String {
      let names = [resource.id] + [resource.arn].compactMap(\.self).filter { $0 != resource.id }
      return PageAddress(
        CostView.path,
        [
          "per": "hour", "metric": metric.rawValue,
          "where": CommandLineText.condition(Filter("resource", .equal, names)),
        ]
      ).text
    }

    private static func chart(_ costs: DailyCosts.Days, _ metric: Measure, id: String) -> Chart {
      var listing = Listing([
        .init("day"), .init("cost", .money, heading: metric.heading), .init("currency"),
      ])
      listing.rows = Listing.Rows(costs.days) { [.text($0.day), .amount($0.cost), .text(costs.currency)] }
      listing.addTotals(of: ["cost"], per: "currency")
      return Chart(
        markup: picture(costs, metric).html(id: id, title: "\(metric.heading) by day in \(costs.currency)"),
        days: ListingTable(listing, caption: "\(metric.heading) by day"))
    }

    /// A column for each day from the first to the last that has a charge.
    private static func picture(_ costs: DailyCosts.Days, _ metric: Measure) -> TimeChart {
      let known = Dictionary(costs.days.compactMap { day, cost in CivilDay(day).map { ($0.number, cost) } }) {
        $0 + $1
      }
      let (first, last) = (known.keys.min() ?? 0, known.keys.max() ?? 0)
      return TimeChart(
        slots: TimeSlots(.day, from: first * 24, count: last - first + 1),
        series: [ChartSeries(name: metric.heading, amounts: (first...last).map { known[$0] ?? .zero })],
        unit: costs.currency, style: .columns)
    }

    /// The page's lines under the heads of their sections, in the order in which these come first.
    private static func parts(_ listing: Listing) -> [Part] {
      var parts: [Part] = []
      for row in 0..<listing.rows.count {
        let texts = listing.rows.columns.map { column -> String in
          if case .text(let text) = column[row] { text } else { "" }
        }
        let line = Line(field: texts[1], value: texts[2], link: link(texts[0], texts[1]))
        if parts.last?.title.lowercased() == texts[0] {
          parts[parts.count - 1].lines.append(line)
        } else {
          parts.append(Part(title: texts[0].prefix(1).uppercased() + texts[0].dropFirst(), lines: [line]))
        }
      }
      return parts
    }

    private static func link(_ section: String, _ field: String) -> String? {
      section == "findings" || section == "marks" ? PageAddress("/findings/rule", ["id": field]).text : nil
    }

    private static func history(_ changes: [InventoryChange]) -> ListingTable? {
      guard !changes.isEmpty else { return nil }
      var listing = Listing([
        .init("seen_at"), .init("change"), .init("field"), .init("from"), .init("to"),
      ])
      // The newest is what a reader came for.
      listing.rows = Listing.Rows(changes.reversed()) { change in
        [
          .text(Civil.timeText(seconds: change.at)), .text(change.kind.rawValue), .init(change.field),
          .init(change.from), .init(change.to),
        ]
      }
      return ListingTable(listing, caption: "What snapshots saw change")
    }
  }
}

extension InventoryView {
  /// The resource of a name, with the columns of its type.
  ///
  /// - Throws: a failure of status 404 where there is none, a `Problem` where several have the name.
  func resource(named name: String) throws -> KnownResource {
    let found: KnownResource?
    if let full = FullResourceName(name) {
      found = try resource(type: full.type, account: full.account, region: full.region, id: full.id)
    } else {
      let candidates = try resources(ResourceSearch(text: name), 0..<1_000).resources
        .filter { $0.id == name || $0.arn == name || $0.name == name }
      found =
        candidates.isEmpty
        ? nil
        : try {
          let one = try ResourceName(name).resource(among: candidates)
          return try resource(type: one.type, account: one.account, region: one.region, id: one.id)
        }()
    }
    guard let found else {
      throw HTTPError(
        .notFound,
        message: "\(name.prefix(200)): is no resource of the newest snapshots; search for it under Resources")
    }
    return found
  }
}
