internal import Billing
internal import Charts

/// The bars of one column: each as long as its figure is, next to the largest of the same currency.
struct ColumnOfBars {
  private let index: Int
  private var largest: [String: Amount] = [:]

  init(_ rows: [ReportTable.Row], _ index: Int) {
    self.index = index
    for row in rows where !row.isOthers {
      guard let amount = row.cells[index].amount else { continue }
      let currency = row.currency ?? ""
      largest[currency] = max(largest[currency] ?? .zero, amount < .zero ? -amount : amount)
    }
  }

  /// The row's bar; the rest that `Others` adds up has none, as it would dwarf all.
  func html(_ row: ReportTable.Row) -> String {
    guard !row.isOthers, let amount = row.cells[index].amount else { return "" }
    return Bar(amount, largest: largest[row.currency ?? ""] ?? .zero).html
  }
}
