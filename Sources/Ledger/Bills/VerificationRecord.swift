public import Billing

/// How the last verification of a bill went.
public struct VerificationRecord: Sendable, Equatable {
  /// What the ledger was held against.
  public enum Side: String, Sendable {
    case files, itself
  }

  public var side: Side
  /// In ISO 8601.
  public var at: String
  /// How many figures were not the same.
  public var differences: Int
}

extension Ledger {
  /// Keeps how a verification went, for each of its bills that the ledger has.
  public func record(_ verification: Verification, against side: VerificationRecord.Side, at time: String)
    throws
  {
    let counts = Dictionary(grouping: verification.differences, by: \.bill).mapValues(\.count)
    try database.transaction {
      for bill in try bills() where verification.bills.contains(bill.key) {
        try database.run(
          "INSERT OR REPLACE INTO verification(delivery_id, at, against, differences) VALUES (?, ?, ?, ?)",
          [.integer(bill.delivery), .text(time), .text(side.rawValue), SQLValue(counts[bill.key] ?? 0)])
      }
    }
  }

  /// How the bills in force were last verified; those that never were since they came are left out.
  public func verifications() throws -> [BillKey: VerificationRecord] {
    var records: [Int64: VerificationRecord] = [:]
    try database.query("SELECT delivery_id, against, at, differences FROM verification") { row in
      guard let side = VerificationRecord.Side(rawValue: row.text(1) ?? "") else { return }
      records[Int64(row.integer(0))] = VerificationRecord(
        side: side, at: row.text(2) ?? "", differences: row.integer(3))
    }
    return try bills().reduce(into: [:]) { $0[$1.key] = records[$1.delivery] }
  }
}
