internal import Allocation
internal import Billing
internal import Charts

/// One currency's cost on each day of a period.
struct DailyCosts {
  /// The period's days, and any other that its charges fall on in the report's time zone.
  let days: [CivilDay]
  private let amounts: [CivilDay: Amount]

  init(_ rows: [CostRow], currency: String, in period: Period) {
    var amounts: [CivilDay: Amount] = [:]
    for row in rows where (row.unit ?? "") == currency {
      guard let day = row.periodStart.flatMap({ CivilDay($0) }) else { continue }
      amounts[day, default: .zero] += row.amount
    }
    self.amounts = amounts
    days = Set(period.days).union(amounts.keys).sorted()
  }

  /// Each day with its cost, zero where nothing was charged.
  var lines: [(day: CivilDay, amount: Amount)] { days.map { ($0, amounts[$0] ?? .zero) } }

  /// The first of the dearest days; nil where nothing was charged.
  var dearest: (day: CivilDay, amount: Amount)? {
    guard !amounts.isEmpty else { return nil }
    return lines.max { ($0.amount, $1.day) < ($1.amount, $0.day) }
  }

  /// The cost of the day in the middle (of two, the cheaper).
  var median: Amount {
    lines.map(\.amount).sorted()[(lines.count - 1) / 2]
  }
}

extension ChartSeries {
  /// The dearest values of an answer by one dimension and day, and the rest as `Others`.
  static func dearest(
    _ limit: Int, of rows: [CostRow], currency: String, days: [CivilDay]
  ) -> [ChartSeries] {
    let position = Dictionary(uniqueKeysWithValues: days.enumerated().map { ($1, $0) })
    var found: [String: ChartSeries] = [:]
    for row in rows where (row.unit ?? "") == currency {
      guard let index = row.periodStart.flatMap({ CivilDay($0) }).flatMap({ position[$0] }) else { continue }
      let name = (row.values.first ?? nil) ?? "(none)"
      let empty = ChartSeries(name: name, amounts: Array(repeating: .zero, count: days.count))
      found[name, default: empty].amounts[index] += row.amount
    }
    let sorted = found.values.sorted { ($1.total, $0.name) < ($0.total, $1.name) }
    guard sorted.count > limit + 1 else { return sorted }
    var others = ChartSeries(
      name: "Others", amounts: Array(repeating: .zero, count: days.count), isRest: true)
    for series in sorted.dropFirst(limit) {
      others.amounts = zip(others.amounts, series.amounts).map { $0 + $1 }
    }
    return sorted.prefix(limit) + [others]
  }
}
