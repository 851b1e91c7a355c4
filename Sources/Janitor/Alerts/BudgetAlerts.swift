public import Allocation
internal import Billing
public import Ledger
internal import Notify

/// What the administrators are alerted of at the end of a night: budgets, anomalies, and what has stopped coming.
///
///     let alerts = BudgetAlerts(ledger: ledger, settings: settings, asOf: asOf, isRehearsal: false)
///     let night = try alerts.look()
///     let handedOver = night.due.isEmpty || send(night.due)
///     try alerts.record(night, handedOver: handedOver, clock: clock)
///
/// What could not be handed over counts as not told, and comes again the next night.
public struct BudgetAlerts {
  /// The parts of a budget, in percent, that are told when they are used.
  static let thresholds = [80, 100]
  /// How old the newest charge of a billing account, and the newest snapshot, may be: two days, since bills come
  /// some hours late.
  static let mostHours = 48

  private let ledger: Ledger
  private let settings: Settings
  private let asOf: Int
  private let store: AlertStore

  /// - Parameter asOf: the run's, in seconds since 1970.
  public init(ledger: Ledger, settings: Settings, asOf: Int, isRehearsal: Bool) {
    self.ledger = ledger
    self.settings = settings
    self.asOf = asOf
    store = AlertStore(ledger, isRehearsal: isRehearsal)
  }

  /// What is so tonight.
  public struct Night: Sendable, Equatable {
    /// All that is so, told before or not.
    public var events: [AlertEvent]
    /// What is to be told now.
    public var due: [AlertEvent]
    /// The keys of what was told and is so no more.
    public var ended: [String]
  }

  /// Finds what is so, and what of it is to be told; writes nothing.
  public func look() throws -> Night {
    let events = try budgets() + anomalies() + staleness()
    let told = try store.standing()
    return Night(
      events: events, due: AlertLedger.due(events, told: told), ended: AlertLedger.ended(events, told: told))
  }

  /// Writes down what was told, and what has ended.
  public func record(_ night: Night, handedOver: Bool, clock: Int) throws {
    try store.record(told: handedOver ? night.due : [], ended: night.ended, asOf: asOf, clock: clock)
  }

  private func budgets() throws -> [AlertEvent] {
    guard !settings.budgets.isEmpty else { return [] }
    let engine = CostEngine(ledger: ledger, settings: settings)
    let uses = try BudgetUse.all(
      settings.budgets, ledger: ledger, engine: engine, until: floorDivide(asOf + 1, 3600))
    return uses.compactMap { use in
      guard let passed = Self.thresholds.last(where: { use.tenths >= $0 * 10 }) else { return nil }
      let currency = use.currency ?? ""
      let title =
        passed >= 100
        ? "the budget of \(use.name) is used up: \(use.percent)%"
        : "\(use.percent)% of the budget of \(use.name) is used"
      return AlertEvent(
        alert: Alert(
          kind: .budget, key: "budget|\(use.budget.dimension)|\(use.budget.value)|\(use.month)|\(currency)",
          title: title,
          text: "In \(use.month) it has cost \(use.used.formatted()) \(currency) so far, of "
            + "\(use.budget.amount.formatted()).",
          command: "tarsier check cost --budget"),
        measure: Amount(units: Int128(passed), scale: 0))
    }
  }

  /// The findings of the rules for anomalies, as the newest audit left them.
  private func anomalies() throws -> [AlertEvent] {
    var events: [AlertEvent] = []
    try ledger.database.query(
      """
      SELECT rule, resource_type, account_id, region, resource_id, first_found_at, message, monthly_cost
      FROM finding
      WHERE rule LIKE 'cost-anomaly%' AND gone_at IS NULL AND exception IS NULL AND first_found_at <= ?
      ORDER BY rule, account_id, resource_id
      """, [SQLValue(asOf)]
    ) { row in
      let names = (0..<5).map { row.text($0) ?? "" }
      let alert = Alert(
        kind: .anomaly, key: "anomaly|\(names.joined(separator: "|"))|\(row.integer(5))",
        title: "unusual cost of \(names[1]) \(names[4]) in account \(names[2])", text: row.text(6) ?? "",
        command: "tarsier audit --rule \(names[0])")
      events.append(AlertEvent(alert: alert, measure: row.text(7).flatMap { Amount($0) } ?? .zero))
    }
    return events
  }

  private func staleness() throws -> [AlertEvent] {
    let sources = try Freshness.bills(in: ledger, asOf: asOf) + Freshness.snapshots(in: ledger, asOf: asOf)
    return sources.filter { $0.age > Self.mostHours * 3600 }.map { source in
      let hours = source.age / 3600
      return AlertEvent(
        alert: Alert(
          kind: .freshness, key: "freshness|\(source.name)",
          title: "no newer \(source.name) for \(hours) hours",
          text: "The newest is of \(Civil.timeText(seconds: source.newest)).",
          command: "tarsier check freshness"),
        measure: Amount(units: Int128(hours), scale: 0))
    }
  }
}
