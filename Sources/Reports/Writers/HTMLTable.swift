internal import Billing

/// A table as the HTML template names its parts.
struct HTMLTable {
  struct Head {
    let text: String
    let style: String
    /// Whether a column of bars stands before its own.
    let hasBars: Bool
  }

  struct Line {
    let isOthers: Bool
    let name: Field
    let fields: [Field]
  }

  struct Field {
    let text: String
    let style: String
    let second: String?
    /// A drawing in a cell of its own before the figure's.
    let bar: String?
    /// A drawing that stands for the text.
    var drawing: String?
  }

  let tableTitle: String
  let titleStyle: String
  let heads: [Head]
  let lines: [Line]
  let hasTotal: Bool
  let totalLines: [Line]
  let commands: [String]
  let tableNote: String?
  let more: String?
  let folded: Bool

  init(_ table: ReportTable, isNamed: Bool) {
    let columns = table.columns.enumerated().filter { !$0.element.isForScripts }
    tableTitle = table.title
    titleStyle = isNamed ? "named" : "unseen"
    heads = columns.map { _, column in
      Head(text: column.title, style: column.isNumeric ? "n" : "t", hasBars: column.hasBars)
    }
    let bars = columns.map { index, column in column.hasBars ? ColumnOfBars(table.rows, index) : nil }

    func line(_ row: ReportTable.Row, isTotal: Bool) -> Line {
      let fields = columns.enumerated().map { position, column in
        let cell = row.cells[column.offset]
        let bar = bars[position].map { isTotal ? "" : $0.html(row) }
        if case .trend(let trend) = cell {
          return Field(text: "", style: "m", second: nil, bar: nil, drawing: trend.drawing)
        }
        return Field(text: row.shown(column.offset), style: Self.style(cell), second: cell.detail, bar: bar)
      }
      return Line(isOthers: row.isOthers, name: fields[0], fields: Array(fields.dropFirst()))
    }

    lines = table.rows.prefix(table.visibleRows).map { line($0, isTotal: false) }
    totalLines = table.totals.map { line($0, isTotal: true) }
    hasTotal = !table.totals.isEmpty
    commands = table.commands
    tableNote = table.note
    let hidden = table.rows.count - lines.count
    more = hidden > 0 ? "\(hidden.grouped) more are in \(table.id).csv." : nil
    folded = table.isFolded
  }

  private static func style(_ cell: Cell) -> String {
    switch cell {
    case .severity(let word): "t severity \(["low", "medium", "high"].contains(word) ? word : "low")"
    case .text(let label) where label.value == nil: "t absent"
    case .text: "t"
    case .money(.some(let amount)) where amount < .zero: "n negative"
    default: "n"
    }
  }
}
