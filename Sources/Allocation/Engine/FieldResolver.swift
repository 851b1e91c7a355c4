internal import Billing
internal import Ledger

/// Turns the names of a question into fields, and says what is wrong with a name that nobody knows.
struct FieldResolver {
  private let concepts: [String: Concept]
  let keys: KnownKeys

  init(_ ledger: Ledger, _ settings: Settings) throws {
    concepts = Dictionary(settings.concepts.map { ($0.name, $0) }) { first, _ in first }
    keys = KnownKeys(tags: try ledger.tagKeys(), costCategories: try ledger.tagKeys(kind: "cost_category"))
  }

  func hasConcept(_ name: String) -> Bool { concepts[name] != nil }

  func field(_ name: String) throws -> Field {
    if concepts[name] != nil { return .concept(name) }
    guard let field = Field(name) else {
      let known = Dimension.allCases.map(\.rawValue) + concepts.keys.sorted()
      let near = NearestName.of(name, among: known)
      // `team` is often meant as `tag:team`.
      let asTag = keys.tags.contains(name) ? "tag:\(name)" : nil
      throw Problem.unknownDimension(name, near: near ?? asTag, known: known)
    }
    switch field {
    case .tag(let key) where !keys.tags.contains(key):
      throw Problem.unknownKey("tag", key, near: Self.near(key, keys.tags), known: keys.tags)
    case .costCategory(let key) where !keys.costCategories.contains(key):
      throw Problem.unknownKey(
        "cost_category", key, near: Self.near(key, keys.costCategories), known: keys.costCategories)
    default: return field
    }
  }

  /// The same key in another case first, else the nearest one.
  private static func near(_ key: String, _ known: [String]) -> String? {
    known.first { $0.lowercased() == key.lowercased() } ?? NearestName.of(key, among: known)
  }
}
