internal import Billing

/// Every how many hours, days, weeks, months or years a time axis is marked.
struct TimeTicks {
  enum Unit: Int { case hour, day, week, month, year }

  let unit: Unit
  let every: Int
  /// Days with the name of their weekday.
  var isNamed = false

  /// From the finest to the coarsest.
  static let all: [TimeTicks] =
    [1, 2, 3, 6, 12].map { TimeTicks(unit: .hour, every: $0) } + [
      TimeTicks(unit: .day, every: 1, isNamed: true), TimeTicks(unit: .day, every: 1),
      TimeTicks(unit: .day, every: 2), TimeTicks(unit: .week, every: 1),
    ] + [1, 2, 3, 6].map { TimeTicks(unit: .month, every: $0) }
    + [1, 2, 5, 10, 20, 50, 100].map { TimeTicks(unit: .year, every: $0) }

  /// What the second line of the axis names.
  var parent: TimeTicks? {
    switch unit {
    case .hour: TimeTicks(unit: .day, every: 1)
    case .day, .week: TimeTicks(unit: .month, every: 1)
    case .month: TimeTicks(unit: .year, every: 1)
    case .year: nil
    }
  }

  /// The first hour among these that is marked.
  func first(in hours: Range<Int>) -> Int? {
    let hour = next(atOrAfter: hours.lowerBound)
    return hours.contains(hour) ? hour : nil
  }

  private func next(atOrAfter hour: Int) -> Int {
    guard unit != .hour else { return -floorDivide(-hour, every) * every }
    var day = CivilDay(number: -floorDivide(-hour, 24))
    switch unit {
    case .hour, .day:
      // The 31st would stand beside the 1st.
      while every == 2, day.civil.day % 2 == 0 || day.civil.day == 31 {
        day = CivilDay(number: day.number + 1)
      }
    case .week:
      day = CivilDay(number: day.number + (7 - day.weekday) % 7)
    case .month:
      day = CivilDay(number: day.number + Self.daysToFirst(day.civil))
      while (day.civil.month - 1) % every != 0 {
        day = CivilDay(number: day.number + Civil.daysIn(month: day.civil.month, year: day.civil.year))
      }
    case .year:
      let (year, month, date) = day.civil
      let whole = month == 1 && date == 1 ? year : year + 1
      day = CivilDay(year: -floorDivide(-whole, every) * every, month: 1, day: 1)
    }
    return day.number * 24
  }

  private static func daysToFirst(_ date: (year: Int, month: Int, day: Int)) -> Int {
    date.day == 1 ? 0 : Civil.daysIn(month: date.month, year: date.year) - date.day + 1
  }

  /// What stands at a mark.
  func label(_ hour: Int) -> String {
    let day = CivilDay(number: floorDivide(hour, 24))
    switch unit {
    case .hour: return "\(twoDigits(hour - day.number * 24)):00"
    case .day, .week:
      return isNamed ? "\(CivilDay.weekdayNames[day.weekday].prefix(3)) \(day.civil.day)" : "\(day.civil.day)"
    case .month: return String(CivilDay.monthNames[day.civil.month - 1].prefix(3))
    case .year: return "\(day.civil.year)"
    }
  }

  /// What the second line says of all from a mark to the next, longest form first.
  func spanLabels(_ hour: Int) -> [String] {
    let day = CivilDay(number: floorDivide(hour, 24))
    let (year, month, date) = day.civil
    let name = CivilDay.monthNames[month - 1]
    switch unit {
    case .hour, .day, .week:
      return [day.title, "\(day.shortTitle) \(name.prefix(3))", day.shortTitle, "\(date)"]
    case .month: return ["\(name) \(year)", name, String(name.prefix(3))]
    case .year: return ["\(year)"]
    }
  }
}
