internal import Billing

/// Writes a listing as an array of flat objects, one on a line, with the keys in the columns' order.
///
///     [
///       {"service": "AmazonEC2", "tag:team": null, "cost": "12.34", "currency": "USD"}
///     ]
struct JSONWriter {
  func text(of listing: Listing) -> String {
    guard !listing.rows.isEmpty else { return "[]\n" }
    let keys = listing.columns.map { TagMap.quoted($0.key) + ": " }
    let objects = listing.rows.map { row in
      "  {" + zip(keys, row).map { $0 + Self.value($1) }.joined(separator: ", ") + "}"
    }
    return "[\n" + objects.joined(separator: ",\n") + "\n]\n"
  }

  private static func value(_ cell: Listing.Cell) -> String {
    switch cell {
    case .absent: "null"
    case .text(let text): TagMap.quoted(text)
    case .amount(let amount): TagMap.quoted(amount.description)
    case .number(let number): number.description
    case .count(let count): String(count)
    case .flag(let flag): String(flag)
    }
  }
}
