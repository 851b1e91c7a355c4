/// One provider's charges for one billing account and month, as series: what Billing gives to a ledger.
///
/// Whoever adds a bill up (the workers here, or a cluster) hands it on in this form.
public struct Bill: Sendable {
  public var key: BillKey
  /// The format with its version: `CUR 1.0`.
  public var format: String
  /// The files it came in.
  public var files: [BillFile]
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
  /// Files that were passed over, because what they have of the bill is already counted.
  public var repeats: [String] = []
  /// What stands on each invoice, by kind of charge.
  public var invoices: [InvoiceSum] = []

  public init(
    key: BillKey, format: String, files: [BillFile], firstHour: Int, hours: Int, scale: Int, usageScale: Int,
    measures: [Measure], unkept: [Dimension], combinations: [Combination], ownTagKeys: Set<String>,
    summaries: [BillSummary], newestHour: Int, isEstimated: Bool, differences: [String], rejects: [Reject],
    invoices: [InvoiceSum] = []
  ) {
    self.key = key
    self.format = format
    self.files = files
    self.firstHour = firstHour
    self.hours = hours
    self.scale = scale
    self.usageScale = usageScale
    self.measures = measures
    self.unkept = unkept
    self.combinations = combinations
    self.ownTagKeys = ownTagKeys
    self.summaries = summaries
    self.newestHour = newestHour
    self.isEstimated = isEstimated
    self.differences = differences
    self.rejects = rejects
    self.invoices = invoices
  }

  public func scale(of measure: Measure) -> Int { measure.isMoney ? scale : usageScale }
}

/// A file with rows of a bill.
public struct BillFile: Sendable, Hashable {
  /// The base name.
  public var name: String
  /// Tells whether two files have the same rows of the bill, however they are packed.
  public var digest: String

  public init(name: String, digest: String) {
    self.name = name
    self.digest = digest
  }
}

/// What charges of one category add up to on one invoice; those without an invoice yet are together.
public struct InvoiceSum: Sendable, Equatable {
  public var issuer: String?
  public var invoice: String?
  public var currency: String
  public var category: String?
  public var charges: Int
  public var billed: Amount

  public init(
    issuer: String?, invoice: String?, currency: String, category: String?, charges: Int, billed: Amount
  ) {
    self.issuer = issuer
    self.invoice = invoice
    self.currency = currency
    self.category = category
    self.charges = charges
    self.billed = billed
  }

  var sortKey: [String] { [currency, issuer ?? "", invoice ?? "", category ?? ""] }

  /// Adds up what has the same issuer, invoice, currency and category, in the order of first appearance.
  public static func grouped(_ sums: [InvoiceSum]) -> [InvoiceSum] {
    var places: [[String?]: Int] = [:]
    var grouped: [InvoiceSum] = []
    for sum in sums {
      let key = [sum.issuer, sum.invoice, sum.currency, sum.category]
      if let place = places[key] {
        grouped[place].charges += sum.charges
        grouped[place].billed += sum.billed
      } else {
        places[key] = grouped.count
        grouped.append(sum)
      }
    }
    return grouped
  }
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

  public init(currency: String, rows: Int, charges: Int, totals: [Amount], empties: [Int]) {
    self.currency = currency
    self.rows = rows
    self.charges = charges
    self.totals = totals
    self.empties = empties
  }
}

/// The hours of one series; the same object is filled again for the next.
public final class SeriesCells {
  /// The combination's place in the bill's list.
  public var combination = 0
  public var resource: [UInt8] = []
  /// Tags that only this member has, as JSON; empty where there are none.
  public var ownTags: [UInt8] = []
  /// Hours since 1970, ascending.
  public var hours: [Int32] = []
  /// A value for each hour, at the bill's scale: all of the bill's first measure, then of its second, and so on.
  public var values: [Int128] = []

  public init() {}

  /// A measure's value for each hour.
  public func values(of measure: Int) -> ArraySlice<Int128> {
    values[(measure * hours.count)..<((measure + 1) * hours.count)]
  }
}
