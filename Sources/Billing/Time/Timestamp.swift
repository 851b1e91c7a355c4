/// Reads the time forms that bills use, as seconds since 1970 in UTC.
///
/// `2024-09-18T22:00:00Z`, `…T22:00:00.000Z`, `2024-09-18 22:00:00`, `…+00:00`, `…T22:00Z`, `2024-09-18`,
/// and `9/2/2023` or `5/1/25`, month first. A time without a zone is UTC.
public enum Timestamp {
  /// - Returns: nil where the text is no time.
  public static func seconds(_ text: some StringProtocol) -> Int? {
    var copy = String(text)
    return copy.withUTF8 { unsafe seconds($0) }
  }

  static func seconds(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    var reader = unsafe Reader(bytes: bytes)
    guard let first = reader.number(digits: 1...4) else { return nil }
    let days: Int
    if reader.skip("/") {
      guard let day = reader.number(digits: 1...2), reader.skip("/"),
        case let start = reader.position, let year = reader.number(digits: 2...4),
        reader.position - start != 3,
        let date = checked(year: year < 100 ? 2000 + year : year, month: first, day: day)
      else { return nil }
      days = date
    } else {
      guard reader.position == 4, reader.skip("-"), let month = reader.number(digits: 2...2),
        reader.skip("-"), let day = reader.number(digits: 2...2),
        let date = checked(year: first, month: month, day: day)
      else { return nil }
      days = date
    }
    if reader.isAtEnd { return days * 86_400 }
    guard reader.skip("T") || reader.skip(" "), let time = clock(&reader), let zone = offset(&reader),
      reader.isAtEnd
    else { return nil }
    return days * 86_400 + time - zone
  }

  private static func checked(year: Int, month: Int, day: Int) -> Int? {
    guard (1...12).contains(month), day >= 1, day <= Civil.daysIn(month: month, year: year) else {
      return nil
    }
    return Civil.days(year: year, month: month, day: day)
  }

  /// `22:00`, `22:00:00` or `22:00:00.000` as seconds of the day; fractions are dropped.
  private static func clock(_ reader: inout Reader) -> Int? {
    guard let hour = reader.number(digits: 1...2), hour <= 24, reader.skip(":"),
      let minute = reader.number(digits: 2...2), minute < 60
    else { return nil }
    var second = 0
    if reader.skip(":") {
      guard let read = reader.number(digits: 2...2), read <= 60 else { return nil }
      second = read
      if reader.skip(".") { guard reader.skipDigits() else { return nil } }
    }
    guard hour < 24 || (minute == 0 && second == 0) else { return nil }
    return hour * 3600 + minute * 60 + second
  }

  /// Nothing, `Z`, `UTC`, `+00:00` or `-0500`, as seconds east of UTC.
  private static func offset(_ reader: inout Reader) -> Int? {
    if reader.isAtEnd || reader.skip("Z") { return 0 }
    _ = reader.skip(" ")
    if reader.skip("UTC") { return 0 }
    let sign = reader.skip("+") ? 1 : reader.skip("-") ? -1 : 0
    guard sign != 0, let hours = reader.number(digits: 2...2), hours < 24 else { return nil }
    _ = reader.skip(":")
    let minutes = reader.number(digits: 2...2) ?? 0
    guard minutes < 60 else { return nil }
    return sign * (hours * 3600 + minutes * 60)
  }

  @safe private struct Reader {
    let bytes: UnsafeBufferPointer<UInt8>
    var position = 0

    var isAtEnd: Bool { unsafe position == bytes.count }

    mutating func number(digits: ClosedRange<Int>) -> Int? {
      var value = 0
      var count = 0
      while count < digits.upperBound, unsafe position < bytes.count,
        case let digit = unsafe bytes[position] &- 48,
        digit < 10
      {
        value = value * 10 + Int(digit)
        position += 1
        count += 1
      }
      return count >= digits.lowerBound ? value : nil
    }

    mutating func skipDigits() -> Bool {
      let start = position
      while unsafe position < bytes.count, unsafe bytes[position] &- 48 < 10 { position += 1 }
      return position > start
    }

    mutating func skip(_ text: StaticString) -> Bool {
      let count = text.utf8CodeUnitCount
      guard unsafe position + count <= bytes.count else { return false }
      for index in 0..<count where unsafe bytes[position + index] != text.utf8Start[index] { return false }
      position += count
      return true
    }
  }
}
