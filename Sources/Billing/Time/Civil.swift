/// Dates of the Gregorian calendar and hours since 1970, all in UTC.
///
/// The conversions are Howard Hinnant's (`chrono-compatible low-level date algorithms`), which are exact
/// for every year and need no time zone data.
public enum Civil {
  /// Days from 1970-01-01 to the date.
  public static func days(year: Int, month: Int, day: Int) -> Int {
    let y = month <= 2 ? year - 1 : year
    let era = (y >= 0 ? y : y - 399) / 400
    let yearOfEra = y - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  /// The date that is `days` after 1970-01-01.
  public static func date(days: Int) -> (year: Int, month: Int, day: Int) {
    let z = days + 719_468
    let era = (z >= 0 ? z : z - 146_096) / 146_097
    let dayOfEra = z - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * dayOfYear + 2) / 153
    let month = shifted < 10 ? shifted + 3 : shifted - 9
    return (
      yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shifted + 2) / 5 + 1
    )
  }

  public static func daysIn(month: Int, year: Int) -> Int {
    let next =
      month == 12 ? days(year: year + 1, month: 1, day: 1) : days(year: year, month: month + 1, day: 1)
    return next - days(year: year, month: month, day: 1)
  }

  /// `2026-10-03` for days since 1970.
  public static func dateText(days: Int) -> String {
    let date = date(days: days)
    return "\(padded(date.year, 4))-\(padded(date.month, 2))-\(padded(date.day, 2))"
  }

  /// `2026-10-03T19:00:00Z` for hours since 1970.
  public static func hourText(hours: Int) -> String {
    let day = floorDivide(hours, 24)
    return "\(dateText(days: day))T\(padded(hours - day * 24, 2)):00:00Z"
  }

  /// `2026-10-03T19:05:09Z` for seconds since 1970.
  public static func timeText(seconds: Int) -> String {
    let day = floorDivide(seconds, 86_400)
    let rest = seconds - day * 86_400
    return
      "\(dateText(days: day))T\(padded(rest / 3600, 2)):\(padded(rest / 60 % 60, 2)):\(padded(rest % 60, 2))Z"
  }

  /// `2026-10` for hours since 1970.
  public static func monthText(hours: Int) -> String {
    String(dateText(days: floorDivide(hours, 24)).prefix(7))
  }

  static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}

/// Division that rounds towards minus infinity.
public func floorDivide(_ a: Int, _ b: Int) -> Int {
  let quotient = a / b
  return a % b != 0 && (a < 0) != (b < 0) ? quotient - 1 : quotient
}
