public import Billing

/// A bill as the ledger holds it.
public struct StoredBill: Sendable {
  public var id: Int64
  public var key: BillKey
  public var format: String
  public var providers: [String]
  /// The billing period's first hour, in hours since 1970, and its length.
  public var firstHour: Int
  public var hours: Int
  /// The last hour in which a charge begins.
  public var newestHour: Int
  public var scale: Int
  public var usageScale: Int
  public var measures: [Measure]
  /// Dimensions that were left out, because they differ in nearly every row.
  public var unkept: [Dimension]
  /// Whether invoice ids are still blank.
  public var isEstimated: Bool
  public var isClosed: Bool
  /// Tag keys that stand with members, so that a block's cells may differ in them.
  public var ownTagKeys: Set<String>
  public var rejects: Int
  /// The delivery that it is, by its id.
  public var delivery: Int64

  public func scale(of measure: Measure) -> Int { measure.isMoney ? scale : usageScale }
}

/// What a stored bill adds up to, in one currency and measure.
public struct StoredTotal: Sendable {
  public var bill: Int64
  public var currency: String
  public var measure: Measure
  public var total: Amount
  public var rows: Int
  public var charges: Int
  public var emptyCells: Int
}

extension Ledger {
  /// All bills, by period and account.
  public func bills() throws -> [StoredBill] {
    var ownTags: [Int64: Set<String>] = [:]
    try database.query("SELECT bill_id, key FROM bill_key WHERE kind = 'own_tag'") { row in
      ownTags[Int64(row.integer(0)), default: []].insert(row.text(1) ?? "")
    }
    var bills: [StoredBill] = []
    try database.query(
      """
      SELECT id, billing_account, period, format, providers, first_hour, hours, newest_hour, scale, usage_scale,
        measures, unkept, is_estimated, closed_at IS NOT NULL, (SELECT count(*) FROM reject WHERE bill_id = bill.id),
        delivery_id
      FROM bill ORDER BY period, billing_account
      """
    ) { row in
      let id = Int64(row.integer(0))
      bills.append(
        StoredBill(
          id: id, key: BillKey(billingAccount: row.text(1) ?? "", period: row.text(2) ?? ""),
          format: row.text(3) ?? "", providers: TagMap.list(row.text(4) ?? ""), firstHour: row.integer(5),
          hours: row.integer(6), newestHour: row.integer(7), scale: row.integer(8),
          usageScale: row.integer(9),
          measures: TagMap.list(row.text(10) ?? "").compactMap(Measure.init),
          unkept: TagMap.list(row.text(11) ?? "").compactMap(Dimension.init),
          isEstimated: row.integer(12) != 0, isClosed: row.integer(13) != 0,
          ownTagKeys: ownTags[id] ?? [], rejects: row.integer(14), delivery: Int64(row.integer(15))))
    }
    return bills
  }

  /// The totals of all bills, as they were read row by row.
  public func billTotals() throws -> [StoredTotal] {
    var totals: [StoredTotal] = []
    try database.query("SELECT bill_id, currency, measure, total, rows, charges, empty_cells FROM bill_total")
    { row in
      guard let measure = Measure(rawValue: row.text(2) ?? ""), let total = Amount(row.text(3) ?? "") else {
        return
      }
      totals.append(
        StoredTotal(
          bill: Int64(row.integer(0)), currency: row.text(1) ?? "", measure: measure, total: total,
          rows: row.integer(4), charges: row.integer(5), emptyCells: row.integer(6)))
    }
    return totals
  }

  /// The base names of the files that a bill came in, with the digests of what they have of it.
  public func files(of bill: Int64) throws -> [(name: String, digest: String)] {
    var files: [(name: String, digest: String)] = []
    try database.query(
      "SELECT name, digest FROM bill_file WHERE bill_id = ? ORDER BY rowid", [.integer(bill)]
    ) {
      row in
      let name = (row.text(0) ?? "").split(separator: "/").last.map(String.init) ?? ""
      files.append((name, row.text(1) ?? ""))
    }
    return files
  }

  /// The keys of all tags, or of all cost categories, over all bills.
  public func tagKeys(kind: String = "tag") throws -> [String] {
    var keys: [String] = []
    try database.query("SELECT DISTINCT key FROM bill_key WHERE kind = ? ORDER BY key", [.text(kind)]) {
      row in
      keys.append(row.text(0) ?? "")
    }
    return keys
  }

  /// The keys of tags in a month's bills that no bill of an earlier month has.
  public func newTagKeys(in period: String) throws -> [String] {
    var keys: [String] = []
    try database.query(
      """
      SELECT k.key FROM bill_key k JOIN bill b ON b.id = k.bill_id WHERE k.kind = 'tag'
      GROUP BY k.key HAVING min(b.period) = ? ORDER BY k.key
      """, [.text(period)]
    ) { row in keys.append(row.text(0) ?? "") }
    return keys
  }
}
