internal import Billing
package import Yams

/// A mapping of a YAML file of which every key is known; what is wrong is told with line and column.
package struct CheckedMapping {
  package let file: String
  package let mark: Mark?
  private var values: [String: Node] = [:]

  package init(_ node: Node, file: String, key: String, known: [String]) throws {
    self.file = file
    mark = node.mark
    guard let mapping = node.mapping else {
      throw Problem.wrongValue(Self.place(file, node.mark), key, expected: "a mapping of keys and values")
    }
    for (key, value) in mapping {
      let name = key.scalar?.string ?? ""
      guard known.contains(name) else {
        throw Problem.unknownKey(
          Self.place(file, key.mark), name, nearest: NearestName.of(name, among: known), known: known)
      }
      values[name] = value
    }
  }

  package static func place(_ file: String, _ mark: Mark?) -> String {
    mark.map { "\(file):\($0.line):\($0.column)" } ?? file
  }

  package func place(_ node: Node?) -> String { Self.place(file, node?.mark ?? mark) }

  /// Where a node is written; the mapping's own place without one.
  func location(_ node: Node?) -> Place {
    let mark = node?.mark ?? mark
    return Place(file: file, line: mark?.line ?? 1, column: mark?.column ?? 1)
  }

  package func node(_ key: String) -> Node? { values[key] }

  package func required(_ key: String) throws -> Node {
    guard let node = values[key] else { throw Problem.missingKey(place(nil), key) }
    return node
  }

  package func text(_ key: String) throws -> String { try text(try required(key), key) }

  package func optionalText(_ key: String) throws -> String? { try values[key].map { try text($0, key) } }

  package func text(_ node: Node, _ key: String) throws -> String {
    guard let text = node.scalar?.string, !text.isEmpty else {
      throw Problem.wrongValue(place(node), key, expected: "a text")
    }
    return text
  }

  package func integer(_ key: String, atLeast least: Int) throws -> Int {
    let node = try required(key)
    guard let number = node.scalar.flatMap({ Int($0.string) }), number >= least else {
      throw Problem.wrongValue(place(node), key, expected: "a whole number of at least \(least)")
    }
    return number
  }

  package func word<Word: RawRepresentable & CaseIterable>(_ key: String) throws -> Word
  where Word.RawValue == String {
    let text = try text(key)
    guard let word = Word(rawValue: text) else {
      throw Problem.unknownWord(place(values[key]), key, text, known: Word.allCases.map(\.rawValue))
    }
    return word
  }

  package func flag(_ key: String) throws -> Bool? {
    guard let node = values[key] else { return nil }
    guard let text = node.scalar?.string, text == "true" || text == "false" else {
      throw Problem.wrongValue(place(node), key, expected: "true or false")
    }
    return text == "true"
  }

  package func list(_ key: String) throws -> [Node] {
    guard let node = values[key] else { return [] }
    guard let sequence = node.sequence else { throw Problem.wrongValue(place(node), key, expected: "a list") }
    return Array(sequence)
  }

  package func texts(_ key: String) throws -> [String] { try list(key).map { try text($0, key) } }

  /// The entries of a mapping whose keys are free.
  package func entries(_ key: String) throws -> [(key: String, value: Node)] {
    guard let node = values[key] else { return [] }
    return try entries(of: node, key)
  }

  package func entries(of node: Node, _ key: String) throws -> [(key: String, value: Node)] {
    try keyedEntries(of: node, key).map { ($0.key.scalar?.string ?? "", $0.value) }
  }

  /// The entries of a mapping, with the nodes of their keys.
  func keyedEntries(of node: Node, _ key: String) throws -> [(key: Node, value: Node)] {
    guard let mapping = node.mapping else {
      throw Problem.wrongValue(place(node), key, expected: "a mapping of keys and values")
    }
    return mapping.map { ($0.key, $0.value) }
  }
}
