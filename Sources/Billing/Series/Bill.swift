/// One provider's charges for one billing account and month, as series: what Billing gives to a ledger.
///
/// Whoever adds a bill up (the workers here, or a cluster) hands it on in this form.
public struct Bill: Sendable {
  public var key: BillKey
  /// The format with its version: `CUR 1.0`.
  public var format: String
  /// The base names of the files it came in.
  public var files: [String]
  /// The billing period's first hour, in hours since 1970, and its length.
  public var firstHour: Int
  public var hours: Int
  /// How many decimals its costs and its usage have.
  public var scale: Int
  public var usageScale: Int
  /// The measures that every charge of it has.
  public var measures: [Measure]
  /// Dimensions that its charges have and that are not kept, because they differ in nearly every row.
  public var unkept: [Dimension]
  public var combinations: [Combination]
  /// The keys of tags that stand with members.
  public var ownTagKeys: Set<String>
  /// One entry a currency, in the currencies' order.
  public var summaries: [BillSummary]
  /// The last hour in which a charge begins, in hours since 1970.
  public var newestHour: Int
  /// Whether the provider may still change it.
  public var isEstimated: Bool
  /// Total lines that differ from the charges that they state the sum of.
  public var differences: [String]
  /// Rows that were left out, with `--allow-rejects`.
  public var rejects: [Reject]

  public func scale(of measure: Measure) -> Int { measure.isMoney ? scale : usageScale }
}

/// What a bill adds up to in one currency, as read row by row.
public struct BillSummary: Sendable, Equatable {
  public var currency: String
  /// The data rows, and those of them that count.
  public var rows: Int
  public var charges: Int
  /// The exact sum of each of the bill's measures.
  public var totals: [Amount]
  /// How many charges had an empty cell where the measure needed one.
  public var empties: [Int]
}

/// The hours of one series; the same object is filled again for the next.
public final class SeriesCells {
  /// The combination's place in the bill's list.
  public internal(set) var combination = 0
  public internal(set) var resource: [UInt8] = []
  /// Tags that only this member has, as JSON; empty where there are none.
  public internal(set) var ownTags: [UInt8] = []
  /// Hours since 1970, ascending.
  public internal(set) var hours: [Int32] = []
  /// For each of the bill's measures a value for each hour, at the bill's scale.
  public internal(set) var values: [[Int128]] = []

  init() {}
}
