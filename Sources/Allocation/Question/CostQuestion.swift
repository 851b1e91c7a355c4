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
  /// Whether concepts' shared costs stay with the values that have them in the first place.
  public var beforeSharing = false
  /// Whether an empty answer says which filter nothing passes; it takes a question for each.
  public var explainsEmptiness = true

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
