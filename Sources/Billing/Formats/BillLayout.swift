/// Where the figures and dimensions of a bill stand in its rows: what a format makes of a header.
struct BillLayout: Sendable {
  /// The format's name with its version, as `import` shows it: `FOCUS 1.0`.
  var format: String
  var header: Header

  /// For each dimension the cells that it may come from; the first that is not empty is taken.
  var dimensions: [(dimension: Dimension, sources: [CellSource])] = []
  /// Columns that hold one tag each.
  var tags: [(key: String, column: Int)] = []
  /// Columns that hold tags as JSON.
  var tagMaps: [Int] = []
  var costCategories: [(key: String, column: Int)] = []
  var costCategoryMaps: [Int] = []
  var resource: Int?
  /// The column that numbers the line items.
  var lineID: Int?

  var periodStart: CellSource
  var periodEnd: CellSource?
  var chargeStart: CellSource
  var chargeEnd: CellSource?

  /// How a key of a JSON cell is called as a tag; nil for one that is none.
  var tagKey: @Sendable (String) -> String? = { $0 }

  /// The tags that a JSON cell holds.
  func tags(_ cell: String) -> [String: String] {
    var tags: [String: String] = [:]
    for (key, value) in TagMap.read(cell) {
      if let key = tagKey(key) { tags[key] = value }
    }
    return tags
  }

  /// The measures that the file has columns for, `billed` first.
  var measures: [Measure] = [.billed]
  /// Fills in what a format derives from other dimensions, such as the charge category.
  var derive: @Sendable (inout Combination) -> Void = { _ in }
  /// How a charge of a combination comes to its measures, in the order of `measures`.
  var sums: @Sendable (Combination) -> [MeasureSum] = { _ in [] }

  /// Whether the billing period is the month in which the charges begin, and rows may have no time.
  var takesPeriodFromCharges = false
  /// Whether a charge without an invoice means that the bill is not final.
  var isEstimatedWithoutInvoice = false
  /// What a line states that repeats the bill; nil for charges.
  var statedTotal: @Sendable (Combination) -> StatedTotal? = { _ in nil }

  /// Dimensions that this file's charges have and that are not kept, because they tell rows apart, not series.
  var unkept: Set<Dimension> = []

  /// The same layout without a dimension.
  func without(_ dimension: Dimension) -> BillLayout {
    var layout = self
    layout.dimensions.removeAll { $0.dimension == dimension }
    layout.unkept.insert(dimension)
    return layout
  }

  /// The columns whose text makes two charges the same series or not, without those of single tags.
  var keyColumns: Set<Int> {
    var columns = Set(tagMaps + costCategoryMaps + costCategories.map(\.column))
    for (_, sources) in dimensions { columns.formUnion(sources.compactMap(\.column)) }
    for source in [periodStart, periodEnd] { if let column = source?.column { columns.insert(column) } }
    return columns
  }

  /// What tells a row from those of other files: the number of the line item, else its series and hours.
  var identity: [ColumnRun] {
    if let lineID { return ColumnRun.runs(of: [lineID]) }
    let others = [resource, chargeStart.column, chargeEnd?.column].compactMap(\.self)
    return ColumnRun.runs(of: keyColumns.union(tags.map(\.column)).union(others))
  }
}

/// A cell of a row, or a value that the user gave for a column which the file lacks (`--assume`).
enum CellSource: Sendable, Equatable {
  case column(Int)
  /// One key of the JSON object in a column.
  case entry(Int, key: String)
  case constant(String)

  var column: Int? {
    switch self {
    case .column(let index), .entry(let index, _): index
    case .constant: nil
    }
  }
}

/// One measure of one kind of charge: a sum of cells.
struct MeasureSum: Sendable, Equatable {
  struct Term: Sendable, Equatable {
    var column: Int
    var negative = false
  }

  /// No terms: the measure is zero by definition.
  var terms: [Term]
  /// The measure, by its place in the layout's list, that stands in where a needed cell is empty; nil where
  /// an empty cell adds nothing.
  var fallback: Int?
  /// A column that this kind of charge needs and the file lacks, so that the whole bill lacks the measure.
  var missingColumn: String?

  static let zero = MeasureSum(terms: [])
  static func cell(_ column: Int, fallback: Int? = nil) -> MeasureSum {
    MeasureSum(terms: [Term(column: column)], fallback: fallback)
  }
}
