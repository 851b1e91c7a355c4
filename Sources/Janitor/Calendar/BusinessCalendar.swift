public import Allocation
internal import Billing

/// Counts business days where the organisation is: not weekends, not holidays, no days of a freeze.
///
/// Days are dates there, in days since 1970, so a change of summer time moves nothing by a day.
public struct BusinessCalendar: Sendable {
  private let settings: CalendarSettings
  private let zone: TimeZoneOffsets

  /// A night after the notice is one business day later even where it runs a little earlier, or where the
  /// day had 23 hours; two nights of one evening are not.
  static let leastDay = 20 * 3600

  /// - Throws: where the system has no such time zone.
  public init(_ settings: CalendarSettings = CalendarSettings()) throws {
    self.settings = settings
    zone = try TimeZoneOffsets(settings.timeZone)
  }

  /// The date at a moment in seconds since 1970.
  public func day(at seconds: Int) -> Int { zone.day(at: seconds) }

  /// Whether something may be cleaned up on a day.
  public func isOpen(_ day: Int) -> Bool { settings.isOpen(day) }

  /// The business day that is so many business days after a day, which itself does not count.
  public func day(_ businessDays: Int, after day: Int) -> Int {
    var (day, left) = (day, businessDays)
    while left > 0 {
      day += 1
      if isOpen(day) { left -= 1 }
    }
    return day
  }

  /// The first day on which what was noticed at a moment may be cleaned up.
  public func dueDay(noticedAt: Int, retention businessDays: Int) -> Int {
    day(max(1, businessDays), after: day(at: noticedAt))
  }

  /// Whether so many business days are over since a moment, at a later one that is in a business day itself.
  public func isOver(_ businessDays: Int, since start: Int, at now: Int) -> Bool {
    let today = day(at: now)
    return isOpen(today) && today >= dueDay(noticedAt: start, retention: businessDays)
      && now - start >= max(1, businessDays) * Self.leastDay
  }
}
