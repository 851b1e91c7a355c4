/// A day of the Gregorian calendar, counted from 1970-01-01.
///
/// Reports need only days, weekdays and their names, in one language; a calendar library would bring locales.
struct CivilDay: Hashable, Comparable {
  let number: Int

  init(number: Int) { self.number = number }

  /// Howard Hinnant's days-from-civil: years start in March, so the leap day comes last.
  init(year: Int, month: Int, day: Int) {
    let shifted = month <= 2 ? year - 1 : year
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    number = era * 146_097 + dayOfEra - 719_468
  }

  /// Reads the day that a time in ISO 8601 starts with: `2026-10-03`, `2026-10-03T19:00:00Z`.
  init?(_ text: String) {
    let parts = text.prefix(10).split(separator: "-").compactMap { Int($0) }
    guard parts.count == 3, (1...12).contains(parts[1]), (1...31).contains(parts[2]) else { return nil }
    self.init(year: parts[0], month: parts[1], day: parts[2])
  }

  static func < (a: CivilDay, b: CivilDay) -> Bool { a.number < b.number }

  var civil: (year: Int, month: Int, day: Int) {
    let shifted = number + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth + (shiftedMonth < 10 ? 3 : -9)
    return (
      yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    )
  }

  /// `2026-10-03`.
  var iso: String {
    let (year, month, day) = civil
    return "\(year)-\(twoDigits(month))-\(twoDigits(day))"
  }

  /// 0 on Monday … 6 on Sunday.
  var weekday: Int { ((number + 3) % 7 + 7) % 7 }

  var isWeekend: Bool { weekday >= 5 }

  /// `Saturday 3 October`.
  var title: String {
    let (_, month, day) = civil
    return "\(Self.weekdayNames[weekday]) \(day) \(Self.monthNames[month - 1])"
  }

  /// `Sat 3`.
  var shortTitle: String { "\(Self.weekdayNames[weekday].prefix(3)) \(civil.day)" }

  static let weekdayNames = [
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
  ]

  static let monthNames = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
  ]
}

/// `7` as `07`.
func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
