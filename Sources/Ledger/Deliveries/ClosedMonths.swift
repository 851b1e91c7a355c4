public import Billing

extension Ledger {
  /// Whether a month is signed: a delivery that comes later changes none of its totals.
  func isClosed(_ period: String) throws -> Bool {
    try database.value("SELECT 1 FROM bill WHERE period = ? AND closed_at IS NOT NULL", [.text(period)]) == 1
  }

  /// Closes all bills of a month; one that is closed stays as it was signed.
  ///
  /// - Returns: whether any was open.
  public func close(_ period: String, at time: String) throws -> Bool {
    try database.transaction {
      guard try database.value("SELECT 1 FROM bill WHERE period = ?", [.text(period)]) == 1 else {
        throw Problem.noMonthToClose(period, known: Set(try bills().map(\.key.period)).sorted())
      }
      try database.run(
        "UPDATE bill SET closed_at = ? WHERE period = ? AND closed_at IS NULL", [.text(time), .text(period)])
      return database.changes > 0
    }
  }

  /// The newest delivery that is kept beside each bill of a closed month.
  public func keptBeside() throws -> [BillKey: StoredDelivery] {
    let kept = try deliveries().filter { $0.status == .keptBeside }
    return Dictionary(kept.map { ($0.bill, $0) }) { $1 }
  }
}
