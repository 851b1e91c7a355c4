internal import Billing

extension Ledger {
  /// The days of a bill's period, up to its newest charge, on which nothing is charged: `2026-10-04`.
  public func missingDays(of bill: StoredBill) throws -> [String] {
    var isCovered = Array(repeating: false, count: bill.hours / 24 + 1)
    try forEachBlock(of: bill, .billed) { cells in
      for index in 0..<cells.count {
        unsafe isCovered[(Int(cells.hours[index]) - bill.firstHour) / 24] = true
      }
    }
    let last = (bill.newestHour - bill.firstHour) / 24
    return isCovered.indices.filter { $0 <= last && !isCovered[$0] }
      .map { Civil.dateText(days: bill.firstHour / 24 + $0) }
  }
}
