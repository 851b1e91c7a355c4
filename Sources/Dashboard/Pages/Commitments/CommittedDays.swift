internal import Allocation
internal import Billing
internal import Charts

/// What usage that commitments could cover cost day by day: what they covered, what was paid on demand, and what
/// they cost unused.
struct CommittedDays {
  /// In one currency; nothing where there is no such cost.
  private(set) var series: [(currency: String, series: [ChartSeries])] = []
  let slots: TimeSlots

  private static let names = ["covered", "on demand", "unused"]

  /// - Parameters:
  ///   - scope: whose charges are meant.
  ///   - hours: the month's, since 1970.
  init(
    _ scope: CostQuestion, _ measure: Measure, hours: Range<Int>, rows: (CostQuestion) throws -> [CostRow]
  ) throws {
    let days = hours.count / 24
    slots = TimeSlots(.day, from: hours.lowerBound, count: days)
    let first = hours.lowerBound / 24
    var sums: [String: [[Amount]]] = [:]
    func add(_ question: CostQuestion, _ part: (CostRow) -> Int?) throws {
      var question = question
      question.per = .day
      for row in try rows(question) {
        guard let part = part(row), let unit = row.unit, let date = row.periodStart,
          let day = CivilDay(date), (first..<first + days).contains(day.number)
        else { continue }
        sums[unit, default: Self.names.map { _ in Array(repeating: .zero, count: days) }][part][
          day.number - first] += row.amount
      }
    }
    try add(
      scope.narrowed(measure, by: ["pricing_category", "commitment_status"], where: EligibleUsage.filters)
    ) { row in row.values[1] == "Unused" ? nil : row.values[0] == "Committed" ? 0 : 1 }
    // What a fee costs beyond what was used of it is what nobody used; only the effective cost tells that.
    if measure == .effective {
      try add(
        scope.narrowed(
          measure, by: ["charge_category", "commitment_status"],
          where: [
            Filter("commitment", .different, [""]), Filter("charge_category", .equal, ["Usage", "Purchase"]),
          ])
      ) { row in row.values[0] == "Purchase" || row.values[1] == "Unused" ? 2 : nil }
    }
    series = sums.sorted { $0.key < $1.key }.map { unit, parts in
      (unit, zip(Self.names, parts).map { ChartSeries(name: $0, amounts: $1) })
    }
  }
}
