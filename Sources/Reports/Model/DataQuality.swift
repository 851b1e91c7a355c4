/// How far the figures of a report can be trusted.
public struct DataQuality: Sendable {
  /// The bills of the period, with what was read from each.
  public var bills: [ReportBill]
  /// Dimensions that every charge should have, such as `tag:team`; the cost without each is told.
  public var expected: [String]

  public init(bills: [ReportBill], expected: [String] = []) {
    self.bills = bills
    self.expected = expected
  }

  /// Whether a provider may still change one of the bills.
  var isEstimated: Bool { bills.contains(where: \.estimated) }
}

/// One bill of the period.
public struct ReportBill: Sendable {
  /// The billing account.
  public var account: String
  /// What it is written in, such as `CUR 1.0`.
  public var format: String
  /// Base names of the files that it came in.
  public var files: [String]
  /// Data rows of those files, total lines included.
  public var rows: Int
  /// Rows that count.
  public var charges: Int
  /// Whether the provider calls it estimated.
  public var estimated: Bool
  /// Cells that a measure needed and that were empty.
  public var emptyCells: Int
  /// Rows that could not be read and were set aside.
  public var rejects: Int
  /// When the manifest says that it was delivered.
  public var delivered: String?

  public init(
    account: String, format: String, files: [String], rows: Int, charges: Int, estimated: Bool,
    emptyCells: Int = 0, rejects: Int = 0, delivered: String? = nil
  ) {
    self.account = account
    self.format = format
    self.files = files
    self.rows = rows
    self.charges = charges
    self.estimated = estimated
    self.emptyCells = emptyCells
    self.rejects = rejects
    self.delivered = delivered
  }
}
