internal import Billing
internal import Glibc
internal import Synchronization

/// Names the slices of a question in its time zone.
struct LocalClock {
  private let per: CostQuestion.Per
  private let isUTC: Bool
  private let zone: String
  /// The C library knows one zone at a time: this one.
  private static let current = Mutex("")

  /// - Throws: where the system's time zone database has no such zone.
  init(per: CostQuestion.Per, timeZone: String) throws {
    self.per = per
    isUTC = timeZone == "UTC"
    zone = timeZone
    guard !isUTC else { return }
    let isSafe = !timeZone.isEmpty && !timeZone.hasPrefix("/") && !timeZone.contains("..")
    guard isSafe, unsafe access("/usr/share/zoneinfo/\(timeZone)", R_OK) == 0 else {
      throw Problem.unknownTimeZone(timeZone)
    }
  }

  /// The slice in which an hour lies; nil where the question has none but the bill's own.
  func slice(_ hour: Int) -> String? {
    switch per {
    case .total, .month: return nil
    case .hour: return isUTC ? Civil.hourText(hours: hour) : localHour(hour)
    case .day: return Civil.dateText(days: localDay(hour))
    case .week:
      let day = localDay(hour)
      // 1970-01-01 was a Thursday; a week begins on its Monday.
      return Civil.dateText(days: day - ((day + 3) % 7 + 7) % 7)
    }
  }

  /// 0 for the hour after Monday's midnight, up to 167.
  func hourOfWeek(_ hour: Int) -> Int {
    // 1970-01-01 was a Thursday.
    let local = floorDivide(hour * 3600 + offset(hour), 3600) + 72
    return local - floorDivide(local, 168) * 168
  }

  private func localDay(_ hour: Int) -> Int { floorDivide(hour * 3600 + offset(hour), 86_400) }

  /// `2026-10-03T21:00:00+02:00`.
  private func localHour(_ hour: Int) -> String {
    let offset = offset(hour)
    let minutes = abs(offset) / 60
    let text = Civil.timeText(seconds: hour * 3600 + offset).dropLast()
    return "\(text)\(offset < 0 ? "-" : "+")\(twoDigits(minutes / 60)):\(twoDigits(minutes % 60))"
  }

  private func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

  /// Seconds east of UTC.
  private func offset(_ hour: Int) -> Int {
    guard !isUTC else { return 0 }
    return Self.current.withLock { current in
      if current != zone {
        unsafe setenv("TZ", zone, 1)
        tzset()
        current = zone
      }
      var time = hour * 3600
      var parts = unsafe tm()
      unsafe localtime_r(&time, &parts)
      return unsafe parts.tm_gmtoff
    }
  }
}
