internal import Billing

/// A table, held once; each writer gives it its form.
public struct ReportTable: Sendable {
  /// What its sums must equal.
  enum Coverage {
    /// Its `cost` column is the whole bill, and every column of money adds up to its total row.
    case wholeBill
    /// A part of the bill: every column of money adds up to its total row.
    case part
    /// Parts that overlap, or that nothing adds up.
    case excerpt
  }

  /// One line; its cells stand in the columns' order.
  public struct Row: Sendable {
    /// The currency of its money.
    public var currency: String?
    public var cells: [Cell]
    /// Its name in CSV, where its first cell does not tell it from others.
    public var key: String?
    /// What people see of the money of some columns, by their places: cents that add up.
    var cents: [Int: Amount] = [:]

    init(_ cells: [Cell], currency: String?, key: String? = nil) {
      self.cells = cells
      self.currency = currency
      self.key = key
    }

    /// What people read in a column, before a writer escapes it.
    func shown(_ column: Int) -> String {
      guard let amount = cents[column] else { return cells[column].shown }
      return cells[column].with(amount).shown
    }

    /// Whether it holds what a longer table would say in several.
    var isOthers: Bool {
      guard case .text(let label) = cells.first else { return false }
      return label.value == "Others"
    }
  }

  /// The section in CSV, and the name of the table's own file.
  public var id: String
  public var title: String
  public var columns: [Column]
  public var rows: [Row]
  public var totals: [Row] = []
  /// The command lines that give it.
  public var commands: [String] = []
  /// A sentence below it.
  public var note: String?
  /// How many rows people see; CSV has all.
  var visibleRows = Int.max
  var coverage = Coverage.wholeBill
  /// Whether HTML folds it away, beside a picture that shows the same.
  var isFolded = false
  /// Whether it is narrow enough for Markdown; CSV has every table.
  var isInMarkdown = true

  init(id: String, title: String, columns: [Column], rows: [Row]) {
    self.id = id
    self.title = title
    self.columns = columns
    self.rows = rows
  }

  /// Throws where the rows do not add up to the table's totals, or these are not the bill's.
  func verify(against grand: Totals) throws {
    guard coverage != .excerpt else { return }
    for (index, column) in columns.enumerated() {
      var sum = Totals()
      for row in rows {
        if let amount = row.cells[index].amount { sum.add(amount, row.currency ?? "") }
      }
      for total in totals {
        guard let expected = total.cells[index].amount else { continue }
        try compare(sum, expected, column, total.currency ?? "")
      }
      guard column.id == "cost", coverage == .wholeBill else { continue }
      for currency in Set(grand.currencies).union(sum.currencies).sorted() {
        try compare(sum, grand[currency], column, currency)
      }
    }
  }

  private func compare(_ sum: Totals, _ total: Amount, _ column: Column, _ currency: String) throws {
    guard sum[currency] == total else {
      throw Problem.doesNotAddUp(
        table: title, column: column.title, sum: sum[currency], total: total, currency: currency)
    }
  }
}
