internal import Allocation
internal import Billing
internal import Trends

/// A run of hours that stand out of the month, beside the same hours of the days before.
struct CostlyHours {
  /// In hours since 1970.
  let hours: Range<Int>
  let currency: String
  let actual: Amount
  /// As `cost event` gives it: the mean of the same hours of the day, each rounded half to even.
  let baseline: Amount

  var above: Amount { actual - baseline }

  /// Those of the month, in order, the dearest where there are very many.
  static func all(_ context: ReportContext, _ currency: String) throws -> [CostlyHours] {
    let periods = context.unbrokenPeriods(2)
    let question = context.question(of: periods.map(\.description), by: [], per: .hour)
    var costs: [Int: Amount] = [:]
    for row in try context.rows(question) where (row.unit ?? "") == currency {
      guard let seconds = row.periodStart.flatMap({ Timestamp.seconds($0) }) else { continue }
      costs[floorDivide(seconds, 3600), default: .zero] += row.amount
    }
    let days = context.inputs.period.days.map(\.number)
    let month = (days[0] * 24)..<((days[0] + days.count) * 24)
    guard let first = costs.keys.min(), let last = costs.keys.filter(month.contains).max() else { return [] }
    let told = max(month.lowerBound, first)...last
    let runs = PeakHours(firstHour: told.lowerBound, amounts: told.map { costs[$0] ?? .zero }).runs
    let found = runs.compactMap { hours -> CostlyHours? in
      let days = min(EventsSection.baselineDays, (hours.lowerBound - first) / 24)
      guard days > 0 else { return nil }
      return CostlyHours(hours, currency, costs, days: days)
    }
    .filter { $0.above > .zero }
    let dearest = found.sorted { ($1.above, $0.hours.lowerBound) < ($0.above, $1.hours.lowerBound) }
    return dearest.prefix(EventsSection.most).sorted { $0.hours.lowerBound < $1.hours.lowerBound }
  }

  private init(_ hours: Range<Int>, _ currency: String, _ costs: [Int: Amount], days: Int) {
    self.hours = hours
    self.currency = currency
    actual = hours.reduce(Amount.zero) { $0 + (costs[$1] ?? .zero) }
    var means: [Int: Amount] = [:]
    for hour in hours where means[hour % 24] == nil {
      // Of a run over midnight each hour has its own days.
      let place = (hour - hours.lowerBound) % 24
      let before = (1...days).map { costs[hours.lowerBound - $0 * 24 + place] ?? .zero }
      means[hour % 24] = Self.mean(before)
    }
    baseline = hours.reduce(Amount.zero) { $0 + (means[$1 % 24] ?? .zero) }
  }

  private static func mean(_ amounts: [Amount]) -> Amount {
    let sum = amounts.reduce(Amount.zero, +)
    return Amount(
      units: dividedHalfEven(sum.units, by: Int128(amounts.count)), scale: sum.scale)
  }

  /// `Saturday 3 October, 19:00 to 23:00`.
  ///
  /// - Parameter offset: the report's time zone, in seconds.
  func title(_ offset: Int) -> String {
    func clock(_ hour: Int) -> (day: CivilDay, text: String) {
      let seconds = hour * 3600 + offset
      let text = Civil.timeText(seconds: seconds)
      return (CivilDay(number: floorDivide(seconds, 86_400)), String(text.dropFirst(11).prefix(5)))
    }
    let (start, end) = (clock(hours.lowerBound), clock(hours.upperBound))
    let isNextDay = end.day != start.day && end.text != "00:00"
    return "\(start.day.title), \(start.text) to \(isNextDay ? end.day.title + ", " : "")\(end.text)"
  }
}
