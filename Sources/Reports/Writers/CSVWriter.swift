/// Writes a report for spreadsheets and scripts, with all digits.
enum CSVWriter {
  /// Every figure of every table on a line of its own.
  static func text(of report: MonthReport) -> String {
    csvLine(["section", "row", "column", "value", "currency"]) + report.tables.map(lines).joined()
  }

  private static func lines(of table: ReportTable) -> String {
    var text = ""
    for row in table.rows {
      let name = row.key.map(csvSafe) ?? row.cells[0].exact
      for (index, column) in table.columns.enumerated() where column.id != "currency" {
        let cell = row.cells[index]
        let currency = cell.amount == nil ? "" : row.currency ?? ""
        if index > 0 || row.key != nil {
          text += csvLine([table.id, name, column.id, cell.exact, currency])
        }
        if let detail = column.detailID {
          text += csvLine([table.id, name, detail, csvSafe(cell.detail ?? ""), ""])
        }
      }
    }
    return text
  }

  /// A table as it stands, without its total, with the currency last.
  static func text(of table: ReportTable) -> String {
    let columns = table.columns.enumerated().filter { $0.element.id != "currency" }
    let hasMoney = table.rows.contains { $0.currency != nil }
    let head = columns.flatMap { [$0.element.id] + ($0.element.detailID.map { [$0] } ?? []) }
    return csvLine(head + (hasMoney ? ["currency"] : []))
      + table.rows.map { row in
        let fields = columns.flatMap { index, column in
          [row.cells[index].exact] + (column.detailID == nil ? [] : [csvSafe(row.cells[index].detail ?? "")])
        }
        return csvLine(fields + (hasMoney ? [row.currency ?? ""] : []))
      }
      .joined()
  }
}
