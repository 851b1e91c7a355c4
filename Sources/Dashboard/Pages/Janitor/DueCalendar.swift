internal import Allocation
internal import Billing
internal import Janitor

/// A month as weeks of days, each with what is due on it.
struct DueCalendar {
  struct Day {
    /// Empty where the place belongs to another month.
    var number: String
    /// As 2026-11-09.
    var date: String
    var style: String
    var isToday: Bool
    /// `3 due`; nil for none.
    var due: String?
    var link: String
  }

  struct Week {
    var days: [Day]
  }

  /// `November 2026`.
  let title: String
  let previous: String
  let next: String
  let weeks: [Week]

  /// - Parameters:
  ///   - month: as 2026-11.
  ///   - dueDays: the day of each mark that has one, in days since 1970.
  ///   - address: the page, without month and day.
  init(month: String, dueDays: [Int], today: Int, calendar: CalendarSettings, _ address: PageAddress) {
    let parts = month.split(separator: "-").compactMap { Int($0) }
    let (year, number) = (parts[0], parts[1])
    let first = Civil.days(year: year, month: number, day: 1)
    let count = Civil.daysIn(month: number, year: year)
    let due = Dictionary(grouping: dueDays) { $0 }.mapValues(\.count)
    title = "\(Self.months[number - 1]) \(year)"
    previous = address.with("month", String(Civil.dateText(days: first - 1).prefix(7))).text
    next = address.with("month", String(Civil.dateText(days: first + count).prefix(7))).text
    // 1970-01-01 was a Thursday; weeks begin on Monday.
    let start = first - ((first + 3) % 7 + 7) % 7
    weeks = stride(from: start, to: first + count, by: 7).map { monday in
      Week(
        days: (monday..<monday + 7).map { day in
          let isInMonth = (first..<first + count).contains(day)
          let date = Civil.dateText(days: day)
          return Day(
            number: isInMonth ? "\(day - first + 1)" : "", date: date,
            style: !isInMonth ? "other" : calendar.isOpen(day) ? "open" : "closed", isToday: day == today,
            due: isInMonth ? due[day].map { "\($0) due" } : nil,
            link: address.with("month", month).with("day", date).text)
        })
    }
  }

  private static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
  ]
}
