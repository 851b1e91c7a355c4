internal import Billing

/// How much of a month its bills tell yet.
struct KnownDays {
  /// The month's days, in days since 1970.
  let month: Range<Int>
  /// The first day that may still change or is not told at all.
  let end: Int

  /// How many days a bill may be behind the others and still only be late; one that is further has stopped.
  private static let latest = 7

  /// - Parameter asOf: the last day that may be known, as `2026-11-02`.
  init(_ period: Period, bills: [ReportBill], asOf: String) {
    let days = period.days.map(\.number)
    let next = (days.last ?? 0) + 1
    month = (days.first ?? 0)..<next
    let isOver = CivilDay(asOf).map { $0.number >= next } ?? true
    let isOpen = bills.contains { $0.state == .estimated }
    let newest = bills.compactMap(\.newestHour)
    guard let last = newest.max(), !isOver || isOpen else {
      end = next
      return
    }
    let lagging = newest.filter { $0 > last - Self.latest * 24 }.min() ?? last
    // A day is told in full when its last hour is; a bill by the day reaches its last day with the first.
    let complete = floorDivide(lagging + 1, 24)
    let reaches = floorDivide(lagging, 24)
    end = isOver && reaches >= next - 1 ? next : min(complete, next)
  }

  var isWhole: Bool { end == month.upperBound }
  var count: Int { max(0, end - month.lowerBound) }
}
