internal import Allocation
internal import Billing

/// Where the money went along one dimension, beside the month before and as small charts of the last months.
struct ByDimension: SectionBuilder {
  let dimension: String
  /// The name of the section and of its table in CSV.
  let id: String
  let title: String
  let columnTitle: String

  static let services = ByDimension(
    dimension: "service", id: "services", title: "Cost by service", columnTitle: "Service")
  static let accounts = ByDimension(
    dimension: "account", id: "accounts", title: "Cost by account", columnTitle: "Account")
  static let regions = ByDimension(
    dimension: "region", id: "regions", title: "Cost by region", columnTitle: "Region")

  static func concept(_ name: String) -> ByDimension {
    ByDimension(
      dimension: name, id: "concept-\(slug(name))", title: "Cost by \(name)",
      columnTitle: name.capitalisedFirst)
  }

  /// How many values a page can be read with; the rest is one line.
  static let longest = 25

  func section(_ context: ReportContext) throws -> ReportSection? {
    var question = context.question(by: [dimension])
    let periods = context.trendPeriods
    let monthly = context.question(of: periods, by: [dimension], per: .month)
    let rows = try context.rows(monthly)
    let months = MonthlyCosts(rows, periods: periods)
    let now = rows.filter { $0.periodStart == context.inputs.period.description }
    let before = rows.filter { $0.periodStart == context.inputs.period.previous.description }
    let comparison = Comparison(now: now, before: before, keeping: Self.longest)
    if comparison.hasOthers { question.top = Self.longest }
    let sharing = try beforeSharing(question, context)

    var table = ReportTable(
      id: id, title: title, columns: columns(context),
      rows: comparison.lines.map { row($0, comparison.lines, sharing, months, context) })
    table.totals = context.currencies.map { currency in
      row(
        Comparison.Line(
          value: "Total", kind: .total, currency: currency, now: context.total[currency],
          before: context.previous?[currency] ?? .zero),
        comparison.lines, sharing, months, context)
    }
    table.commands = [CommandLineText.command(for: question)]
    if periods.count > 1 { table.commands.append(CommandLineText.command(for: monthly)) }
    // The dearest before are others than the dearest after.
    if sharing != nil, !comparison.hasOthers {
      question.beforeSharing = true
      table.commands.append(CommandLineText.command(for: question))
    }

    var section = ReportSection(id: id, title: title, lead: lead(comparison, context))
    section.tables = [table]
    return section
  }

  /// What each value cost before shared costs were spread; nil where none are.
  private func beforeSharing(_ question: CostQuestion, _ context: ReportContext) throws -> BeforeSharing? {
    guard context.inputs.sharedConcepts.contains(dimension) else { return nil }
    var question = question
    question.beforeSharing = true
    question.top = nil
    return BeforeSharing(try context.rows(question))
  }

  private func columns(_ context: ReportContext) -> [Column] {
    let compared: [Column] =
      context.previous == nil
      ? []
      : [
        .figure("previous", context.inputs.period.previous.monthName), .figure("change", "Change"),
        .figure("growth_percent", "%"),
      ]
    let months: [Column] = context.trendPeriods.count > 1 ? [.name("months", "Months")] : []
    let isShared = context.inputs.sharedConcepts.contains(dimension)
    return [.name(dimension, columnTitle)] + context.currencyColumn
      + (isShared ? [.figure("before_sharing", "Before sharing")] : [])
      + [.figure("cost", context.costTitle, bars: true), .figure("share_percent", "Share")] + compared
      + months
  }

  private func row(
    _ line: Comparison.Line, _ lines: [Comparison.Line], _ sharing: BeforeSharing?, _ months: MonthlyCosts,
    _ context: ReportContext
  ) -> ReportTable.Row {
    // An account's number stands under its name.
    let isNamed = dimension == "account" && line.value.flatMap { context.inputs.accountNames[$0] } != nil
    let name = context.label(dimension, line.value, detail: isNamed ? line.value : nil)
    var cells = [name] + context.currencyCell(line.currency)
    if let sharing { cells.append(.money(sharing.amount(line, among: lines))) }
    cells += [.money(line.now), .share(line.now.share(of: context.total[line.currency]))]
    if context.previous != nil {
      cells += [
        .money(line.before), .change(line.now - line.before), .growth(line.now.growth(from: line.before)),
      ]
    }
    if months.periods.count > 1 {
      cells.append(.trend(months.trend(line, among: lines, until: context.inputs.period)))
    }
    return ReportTable.Row(cells, currency: line.currency)
  }

  /// The dearest value, and how much of the total it is.
  private func lead(_ comparison: Comparison, _ context: ReportContext) -> String? {
    guard context.currencies.count == 1, comparison.lines.count > 1, let first = comparison.lines.first,
      let share = first.now.share(of: context.total[first.currency]), share <= 1000
    else { return nil }
    guard let value = first.value else { return "\(share.asPercent) of the cost has no \(dimension)." }
    let name = dimension == "account" ? context.inputs.accountNames[value] ?? value : value
    return "\(name) is \(share.asPercent) of the total."
  }
}
