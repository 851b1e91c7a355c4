internal import Allocation
internal import Billing
internal import Charts

/// Cost hour by hour: a picture of days by hours, the dearest hours, and all of them folded away.
struct HoursSection: SectionBuilder {
  /// How many of the dearest hours are named.
  static let dearest = 12

  func section(_ context: ReportContext) throws -> ReportSection? {
    let question = context.question(per: .hour)
    let rows = try context.rows(question)
    guard !rows.isEmpty else { return nil }
    let command = CommandLineText.command(for: question)
    var section = ReportSection(id: "hours", title: "Cost per hour")
    var (dearest, all): ([ReportTable.Row], [ReportTable.Row]) = ([], [])
    for currency in context.currencies {
      let costs = HourlyCosts(rows, currency: currency, in: context.inputs.period)
      let hours = costs.dearestFirst
      guard let peak = hours.first else { continue }
      if context.currencies.count == 1 { section.lead = lead(peak, hours.median, currency, context) }
      section.figures.append(
        Figure(
          title: "Cost of every hour, \(currency); time in \(context.inputs.timeZone)",
          chart: HeatMap(
            days: costs.days.map(\.iso), hours: costs.days.map { costs[$0] }, currency: currency)))
      dearest += dearestRows(hours, currency, context)
      all += costs.days.map { day in
        ReportTable.Row(
          [.text(day.iso, name: day.shortTitle)] + context.currencyCell(currency)
            + costs[day].map { .money($0) } + [.money(costs[day].reduce(.zero, +))],
          currency: currency)
      }
    }
    section.tables = [
      dearestTable(dearest, context, command), matrix(all, context, command),
    ]
    return section
  }

  private func lead(
    _ peak: HourlyCosts.Hour, _ median: Amount, _ currency: String, _ context: ReportContext
  ) -> String {
    var text = "The dearest hour was \(peak.title): \(peak.amount.formatted()) \(currency)"
    if let times = peak.amount.ratio(to: median, times: 10), times >= 15 {
      text += ", \(times.asTenths) times the median hour"
    }
    return text + "."
  }

  private func dearestRows(
    _ hours: [HourlyCosts.Hour], _ currency: String, _ context: ReportContext
  ) -> [ReportTable.Row] {
    var rows: [ReportTable.Row] = []
    for hour in hours.prefix(Self.dearest) {
      rows.append(row(.text(hour.iso, name: hour.title), hour.amount, currency, context))
    }
    let others = hours.dropFirst(Self.dearest).reduce(Amount.zero) { $0 + $1.amount }
    return rows + [row(.text("Others"), others, currency, context)]
  }

  private func row(
    _ name: Cell, _ amount: Amount, _ currency: String, _ context: ReportContext
  ) -> ReportTable.Row {
    ReportTable.Row(
      [name] + context.currencyCell(currency)
        + [.money(amount), .share(amount.share(of: context.total[currency]))],
      currency: currency)
  }

  private func dearestTable(
    _ rows: [ReportTable.Row], _ context: ReportContext, _ command: String
  ) -> ReportTable {
    var table = ReportTable(
      id: "dearest-hours", title: "The dearest hours",
      columns: [.name("hour", "Hour")] + context.currencyColumn
        + [.figure("cost", context.costTitle, bars: true), .figure("share_percent", "Share")],
      rows: rows)
    table.totals = context.total.currencies.map {
      row(.text("Total"), context.total[$0], $0, context)
    }
    table.commands = [command]
    return table
  }

  /// A line for each day, a column for each hour.
  private func matrix(
    _ rows: [ReportTable.Row], _ context: ReportContext, _ command: String
  ) -> ReportTable {
    let hours = (0..<24).map { Column.figure(twoDigits($0), twoDigits($0)) }
    var table = ReportTable(
      id: "hours", title: "Every hour of the month",
      columns: [.name("day", "Day")] + context.currencyColumn + hours + [.figure("cost", "Day’s total")],
      rows: rows)
    table.totals = context.total.currencies.map { currency in
      let sums = hours.indices.map { hour in
        rows.filter { $0.currency == currency }
          .reduce(Amount.zero) { sum, row in
            sum + (row.cells[table.columns.count - hours.count - 1 + hour].amount ?? .zero)
          }
      }
      return ReportTable.Row(
        [.text("Total")] + context.currencyCell(currency) + sums.map { .money($0) }
          + [.money(context.total[currency])],
        currency: currency)
    }
    table.commands = [command]
    table.isFolded = true
    table.isInMarkdown = false
    return table
  }
}
