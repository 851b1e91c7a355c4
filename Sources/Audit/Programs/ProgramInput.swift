internal import Billing
internal import Ledger

/// The rows that a rule's program reads: one JSON object a line, of a query's columns.
struct ProgramInput {
  private(set) var bytes: [UInt8] = []

  mutating func add(_ values: [String: SQLValue]) {
    let members = values.sorted { $0.key < $1.key }.map { column, value in
      "\(TagMap.quoted(column)):\(Self.json(value))"
    }
    bytes += Array("{\(members.joined(separator: ","))}\n".utf8)
  }

  private static func json(_ value: SQLValue) -> String {
    switch value {
    case .null: "null"
    case .integer(let integer): String(integer)
    case .text(let text): TagMap.quoted(text)
    case .blob(let bytes): TagMap.quoted(String(decoding: bytes, as: UTF8.self))
    }
  }
}
