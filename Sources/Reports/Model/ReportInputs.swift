public import Allocation
public import Billing

/// All that a month's report is made from; nothing else reaches it, so the same inputs give the same bytes.
public struct ReportInputs {
  /// The billing period, as `2026-10`.
  public var period: Period
  /// Whose costs these are; shown on top.
  public var organization: String?
  /// The day that findings and the bill's state are told for, as `2026-11-02`.
  public var asOf: String
  /// The billing periods that the ledger holds, as `2026-10`; a comparison is made only with one of these.
  public var periods: [String]
  /// The business concepts, in the order of the configuration.
  public var concepts: [String]
  /// Those of them whose shared costs are spread.
  public var sharedConcepts: Set<String>
  public var coverage: ReportCoverage
  /// Names of accounts by their ids.
  public var accountNames: [String: String]
  public var quality: DataQuality
  /// The cost that every table shows.
  public var metric: Measure
  /// The zone of days and hours; an IANA name.
  public var timeZone: String
  /// Whether the month's bills tell the effective cost.
  public var hasEffectiveCost = false
  /// Whose statements the bill is divided into; nil where nothing divides it.
  public var owners: ReportOwners?
  /// The invoices that are known and on which charges of the month are, or no charge at all.
  public var invoices: [ReportInvoice] = []
  public var budgets: [ReportBudget] = []
  /// Where the month is booked to; nil where nobody tells.
  public var ledgerCodes: LedgerCodes?
  /// What the figures were made from, and by what; nil where that does not matter.
  public var origin: ReportOrigin?
  /// The names of the measured series.
  public var metrics: [String] = []
  /// The measures that all bills of the month have.
  public var measures: Set<Measure> = []
  /// What exists; nil where nothing was loaded.
  public var inventory: ReportInventory?
  /// What the janitor did; nil where it never ran.
  public var janitor: ReportJanitor?
  /// The currency that accounting books in; nil for those of the bills.
  public var conversion: ReportConversion?
  /// Tells what the rules say; asked once, and late, since the audit may still be at work.
  public var audit: () throws -> ReportAudit
  /// Answers a question about cost, as the command under a table would.
  public var answer: (CostQuestion) throws -> CostAnswer
  /// Tells why the second month cost more than the first, by each group of dimensions; nil where no report asks.
  public var bridges: ((Period, Period, CostQuestion, [[String]]) throws -> [MonthBridge])?
  /// Tells how charges came to their values of a concept; nil where no report asks.
  public var explain: ((String, Scope) throws -> [Explanation])?
  /// What somebody asked the janitor to keep.
  public var kept: [ReportKept] = []
  /// The cost of each unit of a measured series; nil where no report asks.
  public var unitCost: ((String, CostQuestion) throws -> UnitCost)?

  /// How far the report's time zone is from UTC in an hour since 1970, in seconds.
  func timeZoneOffset(_ hour: Int) -> Int {
    (try? TimeZoneOffsets(timeZone))?.offset(at: hour * 3600) ?? 0
  }

  public init(
    period: Period, organization: String?, asOf: String, periods: [String], concepts: [String] = [],
    sharedConcepts: Set<String> = [], coverage: ReportCoverage = ReportCoverage(),
    accountNames: [String: String] = [:], quality: DataQuality, metric: Measure = .billed,
    timeZone: String = "UTC", audit: @escaping () throws -> ReportAudit = { ReportAudit() },
    answer: @escaping (CostQuestion) throws -> CostAnswer
  ) {
    self.period = period
    self.organization = organization
    self.asOf = asOf
    self.periods = periods
    self.concepts = concepts
    self.sharedConcepts = sharedConcepts
    self.coverage = coverage
    self.accountNames = accountNames
    self.quality = quality
    self.metric = metric
    self.timeZone = timeZone
    self.audit = audit
    self.answer = answer
  }
}
