internal import Billing

/// A week of ISO 8601, from Monday to Sunday (UTC), such as `2026-W44`.
public struct ISOWeek: Sendable, Equatable, CustomStringConvertible {
  /// Days since 1970 of its Monday.
  let monday: Int

  init(monday: Int) { self.monday = monday }

  /// The last week that was over by the end of a second, in seconds since 1970.
  public init(lastBefore second: Int) {
    let day = CivilDay(number: floorDivide(second + 1, 86_400))
    monday = day.number - day.weekday - 7
  }

  /// Reads `2026-W44`.
  public init(_ text: String) throws {
    let parts = text.split(separator: "-W", omittingEmptySubsequences: false)
    let digits = parts.joined().utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    guard parts.count == 2, parts[0].count == 4, parts[1].count == 2, digits, let year = Int(parts[0]),
      let number = Int(parts[1]), year > 0, number > 0
    else { throw Problem.notAWeek(text) }
    // The 4th of January is in a year's first week.
    let fourth = CivilDay(year: year, month: 1, day: 4)
    self.init(monday: fourth.number - fourth.weekday + 7 * (number - 1))
    guard description == text else { throw Problem.notAWeek(text) }
  }

  /// The hours since 1970 that it begins and ends with; the latter counts no more.
  public var hours: Range<Int> { monday * 24..<(monday + 7) * 24 }

  public var previous: ISOWeek { ISOWeek(monday: monday - 7) }

  public var description: String {
    // A week is of the year that its Thursday is in.
    let thursday = monday + 3
    let year = CivilDay(number: thursday).civil.year
    let number = (thursday - Civil.days(year: year, month: 1, day: 1)) / 7 + 1
    return String(repeating: "0", count: 4 - "\(year)".count) + "\(year)-W\(twoDigits(number))"
  }

  /// `26 October to 1 November 2026`.
  public var title: String {
    let (first, last) = (CivilDay(number: monday).civil, CivilDay(number: monday + 6).civil)
    let month = CivilDay.monthNames[first.month - 1]
    let start =
      first.year != last.year
      ? "\(first.day) \(month) \(first.year)"
      : first.month != last.month ? "\(first.day) \(month)" : "\(first.day)"
    return "\(start) to \(last.day) \(CivilDay.monthNames[last.month - 1]) \(last.year)"
  }
}
