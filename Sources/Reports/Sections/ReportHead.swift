internal import Allocation
internal import Billing

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
  /// Whether the provider may still change the bill.
  public var isEstimated: Bool
  /// Rows of the bills that could not be read; no figure has them.
  public var rejects: Int
  /// The totals as a table, for Markdown and CSV.
  public var table: ReportTable

  init(_ context: ReportContext) throws {
    isEstimated = context.inputs.quality.isEstimated
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
    if let hour = try Self.dearestHour(context) { facts.append(hour) }
    if let findings = Self.findings(context.inputs.findings) { facts.append(findings) }
    if let absent = try Self.absent(context) { facts.append(absent) }
    table = Self.table(context)
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
