internal import Allocation
internal import Billing
internal import Charts

/// What usage that commitments could cover cost day by day: what they covered, what was paid on demand, and what
/// they cost unused.
struct CommittedDays {
  let slots: TimeSlots
  private let days: Range<Int>
  /// A row of days for each part, by currency.
  private var sums: [String: [[Amount]]] = [:]
  /// The date that came last, and which day of the month it is: answers come day by day.
  private var last: (date: String, day: Int?)?

  /// - Parameter hours: the month's, since 1970.
  init(hours: Range<Int>) {
    days = hours.lowerBound / 24..<hours.upperBound / 24
    slots = TimeSlots(.day, from: hours.lowerBound, count: days.count)
  }

  /// Adds a cost of a day.
  mutating func add(_ row: CostRow, _ part: CommittedHours.Part) {
    guard let currency = row.unit, let date = row.periodStart else { return }
    if last?.date != date {
      let day = CivilDay(date)?.number
      last = (date, day.flatMap { days.contains($0) ? $0 - days.lowerBound : nil })
    }
    guard let day = last?.day else { return }
    if sums[currency] == nil {
      sums[currency] = CommittedHours.Part.allCases.map { _ in Array(repeating: .zero, count: days.count) }
    }
    sums[currency]?[part.rawValue][day] += row.amount
  }

  /// In each currency; nothing where there is no such cost.
  var series: [(currency: String, series: [ChartSeries])] {
    sums.sorted { $0.key < $1.key }.map { currency, parts in
      (currency, zip(CommittedHours.Part.allCases, parts).map { ChartSeries(name: $0.name, amounts: $1) })
    }
  }
}
