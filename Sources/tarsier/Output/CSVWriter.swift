internal import Billing

/// Writes a listing as CSV, quoted as in RFC 4180, under a line of the columns' keys.
///
/// Lines end in a line feed alone, which every reader takes and `grep` and `cut` need.
struct CSVWriter {
  func text(of listing: Listing) -> String {
    var text: [UInt8] = []
    for (index, column) in listing.columns.enumerated() { Self.append(column.key, index, to: &text) }
    text.append(UInt8(ascii: "\n"))
    for row in listing.rows {
      for (index, cell) in row.enumerated() { Self.append(Self.value(cell), index, to: &text) }
      text.append(UInt8(ascii: "\n"))
    }
    return String(decoding: text, as: UTF8.self)
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

  private static func append(_ field: String, _ index: Int, to text: inout [UInt8]) {
    if index > 0 { text.append(UInt8(ascii: ",")) }
    let start = text.count
    text.append(contentsOf: field.utf8)
    let needsQuotes = text[start...].contains {
      $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "\n")
        || $0 == UInt8(ascii: "\r")
    }
    guard needsQuotes else { return }
    text.removeSubrange(start...)
    text.append(contentsOf: "\"\(field.replacing("\"", with: "\"\""))\"".utf8)
  }
}
