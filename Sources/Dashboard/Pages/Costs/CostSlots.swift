internal import Allocation
internal import Billing
internal import Charts
internal import Listings

/// The slots of time that an answer fills, and where each of its slices stands among them.
struct CostSlots {
  /// More slices than these are added up with their neighbours.
  static let most = 2_000

  let slots: TimeSlots
  /// How many slices are added up in a slot.
  let slicesPerSlot: Int
  /// The slot of each of the answer's slices.
  let slotOf: [Int]

  /// - Parameters:
  ///   - slices: the starts of an answer's slices.
  ///   - hours: all that is asked for and may hold charges, in hours since 1970.
  /// - Returns: nil where the question asks for the total.
  init?(_ question: CostQuestion, slices: [String?], hours: Range<Int>) throws {
    guard let length = TimeSlots.Length(rawValue: question.per.rawValue) else { return nil }
    let zone = try TimeZoneOffsets(question.timeZone)
    let calendar = SlotCalendar(length: length, zone: zone)
    let numbers = slices.map { $0.map(calendar.number(of:)) ?? 0 }
    let first = min(calendar.number(ofHour: hours.lowerBound), numbers.min() ?? .max)
    let last = max(calendar.number(ofHour: hours.upperBound - 1), numbers.max() ?? .min)
    let count = last - first + 1
    let step = (count + Self.most - 1) / Self.most
    slicesPerSlot = step
    slotOf = numbers.map { ($0 - first) / step }
    let starts = stride(from: first, through: last, by: step).map(calendar.start(of:))
    let end = calendar.start(of: last + 1)
    slots = TimeSlots(
      length, starts: starts, end: end,
      span: calendar.hour(ofClock: starts[0])..<calendar.hour(ofClock: end))
  }
}

/// Slices of time counted one by one, so that none is missing where nothing was charged.
struct SlotCalendar {
  let length: TimeSlots.Length
  let zone: TimeZoneOffsets

  /// The number of an answer's slice.
  func number(of slice: String) -> Int {
    switch length {
    case .hour: return floorDivide(WrittenTime(slice)?.seconds ?? 0, 3_600)
    case .day, .week: return number(ofDay: CivilDay(slice)?.number ?? 0)
    case .month: return number(ofDay: CivilDay(slice + "-01")?.number ?? 0)
    }
  }

  /// The number of the slice in which an hour since 1970 lies.
  func number(ofHour hour: Int) -> Int {
    length == .hour ? hour : number(ofDay: zone.day(at: hour * 3_600))
  }

  private func number(ofDay day: Int) -> Int {
    switch length {
    case .hour: return day * 24
    case .day: return day
    // 1970-01-01 was a Thursday; a week begins on its Monday.
    case .week: return floorDivide(day + 3, 7)
    case .month:
      let date = Civil.date(days: day)
      return date.year * 12 + date.month - 1
    }
  }

  /// Where a slice begins by the clock, in hours since 1970-01-01T00:00.
  func start(of number: Int) -> Int {
    switch length {
    case .hour: return number + floorDivide(zone.offset(at: number * 3_600), 3_600)
    case .day: return number * 24
    case .week: return (number * 7 - 3) * 24
    case .month:
      let year = floorDivide(number, 12)
      return Civil.days(year: year, month: number - year * 12 + 1, day: 1) * 24
    }
  }

  /// The hour since 1970 (UTC) that a clock shows, up to the hour in which it is put back or on.
  func hour(ofClock clock: Int) -> Int {
    let guess = clock * 3_600 - zone.offset(at: clock * 3_600)
    return floorDivide(clock * 3_600 - zone.offset(at: guess), 3_600)
  }
}
