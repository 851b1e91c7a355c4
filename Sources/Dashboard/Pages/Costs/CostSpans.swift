internal import Allocation
internal import Billing
internal import Ledger

/// The times that one click leads to, and the time before another.
struct CostSpans {
  /// Hours since 1970, by billing month, the newest last.
  private let months: [Range<Int>]
  /// The first hour that no charge reaches.
  private let end: Int
  /// All that the bills cover.
  let all: Range<Int>

  /// Nil where the ledger has no bill.
  init?(_ bills: [StoredBill]) {
    guard let first = bills.map(\.firstHour).min(), let last = bills.map({ $0.firstHour + $0.hours }).max()
    else { return nil }
    all = first..<last
    months = Set(bills.map { $0.firstHour..<$0.firstHour + $0.hours }).sorted {
      ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound)
    }
    end = (floorDivide(bills.map(\.newestHour).max() ?? 0, 24) + 1) * 24
  }

  /// The newest month that has a bill.
  var newestMonth: Range<Int> { months.last ?? all }

  /// Each with its name; nil for all that there is.
  var presets: [(name: String, hours: Range<Int>?)] {
    var presets: [(String, Range<Int>?)] = [("Newest month", newestMonth)]
    if let before = months.last(where: { $0.upperBound <= newestMonth.lowerBound }) {
      presets.append(("Month before", before))
    }
    return presets + [("Last 7 days", end - 168..<end), ("Last 30 days", end - 720..<end), ("All", nil)]
  }

  /// What a question asks for, as far as bills cover it.
  func hours(of question: CostQuestion) -> Range<Int> {
    let from = max(question.from ?? all.lowerBound, all.lowerBound)
    return from..<max(from + 1, min(question.to ?? all.upperBound, all.upperBound))
  }

  /// The time as long before: as many months for whole months, else as many hours.
  static func before(_ hours: Range<Int>) -> Range<Int> {
    if let first = monthNumber(hours.lowerBound), let next = monthNumber(hours.upperBound) {
      return firstHour(ofMonth: 2 * first - next)..<hours.lowerBound
    }
    return hours.lowerBound - hours.count..<hours.lowerBound
  }

  /// Months since the year 0; nil where an hour begins none.
  private static func monthNumber(_ hour: Int) -> Int? {
    let date = Civil.date(days: floorDivide(hour, 24))
    return hour.isMultiple(of: 24) && date.day == 1 ? date.year * 12 + date.month - 1 : nil
  }

  private static func firstHour(ofMonth number: Int) -> Int {
    let year = floorDivide(number, 12)
    return Civil.days(year: year, month: number - year * 12 + 1, day: 1) * 24
  }
}
