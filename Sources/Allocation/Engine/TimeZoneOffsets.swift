public import Billing
internal import Glibc
internal import Synchronization

/// How far a time zone is from UTC at any moment, as the system's time zone database says.
public struct TimeZoneOffsets: Sendable {
  private let isUTC: Bool
  private let zone: String
  /// The C library knows one zone at a time: this one.
  private static let current = Mutex("")

  /// - Throws: where the database has no such zone.
  public init(_ zone: String) throws(Problem) {
    isUTC = zone == "UTC"
    self.zone = zone
    guard !isUTC else { return }
    let isSafe = !zone.isEmpty && !zone.hasPrefix("/") && !zone.contains("..")
    guard isSafe, unsafe access("/usr/share/zoneinfo/\(zone)", R_OK) == 0 else {
      throw Problem.unknownTimeZone(zone)
    }
  }

  /// Seconds east of UTC.
  public func offset(at seconds: Int) -> Int {
    guard !isUTC else { return 0 }
    return Self.current.withLock { current in
      if current != zone {
        unsafe setenv("TZ", zone, 1)
        tzset()
        current = zone
      }
      var time = seconds
      var parts = unsafe tm()
      unsafe localtime_r(&time, &parts)
      return unsafe parts.tm_gmtoff
    }
  }

  /// The date there, in days since 1970.
  public func day(at seconds: Int) -> Int { floorDivide(seconds + offset(at: seconds), 86_400) }
}
