internal import Allocation
internal import Billing

/// Cost day by day: a column for each day, stacked by service, and the days as a table.
struct DaysSection: SectionBuilder {
  /// Services with a colour of their own; the rest is one.
  static let series = 6

  func section(_ context: ReportContext) throws -> ReportSection? {
    let perDay = context.question(per: .day)
    let rows = try context.rows(perDay)
    let byService = try context.rows(context.question(by: ["service"], per: .day))
    guard !rows.isEmpty else { return nil }

    var section = ReportSection(id: "days", title: "Cost per day")
    for currency in context.currencies {
      let days = DailyCosts(rows, currency: currency, in: context.inputs.period)
      guard let peak = days.dearest else { continue }
      if context.currencies.count == 1 { section.lead = lead(peak, days, currency, context) }
      section.figures.append(
        Figure(
          title: "Cost per day by service, \(currency)",
          chart: StackedColumns(
            days: days.days.map(\.iso),
            series: DailySeries.dearest(Self.series, of: byService, currency: currency, days: days.days),
            currency: currency)))
    }
    section.tables = [table(rows, context, command: CommandLineText.command(for: perDay))]
    return section
  }

  private func lead(
    _ peak: (day: CivilDay, amount: Amount), _ days: DailyCosts, _ currency: String, _ context: ReportContext
  ) -> String {
    var text = "\(peak.day.title) was the dearest day: \(peak.amount.formatted()) \(currency)"
    if let times = peak.amount.ratio(to: days.median, times: 10), times >= 15 {
      text += ", \(times.asTenths) times the median day"
    }
    return text + "."
  }

  private func table(_ rows: [CostRow], _ context: ReportContext, command: String) -> ReportTable {
    let lines: [ReportTable.Row] = context.currencies.flatMap { currency in
      DailyCosts(rows, currency: currency, in: context.inputs.period).lines.map { day, amount in
        ReportTable.Row(
          [.text(day.iso, name: day.shortTitle)] + context.currencyCell(currency)
            + [.money(amount), .share(amount.share(of: context.total[currency]))],
          currency: currency)
      }
    }
    var table = ReportTable(
      id: "days", title: "Every day of the month",
      columns: [.name("day", "Day")] + context.currencyColumn
        + [.figure("cost", context.costTitle, bars: true), .figure("share_percent", "Share")],
      rows: lines)
    table.totals = context.total.currencies.map { currency in
      let amount = context.total[currency]
      return ReportTable.Row(
        [.text("Total")] + context.currencyCell(currency) + [
          .money(amount), .share(amount.share(of: amount)),
        ],
        currency: currency)
    }
    table.commands = [command]
    table.isFolded = true
    return table
  }
}
