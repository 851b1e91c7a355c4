internal import Allocation
internal import Billing
internal import Trends

/// The top of the page: the total, how it changed, and the few figures that a reader wants first.
public struct ReportHead: Sendable {
  /// A figure in large type.
  public struct Fact: Sendable {
    public var title: String
    public var value: String
    public var detail: String
  }

  /// One total for each currency.
  public var totals: [Fact]
  public var facts: [Fact]
  /// What stands out, a sentence each.
  public var highlights: [String]
  /// When the bills were delivered, as their manifests say; each once.
  public var delivered: [String]
  /// How certain the bill is.
  public var state: ReportBill.State
  /// Rows of the bills that could not be read; no figure has them.
  public var rejects: Int
  /// The totals as a table, for Markdown and CSV.
  public var table: ReportTable
  private let standing: Highlights
  private let placeOfFindings: Int

  init(_ context: ReportContext) throws {
    state = context.inputs.quality.state
    rejects = context.inputs.quality.bills.map(\.rejects).reduce(0, +)
    let previous = context.inputs.period.previous.monthName
    totals = context.currencies.map { currency in
      Fact(
        title: "Total \(context.inputs.metric.rawValue.replacing("_", with: " "))"
          + (context.currencies.count > 1 ? " in \(currency)" : ""),
        value: "\(context.total[currency].formatted()) \(currency)",
        detail: Self.change(context, currency).map { "\($0) than \(previous)" } ?? "no bill of \(previous)")
    }
    facts = []
    highlights = []
    standing = try Highlights(context)
    delivered = Set(context.inputs.quality.bills.compactMap(\.delivered)).sorted()
    facts += try Self.forecast(context) + Self.restated(context.inputs.quality.bills)
    if let budgets = Self.budgets(try BudgetsSection.uses(context)) { facts.append(budgets) }
    if let invoices = Self.invoices(context.inputs.invoices) { facts.append(invoices) }
    if let hour = try Self.dearestHour(context) { facts.append(hour) }
    placeOfFindings = facts.count
    if let absent = try Self.absent(context) { facts.append(absent) }
    table = Self.table(context)
  }

  /// Adds what the rules say, which is known last.
  mutating func add(_ findings: [ReportFinding]) {
    highlights = standing.sentences(with: findings)
    if let fact = Self.findings(findings) { facts.insert(fact, at: placeOfFindings) }
  }

  /// How much more or less than the month before: `1,234.50 (12.3%) more`.
  private static func change(_ context: ReportContext, _ currency: String) -> String? {
    guard let previous = context.previous else { return nil }
    let difference = context.total[currency] - previous[currency]
    let size = difference < .zero ? -difference : difference
    let growth = context.total[currency].growth(from: previous[currency]).map {
      " (\(Int($0.magnitude).asPercent))"
    }
    return "\(size.formatted())\(growth ?? "") \(difference < .zero ? "less" : "more")"
  }

  /// What the month is expected to have cost at its end; nothing where all of it is known.
  private static func forecast(_ context: ReportContext) throws -> [Fact] {
    let known = context.knownDays
    guard !known.isWhole else { return [] }
    if let reason = known.noForecast {
      return [Fact(title: "Forecast", value: "none yet", detail: reason)]
    }
    let forecast = try MonthForecast(context)
    return context.currencies.compactMap { currency in
      forecast.of([], currency).map {
        Fact(
          title: "Forecast for the month", value: "\($0.expected.formatted()) \(currency)",
          detail:
            "\($0.low.formatted()) to \($0.high.formatted()), from \($0.knownDays) days by weekday and trend"
            + ($0.medianError.map { "; off by \($0.asPercent) on earlier months" } ?? ""))
      }
    }
  }

  /// What deliveries that came after the close would change.
  private static func restated(_ bills: [ReportBill]) -> [Fact] {
    var sums = Totals()
    for bill in bills where bill.state == .restated {
      guard let kept = bill.deliveries.last, let signed = bill.deliveries.first(where: \.isInForce) else {
        continue
      }
      for (currency, amount) in kept.billed { sums.add(amount, currency) }
      for (currency, amount) in signed.billed { sums.add(-amount, currency) }
    }
    return sums.currencies.map { currency in
      Fact(
        title: "Restated after close", value: "\(Cell.change(sums[currency]).shown) \(currency)",
        detail: "a later delivery is kept beside the signed figures")
    }
  }

