internal import Billing

/// A billing month.
public struct Period: Sendable, Equatable, CustomStringConvertible {
  public let year: Int
  public let month: Int

  /// Reads `2026-10`.
  public init(_ text: String) throws {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard text.utf8.count == 7, parts.count == 2, parts[0].count == 4,
      parts.joined().utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
      let year = Int(parts[0]), let month = Int(parts[1]), year > 0, (1...12).contains(month)
    else { throw Problem.notAPeriod(text) }
    self.init(year: year, month: month)
  }

  private init(year: Int, month: Int) {
    self.year = year
    self.month = month
  }

  public var description: String {
    String(repeating: "0", count: 4 - "\(year)".count) + "\(year)-" + (month < 10 ? "0" : "") + "\(month)"
  }

  /// `October 2026`.
  public var title: String { "\(monthName) \(year)" }

  /// `October`.
  public var monthName: String { CivilDay.monthNames[month - 1] }

  /// The month before.
  public var previous: Period {
    month == 1 ? Period(year: year - 1, month: 12) : Period(year: year, month: month - 1)
  }

  /// Its days, in order.
  var days: [CivilDay] {
    (1...Civil.daysIn(month: month, year: year)).map { CivilDay(year: year, month: month, day: $0) }
  }
}
