internal import Allocation
internal import Billing
internal import Charts
internal import Ledger
internal import Listings

/// What one request, user or order cost: the cost beside a measured series, and divided by it.
struct ThroughputPage {
  static let path = "/throughput"

  static let parameters =
    CostParameters.all.filter { ["by", "where", "from", "to", "metric"].contains($0.name) } + [
      Parameter("per", .oneOf(["day", "month"]), "The slices of time; day without."),
      Parameter("per-metric", .text, "The measured series, a name under 'metrics' in the settings."),
    ]

  /// More groups than these are shown in the table alone.
  private static let mostSeries = 12
  private static let mostRows = 400

  private let session: Session
  private let metric: String
  private let question: CostQuestion
  private let found: UnitCost
  private let hours: Range<Int>
  private let measures: [Measure]
  private var page = Markup()

  var notes: [String] { found.notes }

  init(_ query: Query, _ spans: CostSpans, _ bills: [StoredBill], _ session: Session) throws {
    self.session = session
    let known = session.settings.metrics.keys.sorted()
    metric = query.text("per-metric") ?? known.first ?? ""
    // A file's path is for whoever has files here, not for whoever reaches this page.
    guard known.contains(metric) else {
      throw Problem.wrongValue(
        "per-metric", metric, expected: "none of the settings' metrics: \(known.joined(separator: ", "))")
    }
    var question = try CostParameters.question(query)
    if question.per != .month { question.per = .day }
    if query.pairs.isEmpty {
      (question.from, question.to) = (spans.newestMonth.lowerBound, spans.newestMonth.upperBound)
    }
    self.question = question
    hours = spans.hours(of: question)
    let having = Set(bills.flatMap(\.measures))
    measures = Measure.allCases.filter { $0.isMoney && having.contains($0) }
    found = try session.engine.unitCost(per: metric, question)
  }

  mutating func write() throws -> String {
    page.put("<div class=\"costs throughput\">\n")
    putForm()
    page.put("<h2>")
    page.put(escaped: "\(question.metric.heading) beside \(metric), per \(question.per.rawValue)")
    page.put("</h2>\n")
    for unit in Set(found.rows.map(\.unit)).sorted(by: { $0 ?? "" < $1 ?? "" }) { try putCharts(unit) }
    try putTable()
    page.put("<p class=\"command\"><code id=\"command\">")
    page.put(escaped: CommandLineText.unitCommand(for: question, per: metric))
    page.put("</code></p>\n</div>\n")
    return page.text
  }

  private mutating func putForm() {
    page.put("<form class=\"question\" method=\"get\" action=\"\(Self.path)\" data-instant>\n")
    page.putHidden(question.filters.map { ("where", CommandLineText.condition($0)) })
    page.putSelect(
      "per-metric", "Divided by", session.settings.metrics.keys.sorted().map { ($0, $0) }, metric)
    let names = session.settings.concepts.map(\.name) + ["service", "account", "region"]
    page.putSelect(
      "by", "Group by",
      [("", "nothing")] + names.map { (CommandLineText.list([$0]), $0) },
      question.by.first.map { CommandLineText.list([$0]) } ?? "")
    page.putSelect("per", "Per", [("day", "day"), ("month", "month")], question.per.rawValue)
    page.putSelect(
      "metric", "Measure", measures.map { ($0.rawValue, $0.heading) }, question.metric.rawValue)
    page.putText("from", "From", question.from.map(CommandLineText.time) ?? "")
    page.putText("to", "Before", question.to.map(CommandLineText.time) ?? "")
    page.put("<button type=\"submit\">Show</button>\n</form>\n")
  }

  /// What each group cost slot by slot, what was measured of it, and what one of that cost.
  private struct Series {
    var costs: [Amount]
    var quantities: [Amount]
    var units: [Amount]
    var total = Amount.zero

    init(slots: Int) {
      let nothing = Array(repeating: Amount.zero, count: slots)
      (costs, quantities, units) = (nothing, nothing, nothing)
    }
  }

  private mutating func putCharts(_ unit: String?) throws {
    let rows = found.rows.filter { $0.unit == unit }
    guard let slots = try CostSlots(question, slices: rows.map(\.periodStart), hours: hours) else { return }
    var groups: [[String?]] = []
    var series: [[String?]: Series] = [:]
    for (row, slot) in zip(rows, slots.slotOf) {
      if series[row.values] == nil { groups.append(row.values) }
      var one = series[row.values] ?? Series(slots: slots.slots.count)
      one.costs[slot] = row.cost
      one.quantities[slot] = row.quantity ?? .zero
      one.units[slot] = row.unitCost ?? .zero
      one.total += row.cost
      series[row.values] = one
    }
    let dearest = groups.sorted { series[$0]?.total ?? .zero > series[$1]?.total ?? .zero }
      .prefix(Self.mostSeries)
    let (currency, id) = (unit ?? "", unit ?? "none")
    func put(
      _ title: String, _ unit: String, _ name: String, style: TimeChart.Style,
      _ key: KeyPath<Series, [Amount]>
    ) {
      let chart = TimeChart(
        slots: slots.slots,
        series: dearest.map { ChartSeries(name: Self.name($0), amounts: series[$0]?[keyPath: key] ?? []) },
        unit: unit, style: style, addsUp: name == "cost")
      page.put("<figure class=\"unit-cost\">\n<figcaption>")
      page.put(escaped: title)
      page.put("</figcaption>\n")
      page.put(chart.html(id: "\(name)-\(id)", title: title))
      page.put("</figure>\n")
    }
    put(
      "\(question.metric.heading) for one of \(metric)", "\(currency) for one", "unit", style: .lines, \.units
    )
    page.put("<div class=\"pair\">\n")
    put(question.metric.heading, currency, "cost", style: .columns, \.costs)
    put("How many \(metric) were measured", metric, "quantity", style: .columns, \.quantities)
    page.put("</div>\n")
  }

  private static func name(_ values: [String?]) -> String {
    values.isEmpty ? "All" : values.map { $0 ?? "(none)" }.joined(separator: " · ")
  }

  private mutating func putTable() throws {
    var listing = Listing(
      question.by.map { .init($0) } + [
        .init("period_start", heading: question.per == .month ? "Month" : "Day"),
        .init("cost", .money(decimals: 2), heading: question.metric.heading),
        .init("measured_cost", .money(decimals: 2)), .init("quantity", .money(decimals: 0), heading: metric),
        .init("unit_cost", .money(decimals: 6), heading: "Of one"), .init("missing_days", .count),
        .init("currency"),
      ])
    listing.rows = Listing.Rows(Array(found.rows.suffix(Self.mostRows))) { row in
      row.values.map { .init($0) } + [
        .text(row.periodStart), .amount(row.cost), .amount(row.measuredCost), .init(row.quantity),
        .init(row.unitCost), .count(row.missingDays), .init(row.unit),
      ]
    }
    if found.rows.count > Self.mostRows {
      page.put("<p>The newest \(Self.mostRows) of \(found.rows.count) lines; the command lists all.</p>\n")
    } else {
      listing.addTotals(of: ["cost", "measured_cost"], per: "currency")
    }
    page.put(ListingTable(listing, caption: "\(question.metric.heading) and \(metric)").html)
  }
}
