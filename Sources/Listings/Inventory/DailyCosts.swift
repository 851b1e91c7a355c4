public import Allocation
internal import Audit
public import Billing
public import Inventory
public import Ledger

/// What one resource cost on each of the last 30 days that the bills cover.
public struct DailyCosts {
  /// One currency's days, in order; a day without charges has nothing.
  public struct Days {
    public var currency: String
    public var days: [(day: String, cost: Amount)]

    public var total: Amount { days.reduce(Amount(units: 0, scale: 0)) { $0 + $1.cost } }
  }

  public let currencies: [Days]
  public let metric: Measure

  public init(of resource: KnownResource, ledger: Ledger, _ engine: CostEngine, asOf: AsOf) throws {
    let costs = try engine.resourceCosts(asOf: asOf.hour)
    metric = costs.usesBilled ? .billed : .effective
    let names = resource.billedNames(in: costs)
    guard !names.isEmpty, let end = try ledger.bills().map({ min($0.newestHour + 1, asOf.hour) }).max() else {
      currencies = []
      return
    }
    var question = CostQuestion()
    question.per = .day
    question.metric = metric
    question.filters = [Filter("resource", .equal, names), Filter("charge_category", .equal, ["Usage"])]
    question.to = end
    question.from = (end + 23) / 24 * 24 - 30 * 24
    var found: [Days] = []
    for row in try engine.answer(question).rows {
      let currency = row.unit ?? ""
      if found.last?.currency != currency, !found.contains(where: { $0.currency == currency }) {
        found.append(Days(currency: currency, days: []))
      }
      guard let index = found.firstIndex(where: { $0.currency == currency }) else { continue }
      found[index].days.append((row.periodStart ?? "", row.amount))
    }
    currencies = found.map { Days(currency: $0.currency, days: $0.days.sorted { $0.day < $1.day }) }
  }
}

extension DailyCosts.Days {
  /// A bar for each day, from nothing to the dearest: `▁▂▅█`.
  public var chart: String {
    let scale = days.map(\.cost.scale).max() ?? 0
    let heights = days.map { max(0, $0.cost.scaled(to: scale).units) }
    guard let highest = heights.max(), highest > 0 else { return String(repeating: "▁", count: days.count) }
    let bars = Array("▁▂▃▄▅▆▇█")
    return String(heights.map { bars[Int($0 * Int128(bars.count - 1) / highest)] })
  }
}
