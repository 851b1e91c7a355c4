internal import Allocation
internal import Billing
internal import Charts
internal import Ledger
internal import Listings

/// Reservations and savings plans: which hours they covered, and what each cost and gave.
struct CommitmentsPage {
  static let path = "/commitments"

  static let parameters = [
    Parameter("month", .month, "The billing month; the newest without."),
    Parameter("where", .conditions, "A condition such as account=111111111111; all must hold."),
  ]

  private static let mostLines = 200

  private let month: String
  /// The month's hours, since 1970.
  private let span: Range<Int>
  private let months: [String]
  private let filters: [Filter]
  private let measure: Measure
  private let hours: CommittedHours
  /// Nil where the bills tell no effective cost or no list prices.
  private let use: CommitmentUse?
  private(set) var notes: [String] = []
  private let settings: Settings
  private var page = Markup()

  init(_ query: Query, _ bills: [StoredBill], _ session: Session) throws {
    settings = session.settings
    months = Set(bills.map(\.key.period)).sorted().reversed()
    let month = query.text("month") ?? months.first ?? ""
    guard months.contains(month) else {
      throw Problem.wrongValue(
        "month", month, expected: "no month with a bill; there are \(months.joined(separator: ", "))")
    }
    self.month = month
    filters = try query.filters("where")
    let measures = Set(bills.filter { $0.key.period == month }.flatMap(\.measures))
    measure = measures.contains(.effective) ? .effective : .billed
    var scope = CostQuestion()
    scope.filters = [Filter("billing_period", .equal, [month])] + filters
    scope.explainsEmptiness = false
    let engine = session.engine
    var said: [String] = []
    func rows(_ question: CostQuestion) throws -> [CostRow] {
      guard measures.contains(question.metric) else { return [] }
      let answer = try engine.answer(question)
      for note in answer.notes where !said.contains(note) { said.append(note) }
      return Array(answer.rows)
    }
    span = CostSpans(bills.filter { $0.key.period == month })?.all ?? 0..<0
    hours = try CommittedHours(scope, measure, hours: span, rows: rows)
    use =
      measures.isSuperset(of: [.effective, .list]) ? try CommitmentUse(scope, rows: rows) : nil
    notes = said
  }

  mutating func write() throws -> String {
    page.put("<div class=\"costs commitments\">\n<form class=\"question\" method=\"get\" ")
    page.put("action=\"\(Self.path)\" data-instant>\n")
    page.putHidden(filters.map { ("where", CommandLineText.condition($0)) })
    page.putSelect("month", "Month", months.map { ($0, $0) }, month)
    page.put("<button type=\"submit\">Show</button>\n</form>\n")
    putDays()
    try putHours()
    try putUse()
    page.put("</div>\n")
    return page.text
  }

  private mutating func putDays() {
    for (currency, series) in hours.days.series {
      let chart = TimeChart(slots: hours.days.slots, series: series, unit: currency, style: .columns)
      page.put("<h2>\(measure.heading) of what commitments could cover</h2>\n<figure class=\"unit-cost\">\n")
      page.put(
        chart.html(id: "days-\(currency)", title: "\(measure.heading) by day, covered, on demand and unused"))
      page.put("</figure>\n")
    }
  }

  private mutating func putHours() throws {
    page.put("<h2>Hours covered, on demand and unused</h2>\n")
    guard !hours.lines.isEmpty else {
      page.put(
        "<p class=\"empty\">\(month) has no usage that reservations or savings plans could cover.</p>\n")
      return
    }
    var listing = Listing([
      .init("usage_type"), .init("account"), .init("covered", .money(decimals: 1)),
      .init("on_demand", .money(decimals: 1)), .init("unused", .money(decimals: 1)), .init("unit"),
      .init("coverage", .count, heading: "Coverage"),
      .init("covered_cost", .money(decimals: 2)), .init("on_demand_cost", .money(decimals: 2)),
      .init("unused_cost", .money(decimals: 2)), .init("currency"),
    ])
    listing.rows = Listing.Rows(Array(hours.lines.prefix(Self.mostLines))) { line in
      [
        .init(line.usageType), .init(account(line.account)), .amount(line[.covered].quantity),
        .amount(line[.onDemand].quantity), unused(line), .init(line.unit),
        .init(
          line[.covered].quantity.share(of: line[.covered].quantity + line[.onDemand].quantity)?.asPercent),
      ] + CommittedHours.Part.allCases.map { cost(line, $0) } + [.init(line.currency)]
    }
    if hours.lines.count > Self.mostLines {
      page.put("<p>The \(Self.mostLines) dearest of \(hours.lines.count).</p>\n")
    } else {
      listing.addTotals(of: ["covered_cost", "on_demand_cost", "unused_cost"], per: "currency")
    }
    // Of a usage type that could be covered, its pattern need not be asked for again.
    let usage = EligibleUsage.filters.filter { $0.dimension != "usage_type" }
    let links = hours.lines.prefix(Self.mostLines).map { line in
      costs(
        by: "pricing_category", per: .hour,
        [
          Filter("usage_type", .equal, [line.usageType ?? ""]),
          Filter("account", .equal, [line.account ?? ""]),
        ] + usage)
    }
    try put(listing, "By usage type and account; \(measure.heading.lowercased())", hours.questions, links)
  }

