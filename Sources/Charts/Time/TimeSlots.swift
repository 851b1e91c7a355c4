internal import Billing

/// The slots of time that a chart shows, one beside the other and all as wide.
public struct TimeSlots: Sendable {
  /// How long a slot is.
  public enum Length: String, Sendable, CaseIterable {
    case hour, day, week, month
  }

  public let length: Length
  /// Where the slots begin by the clock, in hours since 1970-01-01T00:00.
  public let starts: [Int]
  /// Where the last slot ends by the clock.
  public let end: Int
  /// All of it in hours since 1970-01-01T00:00Z.
  public let span: Range<Int>

  public var count: Int { starts.count }

  /// Slots of a time zone, in which days may have 23 or 25 hours.
  ///
  /// - Parameters:
  ///   - starts: where the slots begin by the clock there, in hours since 1970-01-01T00:00.
  ///   - end: where the last one ends by the clock.
  ///   - span: all of it in hours since 1970-01-01T00:00Z.
  public init(_ length: Length, starts: [Int], end: Int, span: Range<Int>) {
    self.length = length
    self.starts = starts
    self.end = end
    self.span = span
  }

  /// `count` slots in UTC.
  ///
  /// - Parameter first: the hour in which the first begins, since 1970-01-01T00:00Z.
  public init(_ length: Length, from first: Int, count: Int) {
    var starts: [Int] = []
    starts.reserveCapacity(count)
    var next = first
    for _ in 0..<count {
      starts.append(next)
      switch length {
      case .hour: next += 1
      case .day: next += 24
      case .week: next += 168
      case .month: next = Self.monthAfter(next)
      }
    }
    self.init(length, starts: starts, end: next, span: first..<next)
  }

  /// The same hour, a month later.
  private static func monthAfter(_ hour: Int) -> Int {
    let day = floorDivide(hour, 24)
    let (year, month, _) = Civil.date(days: day)
    return hour + Civil.daysIn(month: month, year: year) * 24
  }

  /// The hours of one slot by the clock; empty where a clock is set back.
  func hours(_ index: Int) -> Range<Int> {
    let next = index + 1 < starts.count ? starts[index + 1] : end
    return starts[index]..<max(starts[index], next)
  }
}