  /// How many budgets are exceeded, and the one that is used the most.
  private static func budgets(_ uses: [BudgetsSection.Use]) -> Fact? {
    guard let first = uses.max(by: { ($0.share ?? 0, $1.budget.value) < ($1.share ?? 0, $0.budget.value) })
    else { return nil }
    let over = uses.count(where: \.isOver)
    return Fact(
      title: "Budgets", value: over == 0 ? "all kept" : "\(over) of \(uses.count) exceeded",
      detail: "\(first.budget.dimension) \(first.budget.value) used \(first.share?.asPercent ?? "–")")
  }

  /// The invoice that is farthest from its charges.
  private static func invoices(_ invoices: [ReportInvoice]) -> Fact? {
    guard let farthest = invoices.max(by: { $0.difference.size < $1.difference.size }) else { return nil }
    return Fact(
      title: invoices.count == 1 ? "Against the invoice" : "Against \(invoices.count) invoices",
      value: farthest.verdict,
      detail: "invoice \(farthest.number) differs by \(farthest.difference) \(farthest.currency)")
  }

  private static func dearestHour(_ context: ReportContext) throws -> Fact? {
    guard context.currencies.count == 1, let currency = context.currencies.first else { return nil }
    let rows = try context.rows(context.question(per: .hour))
    let hours = HourlyCosts(rows, currency: currency, in: context.inputs.period).dearestFirst
    guard let peak = hours.first, let times = peak.amount.ratio(to: hours.median, times: 10), times >= 15
    else { return nil }
    return Fact(
      title: "Dearest hour", value: "\(times.asTenths) × the median",
      detail: "\(peak.amount.formatted()) \(currency) on \(peak.title)")
  }

  private static func findings(_ findings: [ReportFinding]) -> Fact? {
    guard !findings.isEmpty else { return nil }
    let costs = FindingCosts(findings)
    let saving = costs.currencies.filter { costs.saving[$0] > .zero }
      .map { "\(costs.saving[$0].formatted()) \($0)" }
    let high = findings.count { $0.severity == "high" }
    return Fact(
      title: findings.count == 1 ? "1 finding" : "\(findings.count) findings",
      value: saving.isEmpty ? "nothing to save" : saving.joined(separator: " + "),
      detail: (saving.isEmpty ? "" : "could be saved a month")
        + (high > 0 ? "; \(high) of high severity" : ""))
  }

  private static func absent(_ context: ReportContext) throws -> Fact? {
    guard context.currencies.count == 1, let currency = context.currencies.first,
      let dimension = context.inputs.quality.expected.first
    else { return nil }
    let without = try QualitySection.without(dimension, context)[currency]
    guard let share = without.share(of: context.total[currency]) else { return nil }
    return Fact(
      title: "Without \(dimension)", value: share.asPercent,
      detail: "\(without.formatted()) \(currency) of the cost")
  }

  private static func table(_ context: ReportContext) -> ReportTable {
    let compared: [Column] =
      context.previous == nil
      ? []
      : [
        .figure("previous", context.inputs.period.previous.monthName), .figure("change", "Change"),
        .figure("growth_percent", "%"),
      ]
    let rows = context.currencies.map { currency in
      var cells: [Cell] = [.text("Total")] + context.currencyCell(currency)
      cells.append(.money(context.total[currency]))
      if let previous = context.previous {
        cells += [
          .money(previous[currency]), .change(context.total[currency] - previous[currency]),
          .growth(context.total[currency].growth(from: previous[currency])),
        ]
      }
      return ReportTable.Row(cells, currency: currency)
    }
    var table = ReportTable(
      id: "total", title: "Total",
      columns: [.name("total", "")] + context.currencyColumn + [.figure("cost", context.costTitle)]
        + compared,
      rows: rows)
    table.commands = [CommandLineText.command(for: context.question())]
    return table
  }
}
