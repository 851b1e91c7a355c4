public import Billing

/// What a question gives: one row for each group, slice and currency (or unit).
public struct CostAnswer: Sendable {
  /// The question's `by`, in its order.
  public var dimensions: [String]
  public var per: CostQuestion.Per
  public var metric: Measure
  /// Sorted by slice, then dearest first, then by name.
  public var rows: CostRows
  /// What a reader must know: a measure absent in a bill, rejected rows, an estimated bill.
  public var notes: [String]

  public init(
    dimensions: [String], per: CostQuestion.Per, metric: Measure, rows: CostRows, notes: [String]
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

/// The figures of an answer, with what many share held once: a month by hour has tens of thousands.
public struct CostRows: Sendable {
  /// What the rows of a group have in common.
  public struct Group: Sendable, Hashable {
    /// As `CostRow.values`.
    public var values: [String?]
    /// As `CostRow.unit`.
    public var unit: String?

    public init(values: [String?], unit: String?) {
      self.values = values
      self.unit = unit
    }
  }

  /// The sum of one group in one slice.
  public struct Sum: Sendable {
    public var group: Int32
    public var slice: Int32
    /// At the rows' scale.
    public var units: Int128

    public init(group: Int32, slice: Int32, units: Int128) {
      self.group = group
      self.slice = slice
      self.units = units
    }
  }

  public var groups: [Group]
  /// The starts of the slices, as `CostRow.periodStart`.
  public var slices: [String?]
  /// In the order of the rows.
  public var sums: [Sum]
  /// The decimals of all sums.
  public var scale: Int

  public init(groups: [Group], slices: [String?], sums: [Sum], scale: Int) {
    self.groups = groups
    self.slices = slices
    self.sums = sums
    self.scale = scale
  }
}

extension CostRows: RandomAccessCollection {
  public var startIndex: Int { 0 }
  public var endIndex: Int { sums.count }

  public subscript(index: Int) -> CostRow {
    let sum = sums[index]
    let group = groups[Int(sum.group)]
    return CostRow(
      values: group.values, periodStart: slices[Int(sum.slice)],
      amount: Amount(units: sum.units, scale: scale),
      unit: group.unit)
  }
}
