public import Billing

/// A question about money or usage, as `tarsier cost` and the reports ask it.
public struct CostQuestion: Sendable {
  /// The slices that an answer has for each group.
  public enum Per: String, CaseIterable, Sendable { case total, month, week, day, hour }

  /// Dimensions, `tag:KEY`s and concepts to group by.
  public var by: [String] = []
  public var per = Per.total
  /// Conditions that must all hold.
  public var filters: [Filter] = []
  /// The first hour that counts, in hours since 1970 (UTC).
  public var from: Int?
  /// The first hour that counts no more.
  public var to: Int?
  public var metric = Measure.billed
  /// How many of the dearest groups to keep; the rest is added up as `Others`.
  public var top: Int?
  /// The zone whose days, weeks and hours are meant; an IANA name.
  public var timeZone = "UTC"

  public init() {}
}

/// One condition of a question: `team=checkout,search`, `region!=us-east-1`, `usage_type~^BoxUsage`.
public struct Filter: Sendable, Equatable {
  public enum Comparison: String, Sendable {
    case equal = "=", different = "!=", matches = "~", differs = "!~"
  }

  public var dimension: String
  public var comparison: Comparison
  /// Values, of which one must (or none may) agree; an empty one means absent.
  public var values: [String]

  public init(_ dimension: String, _ comparison: Comparison, _ values: [String]) {
    self.dimension = dimension
    self.comparison = comparison
    self.values = values
  }
}

/// What a question gives: one row for each group, slice and currency (or unit).
public struct CostAnswer: Sendable {
  /// The question's `by`, in its order.
  public var dimensions: [String]
  public var per: CostQuestion.Per
  public var metric: Measure
  /// Sorted by slice, then dearest first, then by name.
  public var rows: [CostRow]
  /// What a reader must know: a measure absent in a bill, rejected rows, an estimated bill.
  public var notes: [String]

  public init(
    dimensions: [String], per: CostQuestion.Per, metric: Measure, rows: [CostRow], notes: [String]
  ) {
    self.dimensions = dimensions
    self.per = per
    self.metric = metric
    self.rows = rows
    self.notes = notes
  }
}

/// One figure of an answer.
public struct CostRow: Sendable, Equatable {
  /// A value for each dimension; nil where it is absent.
  public var values: [String?]
  /// The start of the slice, as ISO 8601: `2026-10` for a month, `2026-10-03` for a day or the Monday of a
  /// week, `2026-10-03T19:00:00Z` for an hour; nil for the total.
  public var periodStart: String?
  public var amount: Amount
  /// The currency of money, or the unit of usage; nil where the bill names none.
  public var unit: String?

  public init(values: [String?], periodStart: String?, amount: Amount, unit: String?) {
    self.values = values
    self.periodStart = periodStart
    self.amount = amount
    self.unit = unit
  }
}
