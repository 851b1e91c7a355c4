public import Allocation
public import Billing

/// How far the figures of a report can be trusted.
public struct DataQuality: Sendable {
  /// The bills of the period, with what was read from each.
  public var bills: [ReportBill]
  /// Dimensions that every charge should have, such as `tag:team`; the cost without each is told.
  public var expected: [String]
  /// Keys of tags that no earlier bill has; nil where there is no earlier bill.
  public var newTagKeys: [String]?
  /// Keys and values that look like misspellings of others, dearest first.
  public var lookalikes: [Lookalike] = []

  public init(bills: [ReportBill], expected: [String] = []) {
    self.bills = bills
    self.expected = expected
  }

  /// What the state of all bills together is: the one that is least certain.
  var state: ReportBill.State { bills.map(\.state).max() ?? .final }
}

/// One bill of the period.
public struct ReportBill: Sendable {
  /// How certain its figures are, the least certain last.
  public enum State: String, Sendable, CaseIterable, Comparable {
    /// Signed: later deliveries change nothing.
    case closed
    case final
    /// The provider calls it so.
    case estimated
    /// Signed, and delivered again since; the later delivery is kept beside it.
    case restated = "restated after close"

    public static func < (a: State, b: State) -> Bool {
      (allCases.firstIndex(of: a) ?? 0) < (allCases.firstIndex(of: b) ?? 0)
    }
  }

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
  public var state: State
  /// What it is billed in each currency, as it was read row by row.
  public var billed: [String: Amount]
  /// Cells that a measure needed and that were empty.
  public var emptyCells: Int
  /// Those of them in effective and net cost, where billed cost stands in for what is missing.
  public var fallbacks = 0
  /// Rows that could not be read and were set aside.
  public var rejects: Int
  /// Days up to the newest charge on which nothing is charged, as `2026-10-04`.
  public var missingDays: [String] = []
  /// All deliveries of the bill, the first one first.
  public var deliveries: [ReportDelivery] = []
  /// When the manifest says that it was delivered.
  public var delivered: String?
  /// The last hour in which a charge begins, in hours since 1970; nil where nobody tells.
  public var newestHour: Int?

  public init(
    account: String, format: String, files: [String], rows: Int, charges: Int, state: State,
    billed: [String: Amount], emptyCells: Int = 0, rejects: Int = 0, delivered: String? = nil
  ) {
    self.account = account
    self.format = format
    self.files = files
    self.rows = rows
    self.charges = charges
    self.state = state
    self.billed = billed
    self.emptyCells = emptyCells
    self.rejects = rejects
    self.delivered = delivered
  }
}

/// One delivery of a bill: providers deliver a month again and again until it is final.
public struct ReportDelivery: Sendable, Equatable {
  /// What a service was billed beyond the delivery before, in one currency.
  public struct Change: Sendable, Equatable {
    public var service: String?
    public var currency: String
    public var before: Amount
    public var after: Amount

    public init(service: String?, currency: String, before: Amount, after: Amount) {
      self.service = service
      self.currency = currency
      self.before = before
      self.after = after
    }
  }

  /// 1 for the first.
  public var number: Int
  /// `new`, `replaced`, `added` or `kept beside`.
  public var status: String
  /// Whether the month's figures come from it.
  public var isInForce: Bool
  public var rows: Int
  /// By currency.
  public var billed: [String: Amount]
  /// The services that changed since the delivery before, the largest change first.
  public var changes: [Change]

  public init(
    number: Int, status: String, isInForce: Bool, rows: Int, billed: [String: Amount], changes: [Change]
  ) {
    self.number = number
    self.status = status
    self.isInForce = isInForce
    self.rows = rows
    self.billed = billed
    self.changes = changes
  }
}
