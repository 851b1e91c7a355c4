internal import Billing

/// Writes a listing as CSV, quoted as in RFC 4180, under a line of the columns' keys.
///
/// Lines end in a line feed alone, which every reader takes and `grep` and `cut` need.
struct CSVWriter {
  func text(of listing: Listing) -> String {
    let header = listing.columns.map { Self.field($0.key) }
    let rows = listing.rows.map { $0.map { Self.field(Self.value($0)) } }
    return ([header] + rows).map { $0.joined(separator: ",") + "\n" }.joined()
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

  private static func field(_ text: String) -> String {
    let special: Set<Unicode.Scalar> = ["\"", ",", "\n", "\r"]
    guard text.unicodeScalars.contains(where: special.contains) else { return text }
    return "\"" + text.replacing("\"", with: "\"\"") + "\""
  }
}
