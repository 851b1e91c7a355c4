internal import Billing
/// A table as Markdown: padded, so that it reads well unrendered too, with figures to the right.
struct MarkdownTable {
  let tableTitle: String?
  let lines: [String]
  let commands: [String]
  let tableNote: String?
  let more: String?

  init(_ table: ReportTable, isNamed: Bool) {
    let columns = table.columns.enumerated().filter { !$0.element.isForScripts }
    let visible = table.rows.prefix(table.visibleRows)
    let head = columns.map { MarkdownText.escaped($0.element.title) }
    let body = visible.map { row in columns.map { Self.text(row, $0.offset) } }
    let totals = table.totals.map { row in
      columns.map { column in
        let text = Self.text(row, column.offset)
        return text.isEmpty ? "" : "**\(text)**"
      }
    }
    let grid = [head] + body + totals
    let widths = columns.indices.map { index in max(3, grid.map { $0[index].count }.max() ?? 0) }

    func line(_ fields: [String]) -> String {
      let padded = fields.enumerated().map { index, field in
        let blank = String(repeating: " ", count: widths[index] - field.count)
        return columns[index].element.isNumeric ? blank + field : field + blank
      }
      return "| " + padded.joined(separator: " | ") + " |"
    }

    let rule = columns.indices.map { index in
      let dashes = String(repeating: "-", count: widths[index] - 1)
      return columns[index].element.isNumeric ? dashes + ":" : dashes + "-"
    }
    tableTitle = isNamed ? MarkdownText.escaped(table.title) : nil
    lines = [line(head), line(rule)] + (body + totals).map(line)
    commands = table.commands.map(MarkdownText.code)
    tableNote = table.note.map(MarkdownText.escaped)
    let hidden = table.rows.count - visible.count
    more = hidden > 0 ? "\(hidden.grouped) more are in `\(table.id).csv`." : nil
  }

  private static func text(_ row: ReportTable.Row, _ column: Int) -> String {
    let first = MarkdownText.escaped(row.shown(column))
    guard let second = row.cells[column].detail, !second.isEmpty else { return first }
    return first + "<br>" + MarkdownText.escaped(second)
  }
}
