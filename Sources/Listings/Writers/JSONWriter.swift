internal import Billing

/// Writes a listing as an array of flat objects, one on a line, with the keys in the columns' order.
///
///     [
///       {"service": "AmazonEC2", "tag:team": null, "cost": "12.34", "currency": "USD"}
///     ]
public struct JSONWriter {
  public init() {}

  public func bytes(of listing: Listing) -> [UInt8] {
    guard listing.rows.count > 0 else { return Array("[]\n".utf8) }
    let keys = listing.columns.enumerated().map { index, column in
      Array(((index == 0 ? "  {" : ", ") + TagMap.quoted(column.key) + ": ").utf8)
    }
    var json = Array("[".utf8)
    let columns = listing.rows.columns.map { CellWriter($0, Self.append) }
    for row in 0..<listing.rows.count {
      json.makeRoom(for: listing.rows.count, after: row)
      json.append(contentsOf: (row == 0 ? "\n" : ",\n").utf8)
      for index in columns.indices {
        json.append(contentsOf: keys[index])
        columns[index].append(row, to: &json)
      }
      json.append(UInt8(ascii: "}"))
    }
    json.append(contentsOf: "\n]\n".utf8)
    return json
  }

  private static func append(_ cell: Listing.Cell, to json: inout [UInt8]) {
    switch cell {
    case .absent: json.append(contentsOf: "null".utf8)
    case .text(let text): TagMap.appendQuoted(text, to: &json)
    case .amount(let amount):
      json.append(UInt8(ascii: "\""))
      amount.trimmed.append(to: &json)
      json.append(UInt8(ascii: "\""))
    case .number(let number): number.trimmed.append(to: &json)
    case .count(let count): json.append(contentsOf: String(count).utf8)
    case .flag(let flag): json.append(contentsOf: String(flag).utf8)
    }
  }
}
