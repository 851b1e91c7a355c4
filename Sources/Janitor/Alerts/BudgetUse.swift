public import Allocation
public import Billing
public import Ledger

/// How much of a month's budget is used, in one currency.
public struct BudgetUse: Sendable, Equatable {
  public var budget: Settings.Budget
  /// Nil where nothing was charged.
  public var currency: String?
  public var used: Amount
  /// `2026-10`.
  public var month: String

  public init(budget: Settings.Budget, currency: String?, used: Amount, month: String) {
    self.budget = budget
    self.currency = currency
    self.used = used
    self.month = month
  }

  /// The part that is used in tenths of a percent, rounded down: 100% is not said before it is so.
  public var tenths: Int {
    guard used.units > 0 else { return 0 }
    // A thousandth of a budget has at most 12 decimals; what the cost has beyond them decides nothing.
    let scale = 12
    let units =
      used.scale > scale ? used.units / powerOfTen(used.scale - scale) : used.scaled(to: scale).units
    return Int(clamping: units * 1000 / budget.amount.scaled(to: scale).units)
  }

  /// `96.2`.
  public var percent: Amount { Amount(units: Int128(tenths), scale: 1) }

  /// `team checkout`.
  public var name: String { "\(budget.dimension) \(budget.value)" }

  /// What the month of the as-of has used of each budget until then; nothing where no bill covers the month.
  ///
  /// A budget is held against the cost in each currency that its charges have.
  ///
  /// - Parameter hour: the first that counts no more, in hours since 1970.
  public static func all(
    _ budgets: [Settings.Budget], ledger: Ledger, engine: CostEngine, metric: Measure = .billed,
    until hour: Int
  ) throws -> [BudgetUse] {
    let month = Civil.monthText(hours: hour - 1)
    guard try ledger.bills().contains(where: { $0.key.period == month }) else { return [] }
    var uses: [BudgetUse] = []
    for dimension in Set(budgets.map(\.dimension)).sorted() {
      var question = CostQuestion()
      question.by = [dimension]
      question.filters = [Filter("billing_period", .equal, [month])]
      question.to = hour
      question.metric = metric
      let rows = try engine.answer(question).rows
      for budget in budgets where budget.dimension == dimension {
        let own = rows.filter { $0.values.first == budget.value }
        uses += own.map { BudgetUse(budget: budget, currency: $0.unit, used: $0.amount, month: month) }
        if own.isEmpty { uses.append(BudgetUse(budget: budget, currency: nil, used: .zero, month: month)) }
      }
    }
    return uses
  }
}
