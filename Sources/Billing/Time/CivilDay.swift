/// A day of the Gregorian calendar, counted from 1970-01-01.
///
/// What is shown needs only days, weekdays and their names, in one language; a calendar library would bring locales.
public struct CivilDay: Hashable, Comparable, Sendable {
  /// Days since 1970-01-01.
  public let number: Int

  /// - Parameter number: days since 1970-01-01.
  public init(number: Int) { self.number = number }

  public init(year: Int, month: Int, day: Int) {
    number = Civil.days(year: year, month: month, day: day)
  }

  /// Reads the day that a time in ISO 8601 starts with: `2026-10-03`, `2026-10-03T19:00:00Z`.
  public init?(_ text: String) {
    let parts = text.prefix(10).split(separator: "-").compactMap { Int($0) }
    guard parts.count == 3, (1...12).contains(parts[1]), (1...31).contains(parts[2]) else { return nil }
    self.init(year: parts[0], month: parts[1], day: parts[2])
  }

  public static func < (a: CivilDay, b: CivilDay) -> Bool { a.number < b.number }

  public var civil: (year: Int, month: Int, day: Int) { Civil.date(days: number) }

  /// `2026-10-03`.
  public var iso: String { Civil.dateText(days: number) }

  /// 0 on Monday … 6 on Sunday.
  public var weekday: Int { ((number + 3) % 7 + 7) % 7 }

  public var isWeekend: Bool { weekday >= 5 }

  /// `Saturday 3 October`.
  public var title: String {
    let (_, month, day) = civil
    return "\(Self.weekdayNames[weekday]) \(day) \(Self.monthNames[month - 1])"
  }

  /// `Sat 3`.
  public var shortTitle: String { "\(Self.weekdayNames[weekday].prefix(3)) \(civil.day)" }

  /// Monday first.
  public static let weekdayNames = [
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
  ]

  public static let monthNames = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
  ]
}

/// `7` as `07`.
public func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
