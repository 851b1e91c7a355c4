internal import Billing
internal import Ledger

/// The rows that a rule's program reads: one JSON object a line, of a query's columns.
struct ProgramInput {
  private(set) var bytes: [UInt8] = []

  mutating func add(_ row: borrowing Statement, _ columns: RuleColumns) {
    var members: [String] = []
    for (name, column) in columns.places.sorted(by: { $0.key < $1.key }) {
      members.append("\(TagMap.quoted(name)):\(Self.json(row.value(column)))")
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
