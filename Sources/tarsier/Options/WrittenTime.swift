/// A date or a time as people write it, in ISO 8601: `2026-11-02`, `2026-11-02T10:30Z`.
///
/// Without a zone it is UTC. Read by hand, because the calendar's own reader takes one form alone.
struct WrittenTime: Equatable {
  /// Seconds since 1970 at which the date begins, or the time itself.
  var seconds: Int
  /// Whether only a date was written.
  var isDate: Bool

  init?(_ text: String) {
    var reader = DigitReader(text)
    guard let year = reader.number(4), reader.take("-"), let month = reader.number(2), reader.take("-"),
      let day = reader.number(2), let days = Self.days(year: year, month: month, day: day)
    else { return nil }
    seconds = days * 86_400
    isDate = reader.isAtEnd
    guard !isDate else { return }

    guard reader.take("T") || reader.take("t") || reader.take(" "), let hour = reader.number(2), hour < 24,
      reader.take(":"), let minute = reader.number(2), minute < 60
    else { return nil }
    var second = 0
    if reader.take(":") {
      guard let value = reader.number(2), value < 60 else { return nil }
      second = value
      if reader.take(".") {
        guard reader.skipDigits() > 0 else { return nil }
      }
    }
    guard let offset = reader.offset(), reader.isAtEnd else { return nil }
    seconds += hour * 3600 + minute * 60 + second - offset
  }

  /// Days since 1970 of a date in the Gregorian calendar; nil for one like 31 April.
  private static func days(year: Int, month: Int, day: Int) -> Int? {
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    guard year >= 1, lengths.indices.contains(month - 1), (1...lengths[month - 1]).contains(day) else {
      return nil
    }
    let years = year - 1
    let leapDays = years / 4 - years / 100 + years / 400
    return years * 365 + leapDays + lengths[..<(month - 1)].reduce(0, +) + day - 1 - 719_162
  }
}

/// Walks over a text of digits and signs.
private struct DigitReader {
  private var rest: Substring.UTF8View

  init(_ text: String) { rest = Substring(text).utf8 }

  var isAtEnd: Bool { rest.isEmpty }

  mutating func take(_ sign: Unicode.Scalar) -> Bool {
    guard rest.first == UInt8(ascii: sign) else { return false }
    rest.removeFirst()
    return true
  }

  /// Exactly `count` digits.
  mutating func number(_ count: Int) -> Int? {
    let digits = rest.prefix(count)
    guard digits.count == count, digits.allSatisfy(Self.isDigit) else { return nil }
    rest = rest.dropFirst(count)
    return Int(String(Substring(digits)))
  }

  mutating func skipDigits() -> Int {
    let digits = rest.prefix(while: Self.isDigit)
    rest = rest.dropFirst(digits.count)
    return digits.count
  }

  /// Seconds east of Greenwich: `Z`, nothing, `+01:00`, `+0100`.
  mutating func offset() -> Int? {
    if isAtEnd || take("Z") || take("z") { return 0 }
    let sign = take("-") ? -1 : 1
    guard sign < 0 || take("+"), let hours = number(2), hours < 24 else { return nil }
    _ = take(":")
    guard let minutes = number(2), minutes < 60 else { return nil }
    return sign * (hours * 3600 + minutes * 60)
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }
}
