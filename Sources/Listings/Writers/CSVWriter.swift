internal import Billing

/// Writes a listing as CSV, quoted as in RFC 4180, under a line of the columns' keys.
///
/// Lines end in a line feed alone, which every reader takes and `grep` and `cut` need.
public struct CSVWriter {
  public init() {}

  public func bytes(of listing: Listing) -> [UInt8] {
    var text: [UInt8] = []
    for (index, column) in listing.columns.enumerated() {
      if index > 0 { text.append(UInt8(ascii: ",")) }
      Self.append(column.key, to: &text)
    }
    text.append(UInt8(ascii: "\n"))
    let columns = listing.rows.columns.map { CellWriter($0, Self.append) }
    for row in 0..<listing.rows.count {
      text.makeRoom(for: listing.rows.count, after: row)
      for index in columns.indices {
        if index > 0 { text.append(UInt8(ascii: ",")) }
        columns[index].append(row, to: &text)
      }
      text.append(UInt8(ascii: "\n"))
    }
    return text
  }

  private static func append(_ cell: Listing.Cell, to text: inout [UInt8]) {
    switch cell {
    case .absent: break
    case .text(let field): append(field, to: &text)
    case .amount(let amount), .number(let amount): amount.trimmed.append(to: &text)
    case .count(let count): text.append(contentsOf: String(count).utf8)
    case .flag(let flag): text.append(contentsOf: String(flag).utf8)
    }
  }

  private static func append(_ field: String, to text: inout [UInt8]) {
    let needsQuotes = field.utf8.contains {
      $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "\n")
        || $0 == UInt8(ascii: "\r")
    }
    guard needsQuotes else { return text.append(contentsOf: field.utf8) }
    text.append(UInt8(ascii: "\""))
    for byte in field.utf8 {
      text.append(byte)
      if byte == UInt8(ascii: "\"") { text.append(byte) }
    }
    text.append(UInt8(ascii: "\""))
  }
}