  private mutating func putUse() throws {
    page.put("<h2>What each commitment cost and gave</h2>\n")
    guard let use else {
      page.put(
        "<p class=\"empty\">The bills of \(month) tell no effective cost or no list prices, so nothing tells used from unused.</p>\n"
      )
      return
    }
    guard !use.lines.isEmpty else {
      page.put("<p class=\"empty\">\(month) has no reservation and no savings plan.</p>\n")
      return
    }
    var listing = Listing([
      .init("commitment"), .init("account", heading: "Paid by"), .init("paid", .money(decimals: 2)),
      .init("amortised", .money(decimals: 2)), .init("used", .money(decimals: 2)),
      .init("unused", .money(decimals: 2)), .init("utilisation", .count),
      .init("on_demand", .money(decimals: 2)), .init("saved", .money(decimals: 2)), .init("currency"),
    ])
    listing.rows = Listing.Rows(Array(use.lines.prefix(Self.mostLines))) { line in
      [
        .text(line.commitment), .init(account(line.account)), .amount(line.paid), .amount(line.amortised),
        .amount(line.used), .amount(line.unused), .init(line.used.share(of: line.amortised)?.asPercent),
        .amount(line.onDemand), .amount(line.saved), .text(line.currency),
      ]
    }
    if use.lines.count <= Self.mostLines {
      listing.addTotals(
        of: ["paid", "amortised", "used", "unused", "on_demand", "saved"], per: "currency")
    }
    let links = use.lines.prefix(Self.mostLines).map { line in
      costs(by: "usage_type", per: .day, [Filter("commitment", .equal, [line.commitment])])
    }
    try put(listing, "Reservations and savings plans", use.questions, links)
  }

  /// Bills may tell what unused hours cost, and not how many they were.
  private func unused(_ line: CommittedHours.Line) -> Listing.Cell {
    line[.unused].quantity == .zero && line[.unused].cost != .zero ? .absent : .amount(line[.unused].quantity)
  }

  /// Hours that no charge tells the price of cost nothing that could be added up.
  private func cost(_ line: CommittedHours.Line, _ part: CommittedHours.Part) -> Listing.Cell {
    line.currency == nil ? .absent : .amount(line[part].cost)
  }

  private func account(_ id: String?) -> String? {
    id.map { id in settings.accounts[id]?.name.map { "\($0) (\(id))" } ?? id }
  }

  /// Where the month's costs of some charges are told apart.
  private func costs(by dimension: String, per: CostQuestion.Per, _ charges: [Filter]) -> String {
    var view = CostView(monthFrom: span.lowerBound, to: span.upperBound, by: dimension)
    view.question.per = per
    view.question.metric = measure
    view.question.filters = filters + charges
    return view.address
  }

  /// - Parameter links: where the first cell of each row leads.
  private mutating func put(
    _ listing: Listing, _ caption: String, _ questions: [CostQuestion], _ links: [String]
  ) throws {
    page.put(ListingTable(listing, caption: caption) { row, column in column == 0 ? links[row] : nil }.html)
    page.put("<details><summary>The commands that give these figures</summary>\n")
    for question in questions {
      page.put("<p class=\"command\"><code>")
      page.put(escaped: CommandLineText.command(for: question))
      page.put("</code></p>\n")
    }
    page.put("</details>\n")
  }
}
