internal import Billing

/// Names the slices of a question in its time zone.
struct LocalClock {
  private let per: CostQuestion.Per
  private let isUTC: Bool
  private let zone: TimeZoneOffsets

  /// - Throws: where the system's time zone database has no such zone.
  init(per: CostQuestion.Per, timeZone: String) throws {
    self.per = per
    isUTC = timeZone == "UTC"
    zone = try TimeZoneOffsets(timeZone)
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

  private func localDay(_ hour: Int) -> Int { zone.day(at: hour * 3600) }

  /// `2026-10-03T21:00:00+02:00`.
  private func localHour(_ hour: Int) -> String {
    let offset = offset(hour)
    let minutes = abs(offset) / 60
    let text = Civil.timeText(seconds: hour * 3600 + offset).dropLast()
    return "\(text)\(offset < 0 ? "-" : "+")\(twoDigits(minutes / 60)):\(twoDigits(minutes % 60))"
  }

  private func offset(_ hour: Int) -> Int { zone.offset(at: hour * 3600) }
}
