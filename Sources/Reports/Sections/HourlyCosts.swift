internal import Allocation
internal import Billing

/// One currency's cost in each hour of a period, as days of 24 hours.
struct HourlyCosts {
  /// The period's days, and any other that its charges fall on in the report's time zone.
  let days: [CivilDay]
  private var amounts: [CivilDay: [Amount]] = [:]

  init(_ rows: [CostRow], currency: String, in period: Period) {
    for row in rows where (row.unit ?? "") == currency {
      guard let start = row.periodStart, let day = CivilDay(start),
        let hour = Int(start.dropFirst(11).prefix(2)), (0..<24).contains(hour)
      else { continue }
      amounts[day, default: Array(repeating: .zero, count: 24)][hour] += row.amount
    }
    days = Set(period.days).union(amounts.keys).sorted()
  }

  /// The 24 hours of a day; an hour that a change of clocks repeats holds both.
  subscript(day: CivilDay) -> [Amount] { amounts[day] ?? Array(repeating: .zero, count: 24) }

  /// Every hour with its cost, dearest first, then by time.
  var dearestFirst: [Hour] {
    days.flatMap { day in self[day].enumerated().map { Hour(day: day, hour: $0, amount: $1) } }
      .sorted { ($1.amount, $0.day, $0.hour) < ($0.amount, $1.day, $1.hour) }
  }

  struct Hour {
    var day: CivilDay
    var hour: Int
    var amount: Amount

    /// As `2026-10-10T20:00`.
    var iso: String { "\(day.iso)T\(twoDigits(hour)):00" }
    /// As `Saturday 10 October, 20:00`.
    var title: String { "\(day.title), \(twoDigits(hour)):00" }
  }
}

extension [HourlyCosts.Hour] {
  /// The cost of the hour in the middle; of an even number, the cheaper.
  var median: Amount { isEmpty ? .zero : self[count / 2].amount }
}
