internal import Billing
internal import Ledger

/// The last days that the bills cover before some hour.
struct LastDays {
  let bills: [StoredBill]
  /// In hours since 1970.
  let span: Range<Int>

  /// - Parameter asOf: the first hour that counts no more, in hours since 1970.
  /// - Returns: nil where no bill covers any.
  init?(_ days: Int, of all: [StoredBill], before asOf: Int) {
    bills = all.filter { $0.firstHour < asOf }
    guard let newest = bills.map({ min($0.newestHour + 1, asOf) }).max(),
      let oldest = bills.map(\.firstHour).min()
    else { return nil }
    let end = min(floorDivide(newest + 23, 24) * 24, asOf)
    span = max(floorDivide(end - 1, 24) * 24 - (days - 1) * 24, oldest)..<end
  }

  /// How many days the span has, a part of one as a whole.
  var count: Int { floorDivide(span.count + 23, 24) }
}
