internal import Billing

/// What the templates of a letter name.
struct LetterPage {
  struct Head {
    let text: String
    let align: String
  }

  struct Field {
    let text: String
    let second: String?
    let align: String
  }

  struct Line {
    let fields: [Field]
    let isTotal: Bool
  }

  struct Table {
    let tableTitle: String
    let heads: [Head]
    let lines: [Line]
    let plain: [String]
    let commands: [String]
    let more: String?
  }

  let subject: String
  let sentences: [String]
  let tables: [Table]
  let foot: String

  init(_ letter: Letter) {
    subject = letter.subject.onOneLine
    sentences = letter.sentences.map(\.onOneLine)
    tables = letter.tables.map(Table.init)
    foot = letter.foot.onOneLine
  }
}

extension LetterPage.Table {
  init(_ table: ReportTable) {
    let columns = table.columns.enumerated().filter { !$0.element.isForScripts }
    func align(_ index: Int) -> String { table.columns[index].isNumeric ? "right" : "left" }
    func line(_ row: ReportTable.Row, isTotal: Bool) -> LetterPage.Line {
      LetterPage.Line(
        fields: columns.map { index, _ in
          LetterPage.Field(
            text: row.shown(index).onOneLine, second: row.cells[index].detail?.onOneLine, align: align(index))
        }, isTotal: isTotal)
    }
    tableTitle = table.title
    heads = columns.map { LetterPage.Head(text: $0.element.title, align: align($0.offset)) }
    lines =
      table.rows.prefix(table.visibleRows).map { line($0, isTotal: false) }
      + table.totals.map { line($0, isTotal: true) }
    commands = table.commands.map(\.onOneLine)
    let hidden = table.rows.count - min(table.rows.count, table.visibleRows)
    more = hidden > 0 ? "and \(hidden.grouped) more" : nil
    plain = Self.plain(heads, lines)
  }

  /// Columns two blanks apart, names left and figures right.
  private static func plain(_ heads: [LetterPage.Head], _ lines: [LetterPage.Line]) -> [String] {
    let grid = [heads.map(\.text)] + lines.map { $0.fields.map(\.text) }
    let widths = heads.indices.map { index in grid.map { $0[index].count }.max() ?? 0 }
    let rows = grid.map { fields in
      let padded = fields.enumerated().map { index, field in
        let blank = String(repeating: " ", count: widths[index] - field.count)
        return heads[index].align == "right" ? blank + field : field + blank
      }
      var line = padded.joined(separator: "  ")
      while line.last == " " { line.removeLast() }
      return line
    }
    let rule = widths.map { String(repeating: "-", count: $0) }.joined(separator: "  ")
    return [rows[0], rule] + rows.dropFirst()
  }
}

extension String {
  /// A name of somebody else's making as it may stand in a line of text: what would end the line, command a
  /// terminal or turn what follows around is its code point.
  var onOneLine: String {
    var result = ""
    for scalar in unicodeScalars {
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse:
        result += "U+" + String(scalar.value, radix: 16, uppercase: true)
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
