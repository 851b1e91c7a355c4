internal import Allocation
internal import Billing
internal import Trends

/// What the month used of each budget, and what it is expected to have used at its end.
struct BudgetsSection: SectionBuilder {
  /// One budget, in one currency of its charges.
  struct Use {
    var budget: ReportBudget
    var currency: String
    var spent: Amount

    var left: Amount { budget.amount - spent }
    var isOver: Bool { left < .zero }
    /// In tenths of a percent.
    var share: Int? { spent.share(of: budget.amount) }
  }

  func section(_ context: ReportContext) throws -> ReportSection? {
    let uses = try Self.uses(context)
    let known = context.knownDays
    guard !uses.isEmpty else { return known.isWhole ? nil : try forecastOnly(context) }
    let forecasts = known.isWhole ? [] : try Self.forecasts(uses, context)
    var table = ReportTable(
      id: "budgets", title: "Budgets",
      columns: [.name("value", "Budget", detail: "dimension")] + context.currencyColumn + [
        .figure("budget", "A month"), .figure("spent", context.costTitle, bars: true),
        .figure("used_percent", "Used"), .figure("left", "Left"),
      ] + (known.isWhole ? [] : Self.forecastColumns),
      rows: uses.enumerated().map { place, use in
        ReportTable.Row(
          [context.label(use.budget.dimension, use.budget.value, detail: use.budget.dimension)]
            + context.currencyCell(use.currency) + [
              .money(use.budget.amount), .money(use.spent), .share(use.share), .money(use.left),
            ] + (known.isWhole ? [] : Self.cells(forecasts[place], of: use.budget.amount)),
          currency: use.currency, key: "\(use.budget.dimension)/\(use.budget.value)")
      })
    table.coverage = .excerpt
    table.commands = Self.dimensions(context).map { CommandLineText.command(for: Self.question($0, context)) }
    var section = ReportSection(id: "budgets", title: "Budgets", lead: lead(uses))
    section.tables = [table]
    if !known.isWhole { section.tables += try Self.whole(context).map { [$0] } ?? [] }
    section.notes =
      uses.filter { $0.spent.isZero }
      .map { "Nothing is charged to \($0.budget.dimension) \($0.budget.value)." }
      + [known.isWhole ? nil : known.noForecast].compactMap(\.self)
    return section
  }

  /// Every budget with what was spent of it, in the order of the configuration.
  static func uses(_ context: ReportContext) throws -> [Use] {
    var spent: [[String]: [String: Amount]] = [:]
    for dimension in dimensions(context) {
      for row in try context.rows(question(dimension, context)) {
        spent[[dimension, row.values[0] ?? ""], default: [:]][row.unit ?? "", default: .zero] += row.amount
      }
    }
    return context.inputs.budgets.flatMap { budget in
      let own = spent[[budget.dimension, budget.value]] ?? [context.currencies.first ?? "": .zero]
      return own.sorted { $0.key < $1.key }.map { Use(budget: budget, currency: $0.key, spent: $0.value) }
    }
  }

  private static func dimensions(_ context: ReportContext) -> [String] {
    Set(context.inputs.budgets.map(\.dimension)).sorted()
  }

  private static func question(_ dimension: String, _ context: ReportContext) -> CostQuestion {
    var question = context.question(by: [dimension])
    let values = context.inputs.budgets.filter { $0.dimension == dimension }.map(\.value)
    question.filters.append(Filter(dimension, .equal, values))
    return question
  }

  private static let forecastColumns: [Column] = [
    .figure("forecast", "Forecast"), .figure("low", "From"), .figure("high", "To"),
    .figure("forecast_percent", "Of budget"),
  ]

  private static func cells(_ forecast: Forecast?, of budget: Amount) -> [Cell] {
    [
      .money(forecast?.expected), .money(forecast?.low), .money(forecast?.high),
      .share(forecast.flatMap { $0.expected.share(of: budget) }),
    ]
  }

  /// The forecast of each use; nil where there is none.
  private static func forecasts(_ uses: [Use], _ context: ReportContext) throws -> [Forecast?] {
    var known: [String: MonthForecast] = [:]
    for dimension in dimensions(context) {
      known[dimension] = try MonthForecast(
        context, by: [dimension], where: Array(question(dimension, context).filters.dropFirst()))
    }
    return uses.map { known[$0.budget.dimension]?.of([$0.budget.value], $0.currency) }
  }

  /// The forecast of the whole bill, where no budget is given.
  private func forecastOnly(_ context: ReportContext) throws -> ReportSection? {
    var section = ReportSection(id: "budgets", title: "Forecast")
    if let table = try Self.whole(context) { section.tables = [table] }
    section.notes = [context.knownDays.noForecast].compactMap(\.self)
    return section
  }

  /// The forecast of the whole bill in each currency, beside the earlier months that it was tested on.
  private static func whole(_ context: ReportContext) throws -> ReportTable? {
    let forecast = try MonthForecast(context)
    let found = context.currencies.compactMap { currency in forecast.of([], currency).map { (currency, $0) } }
    guard let first = found.first else { return nil }
    var table = ReportTable(
      id: "forecast", title: "Forecast of the month",
      columns: [.name("month", "Month")] + context.currencyColumn + [
        .figure("known", "Known"), .figure("forecast", "Forecast"), .figure("low", "From"),
        .figure("high", "To"), .figure("actual", "It was"), .figure("error_percent", "Off by"),
      ],
      rows: found.flatMap { currency, forecast in
        let period = context.inputs.period
        let own = ReportTable.Row(
          [.text(period.description, name: period.title)] + context.currencyCell(currency) + [
            .money(forecast.known), .money(forecast.expected), .money(forecast.low), .money(forecast.high),
            .money(nil), .share(forecast.medianError),
          ], currency: currency)
        return [own]
          + forecast.backTests.map { test in
            let month = String(CivilDay(number: test.firstDay).iso.prefix(7))
            return ReportTable.Row(
              [.text(month, name: (try? Period(month))?.title)] + context.currencyCell(currency) + [
                .money(nil), .money(test.expected), .money(nil), .money(nil), .money(test.actual),
                .share(test.error),
              ], currency: currency)
          }
      })
    table.coverage = .excerpt
    table.commands = [CommandLineText.command(for: forecast.question)]
    table.note = first.1.method
    return table
  }

  private func lead(_ uses: [Use]) -> String {
    let over = uses.filter(\.isOver)
    guard !over.isEmpty else { return uses.count == 1 ? "The budget is kept." : "Every budget is kept." }
    let names = over.map { "\($0.budget.value) by \($0.left.size.formatted()) \($0.currency)" }
    return "Over budget: \(names.joined(separator: ", "))."
  }
}
