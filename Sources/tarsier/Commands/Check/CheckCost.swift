internal import Listings
internal import Allocation
internal import ArgumentParser
internal import Billing
internal import Janitor
internal import Ledger

/// `tarsier check cost`: what a day or a month has cost, or how much of a budget it has used.
struct CheckCost: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cost",
    abstract: "Checks what yesterday or this month has cost, or how much of the budgets is used.")

  enum Per: String, ExpressibleByArgument, CaseIterable { case day, month }

  @OptionGroup var globals: GlobalOptions
  @OptionGroup var thresholds: ThresholdOptions

  @Option(
    help: ArgumentHelp("A condition, as of 'tarsier cost'. All must hold.", valueName: "condition"),
    transform: Filter.option)
  var `where`: [Filter] = []

  @Option(help: "day (the last whole one, UTC) or month (so far).")
  var per = Per.day

  @Option(help: "billed, effective and so on, as of 'tarsier cost'.", transform: Measure.option)
  var metric: Measure?

  @Flag(
    help: """
      Checks in percent how much of the budgets in the settings this month has used; 80 and 100 unless -w and -c \
      say otherwise. --where 'team=checkout' picks one.
      """)
  var budget = false

  @Option(help: AsOf.help, transform: AsOf.init(parsing:))
  var asOf = AsOf.now

  func run() throws {
    let settings = try SettingsFile.read(globals.configPath)
    let ledger = try Ledger.reading(globals.ledgerPath)
    let engine = CostEngine(ledger: ledger, settings: settings)
    try (budget ? budgets(settings, ledger, engine) : cost(ledger, engine)).tell()
  }

  private func cost(_ ledger: Ledger, _ engine: CostEngine) throws -> NagiosAnswer {
    let day = floorDivide(asOf.lastSecond + 1, 86_400) - 1
    var question = CostQuestion()
    question.filters = self.where
    question.metric = metric ?? .billed
    let span: String
    let bills = try ledger.bills()
    switch per {
    case .day:
      (question.from, question.to) = (day * 24, (day + 1) * 24)
      span = "on \(Civil.dateText(days: day))"
      if let newest = bills.map(\.newestHour).max(), newest < day * 24 {
        return NagiosAnswer(
          "COST", .unknown,
          "no bill covers \(Civil.dateText(days: day)); the newest charge is of \(Civil.hourText(hours: newest))"
        )
      }
    case .month:
      question.filters.append(Filter("billing_period", .equal, [asOf.month]))
      question.to = asOf.hour
      span = "in \(asOf.month) so far"
    }
    let answer = try engine.answer(question)
    let rows = answer.rows
    if rows.count > 1 {
      let names = rows.map { $0.unit ?? "(none)" }.joined(separator: ", ")
      let what = question.metric.isMoney ? "currency" : "unit"
      return NagiosAnswer(
        "COST", .unknown, "it is in \(names); add --where '\(what)=\(rows[0].unit ?? "")' for one of them")
    }
    // A condition that nothing ever meets would be fine for ever.
    if rows.isEmpty, let note = answer.notes.first { return NagiosAnswer("COST", .unknown, note) }
    let (amount, unit) = (rows.first?.amount ?? .zero, rows.first?.unit)
    let name = unit.map { " \($0)" } ?? ""
    let notes = answer.notes.map { "; \($0)" }.joined()
    return NagiosAnswer(
      "COST", NagiosState(amount, warning: thresholds.warning, critical: thresholds.critical),
      "\(amount.formatted())\(name) \(question.metric.heading.lowercased()) \(span)\(notes)",
      data: [
        PerformanceDatum(
          "cost\(name)", amount.trimmed, warning: thresholds.warning, critical: thresholds.critical)
      ])
  }

  private func budgets(_ settings: Settings, _ ledger: Ledger, _ engine: CostEngine) throws -> NagiosAnswer {
    let budgets = try wanted(settings.budgets)
    guard !budgets.isEmpty else {
      let what = settings.budgets.isEmpty ? "the settings name no budget" : "no budget meets --where"
      return NagiosAnswer("COST", .unknown, "\(what); add it, as in budgets: {team: {checkout: 1200.00}}")
    }
    let uses = try BudgetUse.all(
      budgets, ledger: ledger, engine: engine, metric: metric ?? .billed, until: asOf.hour)
    guard !uses.isEmpty else { return NagiosAnswer("COST", .unknown, "there is no bill of \(asOf.month)") }
    let (warning, critical) = (
      thresholds.warning ?? NagiosRange("80"), thresholds.critical ?? NagiosRange("100")
    )
    let worst = uses.sorted { $0.tenths > $1.tenths }
    let state = uses.map { NagiosState($0.percent, warning: warning, critical: critical) }.reduce(
      .ok, NagiosState.worse)
    let texts = worst.prefix(3).map { use in
      let currency = use.currency.map { " \($0)" } ?? ""
      return "\(use.name) \(use.percent)% of \(use.budget.amount.formatted())\(currency)"
    }
    let others = worst.count - texts.count
    return NagiosAnswer(
      "COST", state,
      "in \(asOf.month) used: \(texts.joined(separator: ", "))\(others > 0 ? " and \(others) less" : "")",
      data: uses.map { use in
        PerformanceDatum(
          use.name + (use.currency.map { " \($0)" } ?? ""), use.percent, unit: "%", warning: warning,
          critical: critical)
      })
  }

  /// The budgets that the conditions pick by name and value.
  private func wanted(_ budgets: [Settings.Budget]) throws -> [Settings.Budget] {
    for filter in self.where where filter.comparison != .equal || !budgets.contains(filter.dimension) {
      throw ValidationError(
        "--where with --budget picks budgets of the settings; write it as in --where 'team=checkout'")
    }
    return budgets.filter { budget in
      self.where.allSatisfy { $0.dimension == budget.dimension && $0.values.contains(budget.value) }
    }
  }
}

extension [Settings.Budget] {
  fileprivate func contains(_ dimension: String) -> Bool { contains { $0.dimension == dimension } }
}
