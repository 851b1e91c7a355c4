internal import FoundationEssentials

/// A letter for programs.
enum LetterJSON {
  private struct Body: Encodable {
    var kind: String
    var organization: String?
    var owner: String?
    var period: String
    var subject: String
    var tables: [String: [[String: String?]]]
  }

  static func text(of letter: Letter) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let tables = letter.tables.map { table in (table.id, table.rows.map { row(table, $0) }) }
    let body = Body(
      kind: letter.kind, organization: letter.organization, owner: letter.owner, period: letter.period,
      subject: letter.subject, tables: Dictionary(tables) { first, _ in first })
    return String(decoding: try encoder.encode(body), as: UTF8.self)
  }

  private static func row(_ table: ReportTable, _ row: ReportTable.Row) -> [String: String?] {
    var fields: [String: String?] = [:]
    for (column, cell) in zip(table.columns, row.cells) { fields[column.id] = value(cell) }
    if let currency = row.currency { fields["currency"] = currency }
    return fields
  }

  /// As CSV has it, but for names, which need no guard against spreadsheets.
  private static func value(_ cell: Cell) -> String? {
    if case .text(let label) = cell { return label.value }
    return cell.exact.isEmpty ? nil : cell.exact
  }
}
