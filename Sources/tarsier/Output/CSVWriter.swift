internal import Billing

/// Writes a listing as CSV, quoted as in RFC 4180, under a line of the columns' keys.
///
/// Lines end in a line feed alone, which every reader takes and `grep` and `cut` need.
struct CSVWriter {
  func text(of listing: Listing) -> String {
    var text = ""
    Self.append(listing.columns.map(\.key), to: &text)
    for row in listing.rows { Self.append(row.map(Self.value), to: &text) }
    return text
  }

  private static func append(_ fields: [String], to text: inout String) {
    for (index, field) in fields.enumerated() {
      if index > 0 { text += "," }
      let needsQuotes = field.utf8.contains { $0 == 34 || $0 == 44 || $0 == 10 || $0 == 13 }
      text += needsQuotes ? "\"\(field.replacing("\"", with: "\"\""))\"" : field
    }
    text += "\n"
  }

  private static func value(_ cell: Listing.Cell) -> String {
    switch cell {
    case .absent: ""
    case .text(let text): text
    case .amount(let amount), .number(let amount): amount.description
    case .count(let count): String(count)
    case .flag(let flag): String(flag)
    }
  }
}
