/// A question about the last days of the bills whose answer a rule reads as a table.
public struct CostTableQuestion: Sendable, Hashable {
  /// What a row is about beside the values of `by`.
  public enum Per: String, CaseIterable, Sendable {
    case total, day
    /// The 168 hours of a week, from Monday's first; days are added up over the weeks.
    case hourOfWeek = "hour_of_week"
  }

  /// What a row tells.
  public enum Figure: String, CaseIterable, Sendable {
    /// Effective cost; billed cost where a bill has no effective one.
    case cost
    case quantity
    /// In how many hours anything was used.
    case hours
  }

  /// Dimensions, `tag:KEY`, `concept:NAME` (the tag of that name where there is no such concept), and
  /// `resource_id`, the last part of a resource's ARN.
  public var by: [String]
  public var per: Per
  /// How many days that the bills cover; fewer where the ledger holds less.
  public var days: Int
  /// Conditions as `tarsier cost --where` takes them.
  public var filters: [String]
  public var figures: Set<Figure>
  /// The zone whose hours of the week are meant; an IANA name.
  public var timeZone: String

  public init(
    by: [String], per: Per = .total, days: Int = 30, filters: [String] = [],
    figures: Set<Figure> = [.cost], timeZone: String = "UTC"
  ) {
    self.by = by
    self.per = per
    self.days = days
    self.filters = filters
    self.figures = figures
    self.timeZone = timeZone
  }
}

/// What a question for a table gives.
public struct CostTableAnswer: Sendable {
  /// One row; where a group has two currencies, each has a row, and the first one has quantity and hours.
  public struct Row: Sendable, Equatable {
    public var values: [String?]
    /// Days since 1970, or the hour of the week from 0; 0 where the question asks for totals.
    public var slice: Int
    /// At the answer's scale; nil where the question does not ask for it.
    public var cost: Int128?
    public var currency: String?
    /// At the answer's scale for quantities; nil where the group has several units.
    public var quantity: Int128?
    public var unit: String?
    public var hours: Int?

    public init(
      values: [String?], slice: Int, cost: Int128? = nil, currency: String? = nil, quantity: Int128? = nil,
      unit: String? = nil, hours: Int? = nil
    ) {
      self.values = values
      self.slice = slice
      self.cost = cost
      self.currency = currency
      self.quantity = quantity
      self.unit = unit
      self.hours = hours
    }
  }

  public var rows: [Row] = []
  public var scale = 0
  public var usageScale = 0
  /// How many days the rows cover, and the last one of them, in days since 1970.
  public var days = 0
  public var lastDay = 0

  /// What a ledger without bills gives.
  public init() {}

  init(rows: [Row], scale: Int, usageScale: Int, days: Int, lastDay: Int) {
    self.rows = rows
    self.scale = scale
    self.usageScale = usageScale
    self.days = days
    self.lastDay = lastDay
  }
}
