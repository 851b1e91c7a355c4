internal import Billing

/// A JSON document to be written: objects keep the order of their keys.
indirect enum JSONTree: ExpressibleByStringLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral,
  ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral
{
  case text(String)
  case number(Int)
  case flag(Bool)
  case array([JSONTree])
  case object([(key: String, value: JSONTree)])

  init(stringLiteral value: String) { self = .text(value) }
  init(integerLiteral value: Int) { self = .number(value) }
  init(booleanLiteral value: Bool) { self = .flag(value) }
  init(arrayLiteral elements: JSONTree...) { self = .array(elements) }
  init(dictionaryLiteral elements: (String, JSONTree)...) { self = .object(elements.map { ($0, $1) }) }

  /// Indented by two blanks a level; what fits on a line stands on one.
  func written(indent: String = "", room: Int = 100) -> String {
    let flat = flat
    if flat.count + indent.count <= room { return flat }
    let inner = indent + "  "
    switch self {
    case .text, .number, .flag: return flat
    case .array(let elements):
      let lines = elements.map { inner + $0.written(indent: inner) }
      return "[\n\(lines.joined(separator: ",\n"))\n\(indent)]"
    case .object(let members):
      let lines = members.map { "\(inner)\(TagMap.quoted($0.key)): \($0.value.written(indent: inner))" }
      return "{\n\(lines.joined(separator: ",\n"))\n\(indent)}"
    }
  }

  private var flat: String {
    switch self {
    case .text(let text): TagMap.quoted(text)
    case .number(let number): String(number)
    case .flag(let flag): String(flag)
    case .array(let elements): "[\(elements.map(\.flat).joined(separator: ", "))]"
    case .object(let members):
      "{\(members.map { "\(TagMap.quoted($0.key)): \($0.value.flat)" }.joined(separator: ", "))}"
    }
  }

  /// An object's members and further ones.
  static func + (a: JSONTree, b: JSONTree) -> JSONTree {
    guard case .object(let first) = a, case .object(let second) = b else { return a }
    return .object(first + second)
  }
}
