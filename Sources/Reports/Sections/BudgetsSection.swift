internal import Allocation
internal import Billing

/// What the month used of each budget.
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
    guard !uses.isEmpty else { return nil }
    var table = ReportTable(
      id: "budgets", title: "Budgets",
      columns: [.name("value", "Budget", detail: "dimension")] + context.currencyColumn + [
        .figure("budget", "A month"), .figure("spent", context.costTitle, bars: true),
        .figure("used_percent", "Used"), .figure("left", "Left"),
      ],
      rows: uses.map { use in
        ReportTable.Row(
          [context.label(use.budget.dimension, use.budget.value, detail: use.budget.dimension)]
            + context.currencyCell(use.currency) + [
              .money(use.budget.amount), .money(use.spent), .share(use.share), .money(use.left),
            ], currency: use.currency, key: "\(use.budget.dimension)/\(use.budget.value)")
      })
    table.coverage = .excerpt
    table.commands = Self.dimensions(context).map { CommandLineText.command(for: Self.question($0, context)) }
    var section = ReportSection(id: "budgets", title: "Budgets", lead: lead(uses))
    section.tables = [table]
    section.notes = uses.filter { $0.spent.isZero }
      .map { "Nothing is charged to \($0.budget.dimension) \($0.budget.value)." }
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

  private func lead(_ uses: [Use]) -> String {
    let over = uses.filter(\.isOver)
    guard !over.isEmpty else { return uses.count == 1 ? "The budget is kept." : "Every budget is kept." }
    let names = over.map { "\($0.budget.value) by \($0.left.size.formatted()) \($0.currency)" }
    return "Over budget: \(names.joined(separator: ", "))."
  }
}
