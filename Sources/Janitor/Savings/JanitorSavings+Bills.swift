public import Allocation
internal import Billing
public import Ledger

extension JanitorSavings {
  /// How many days before an action tell what its resource cost.
  static let daysBefore = 30

  /// Measures by the bills in the ledger.
  ///
  /// - Parameters:
  ///   - days: of which days savings are measured, in days since 1970, UTC, and until the last of which actions
  ///     count; all days where it is nil. A billing period's days give what that period's bill shows.
  ///   - withRehearsals: whether rehearsals' actions count, too.
  public init(
    ledger: Ledger, engine: CostEngine, during days: Range<Int>? = nil, withRehearsals: Bool = false
  ) throws {
    let lines = try JanitorLog(ledger).entries(of: [.done, .undone]).filter {
      withRehearsals || !$0.isRehearsal
    }
    let actions = SavedAction.all(in: lines).filter { $0.day < days?.upperBound ?? .max }
    guard let first = actions.map(\.day).min() else {
      self.init(rows: [])
      return
    }
    let names = actions.reduce(into: Set<String>()) { $0.formUnion($1.names.union($1.snapshotNames)) }
    let costs = try engine.resourceDays(
      of: names, groups: Set(actions.compactMap(\.group)),
      in: first - Self.daysBefore..<max(first, days?.upperBound ?? Self.lastDay))
    self.init(actions, costs, during: days)
  }

  /// The day after the last that a time of the ledger may have: 9999-12-31.
  private static let lastDay = 2_932_897

  /// - Parameters:
  ///   - actions: in the order of the log.
  ///   - costs: of all that they name, from 30 days before the first.
  init(_ actions: [SavedAction], _ costs: ResourceDays, during days: Range<Int>? = nil) {
    let index = CostsByName(costs)
    var rows: [Row] = []
    for (number, action) in actions.enumerated() {
      // What goes on after the next action on the same thing is that one's.
      let next = actions[(number + 1)...].first { $0.resource == action.resource }?.day ?? .max
      let after =
        max(
          action.day + 1, days?.lowerBound ?? .min)..<max(action.day + 1, min(next, days?.upperBound ?? .max))
      let measured = Self.measured(action, index, costs.covered, after: after.isEmpty ? nil : after)
      let currencies = Set(measured.keys).union(action.currency.map { [$0] } ?? [])
      for currency in currencies.isEmpty ? [nil] : currencies.sorted().map(Optional.some) {
        let isEstimated = currency != nil && currency == action.currency
        rows.append(
          Row(
            line: action.line, at: action.at, rule: action.rule, action: action.action,
            resource: action.resource, currency: currency, estimated: isEstimated ? action.saving : nil,
            estimatedSnapshot: isEstimated ? action.snapshotCost : nil,
            measured: currency.flatMap { measured[$0] }))
      }
    }
    self.init(rows: rows)
  }

  /// - Returns: by currency.
  private static func measured(
    _ action: SavedAction, _ index: CostsByName, _ covered: [String: Set<Int>], after: Range<Int>?
  ) -> [String: Measured] {
    guard let after else { return [:] }
    let costs = index.costs(of: action)
    let before = action.day - daysBefore..<action.day
    let charged = costs.filter { before.contains($0.day) }
    // Only the bills of who paid for it can say that it costs nothing any more.
    let days = charged.reduce(into: Set<String>()) { $0.insert($1.billingAccount) }
      .reduce(into: Set<Int>()) { $0.formUnion(covered[$1] ?? []) }
    let (earlier, later) = (days.filter(before.contains), days.filter(after.contains))
    guard !earlier.isEmpty, !later.isEmpty else { return [:] }
    var measured: [String: Measured] = [:]
    for currency in Set(charged.map(\.currency)) {
      func sum(_ costs: [ResourceDays.Cost], _ isWanted: (Int) -> Bool) -> Amount {
        costs.filter { $0.currency == currency && isWanted($0.day) }.map(\.amount).reduce(.zero, +)
      }
      let mean = sum(charged, earlier.contains).times(Int128(later.count), over: Int128(earlier.count))
      guard let mean else { continue }
      measured[currency] = Measured(
        days: later.count, daysBefore: earlier.count, gone: mean - sum(costs, later.contains),
        // It costs from the day on which it was made.
        snapshots: sum(index.snapshots(of: action)) {
          later.contains($0) || $0 == action.day && after.lowerBound == action.day + 1
        })
    }
    return measured
  }

  /// The costs of each name, so that each action need not look through all.
  private struct CostsByName {
    private let resources: [String: [ResourceDays.Cost]]
    private let groups: [String: [ResourceDays.Cost]]

    init(_ costs: ResourceDays) {
      resources = Dictionary(grouping: costs.costs.filter { !$0.isGroup }, by: \.name)
      groups = Dictionary(grouping: costs.costs.filter(\.isGroup), by: \.name)
    }

    func costs(of action: SavedAction) -> [ResourceDays.Cost] {
      action.names.flatMap { resources[$0] ?? [] } + (action.group.flatMap { groups[$0] } ?? [])
    }

    func snapshots(of action: SavedAction) -> [ResourceDays.Cost] {
      action.snapshotNames.flatMap { resources[$0] ?? [] }
    }
  }
}
