public import Allocation

/// When what one entry of `janitor.availability` lists is to be up, by the clock on the wall there.
public struct OffHours: Sendable {
  private let hours: WeekHours
  private let zone: TimeZoneOffsets

  /// - Throws: where the system does not know the time zone.
  public init(_ availability: Settings.Availability) throws {
    hours = availability.hours
    zone = try TimeZoneOffsets(availability.timeZone)
  }

  /// Whether it is to be up at a time, in seconds since 1970.
  public func isUp(at time: Int) -> Bool {
    let local = time + zone.offset(at: time)
    // 1970-01-01 was a Thursday.
    let minutes = local / 60 + 3 * 24 * 60
    return hours.contains(minutes % (7 * 24 * 60))
  }

  /// When the off time began in which `time` lies; nil where it is to be up then.
  ///
  /// What is never up is off since a week before.
  public func offSince(at time: Int) -> Int? {
    guard !isUp(at: time) else { return nil }
    var minute = time - time % 60
    let earliest = minute - 7 * 86_400
    while minute > earliest, !isUp(at: minute - 60) { minute -= 60 }
    return minute
  }
}
