/// One thing of an answer, for those outside of this module who look at a few of its fields.
package struct AnswerItem: Sendable {
  private let value: JSONValue

  /// The things at a path such as `Volumes[]`; the answer as a whole where the path is empty.
  ///
  /// - Returns: nil where the text is no JSON.
  package static func all(_ path: String, in bytes: [UInt8]) -> [AnswerItem]? {
    // What prints nothing lists nothing.
    if bytes.allSatisfy({ $0 <= 32 }) { return [] }
    guard let root = try? JSONDocument(bytes).root else { return nil }
    var items: [AnswerItem] = []
    JSONPath(path).visit(root) { items.append(AnswerItem(value: $0)) }
    return items
  }

  /// The text, number or word at a path; nil where there is none.
  package func text(_ path: String) -> String? { JSONPath(path).first(in: value)?.scalar }

  /// All texts, numbers and words at a path.
  package func texts(_ path: String) -> [String] {
    var texts: [String] = []
    JSONPath(path).visit(value) { if let text = $0.scalar { texts.append(text) } }
    return texts
  }

  /// How many things there are at a path.
  package func count(_ path: String) -> Int {
    var count = 0
    JSONPath(path).visit(value) { _ in count += 1 }
    return count
  }

  /// The thing as JSON without blanks.
  package var compact: String { value.compact }

  /// The thing that `compact` gave.
  package init?(compact: String) {
    guard let root = try? JSONDocument(Array(compact.utf8)).root else { return nil }
    value = root
  }

  private init(value: JSONValue) {
    self.value = value
  }
}
