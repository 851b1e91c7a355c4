/// A JSON text as a flat list of nodes, each a range of its bytes.
///
/// Answers of 100 MB come, of which a few fields in a hundred are wanted: nothing is decoded until it is
/// asked for, and a parsed text costs sixteen bytes a value.
final class JSONDocument: Sendable {
  enum Kind: UInt8, Sendable { case object, array, string, number, yes, no, null }

  /// One value; an object's keys are nodes too, each before its value.
  struct Node: Sendable {
    var kind: Kind
    /// A string that holds backslashes.
    var isEscaped: Bool
    var start: UInt32
    var end: UInt32
    /// The node behind this one and all that is in it.
    var next: UInt32
  }

  let bytes: [UInt8]
  let nodes: [Node]

  /// - Throws: `JSONFault`, with the place of what is no JSON.
  init(_ bytes: [UInt8]) throws(JSONFault) {
    nodes = try JSONParser.nodes(of: bytes)
    self.bytes = bytes
  }

  private init() {
    bytes = Array("{}".utf8)
    nodes = [Node(kind: .object, isEscaped: false, start: 0, end: 2, next: 1)]
  }

  /// An object of nothing, for an answer that is none.
  static let empty = JSONDocument()

  var root: JSONValue { JSONValue(document: self, index: 0) }
}

/// Where and why a text is no JSON.
struct JSONFault: Error, Equatable {
  var offset: Int
  var reason: String

  /// Line and column, from 1, as editors count.
  func position(in bytes: [UInt8]) -> (line: Int, column: Int) {
    let before = bytes.prefix(offset)
    let lineStart = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    return (before.count { $0 == UInt8(ascii: "\n") } + 1, offset - lineStart + 1)
  }
}
