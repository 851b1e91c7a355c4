internal import Allocation
internal import Billing
internal import Charts

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
            series: ChartSeries.dearest(Self.series, of: byService, currency: currency, days: days.days),
            currency: currency)))
    }
    section.tables = [
      table(rows, context, command: CommandLineText.command(for: perDay)), services(rows, byService, context),
    ]
    return section
  }

  /// The same days, with a column for each of the dearest services.
  private func services(_ rows: [CostRow], _ byService: [CostRow], _ context: ReportContext) -> ReportTable {
    let days = context.currencies.map { DailyCosts(rows, currency: $0, in: context.inputs.period).days }
    let series = zip(context.currencies, days).map { currency, days in
      ChartSeries.dearest(Self.series, of: byService, currency: currency, days: days)
    }
    var names: [String] = []
    for name in series.joined().map(\.name) where !names.contains(name) { names.append(name) }
    func row(_ name: Cell, _ amounts: [String: Amount], _ currency: String) -> ReportTable.Row {
      ReportTable.Row(
        [name] + context.currencyCell(currency) + names.map { .money(amounts[$0] ?? .zero) }
          + [.money(amounts.values.reduce(.zero, +))], currency: currency)
    }
    var table = ReportTable(
      id: "days-services", title: "Every day by service",
      columns: [.name("day", "Day")] + context.currencyColumn
        + names.map { .figure(slug($0).lowercased(), $0) } + [.figure("cost", context.costTitle)],
      rows: context.currencies.indices.flatMap { place in
        days[place].enumerated().map { index, day in
          let amounts = series[place].map { ($0.name, $0.amounts[index]) }
          return row(
            .text(day.iso, name: day.shortTitle), Dictionary(amounts) { $0 + $1 },
            context.currencies[place])
        }
      })
    table.totals = context.currencies.enumerated().map { place, currency in
      row(.text("Total"), Dictionary(series[place].map { ($0.name, $0.total) }) { $0 + $1 }, currency)
    }
    table.commands = [CommandLineText.command(for: context.question(by: ["service"], per: .day))]
    table.isFolded = true
    table.isInMarkdown = false
    return table
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
