internal import Billing

/// Puts concepts so that each stands behind those that it is made from.
enum ConceptOrder {
  /// - Throws: where concepts are made from each other; the error shows the circle.
  static func sorted(_ concepts: [Concept]) throws -> [Concept] {
    let known = Dictionary(concepts.map { ($0.name, $0) }) { first, _ in first }
    var sorted: [Concept] = []
    var done: Set<String> = []
    func visit(_ concept: Concept, _ path: [String]) throws {
      guard !done.contains(concept.name) else { return }
      if let start = path.firstIndex(of: concept.name) {
        throw Problem.circle(concept.place, path[start...] + [concept.name])
      }
      for name in concept.fields.compactMap({ if case .concept(let name) = $0 { name } else { nil } })
        .sorted()
      {
        if let source = known[name] { try visit(source, path + [concept.name]) }
      }
      done.insert(concept.name)
      sorted.append(concept)
    }
    for concept in concepts { try visit(concept, []) }
    return sorted
  }
}
