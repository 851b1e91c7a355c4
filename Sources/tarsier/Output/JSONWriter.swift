internal import Billing

/// Writes a listing as an array of flat objects, one on a line, with the keys in the columns' order.
///
///     [
///       {"service": "AmazonEC2", "tag:team": null, "cost": "12.34", "currency": "USD"}
///     ]
struct JSONWriter {
  func text(of listing: Listing) -> String {
    guard !listing.rows.isEmpty else { return "[]\n" }
    let keys = listing.columns.map { Self.quoted($0.key) + ": " }
    let objects = listing.rows.map { row in
      "  {" + zip(keys, row).map { $0 + Self.value($1) }.joined(separator: ", ") + "}"
    }
    return "[\n" + objects.joined(separator: ",\n") + "\n]\n"
  }

  private static func value(_ cell: Listing.Cell) -> String {
    switch cell {
    case .absent: "null"
    case .text(let text): quoted(text)
    case .amount(let amount): quoted(amount.description)
    case .number(let number): number.description
    case .count(let count): String(count)
    case .flag(let flag): String(flag)
    }
  }

  /// A JSON string: what RFC 8259 makes one escape is escaped, all else stays as it is.
  static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case "\0"..<" ":
        let hex = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
