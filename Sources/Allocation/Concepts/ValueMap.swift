/// Other spellings of a concept's values: aliases, with `*` patterns, and the rows of a side file.
struct ValueMap: Sendable, Equatable {
  /// What a spelling stands for.
  struct Entry: Sendable, Equatable {
    var spelling: String
    var value: String
    /// Whether it stands in a side file.
    var isFromFile: Bool
    var place: Place
  }

  struct Pattern: Sendable, Equatable {
    var wildcard: Wildcard
    var entry: Entry
  }

  private(set) var exact: [String: Entry] = [:]
  private(set) var patterns: [Pattern] = []

  var isEmpty: Bool { exact.isEmpty && patterns.isEmpty }

  /// All entries, in no order.
  var entries: [Entry] { Array(exact.values) + patterns.map(\.entry) }

  /// - Returns: the entry that is there already for the same spelling.
  mutating func add(_ entry: Entry, fold: Bool) -> Entry? {
    let key = fold ? Folding.folded(entry.spelling) : entry.spelling
    if !entry.isFromFile, let wildcard = Wildcard(key) {
      if let known = patterns.first(where: { $0.wildcard == wildcard }) { return known.entry }
      patterns.append(Pattern(wildcard: wildcard, entry: entry))
      return nil
    }
    if let known = exact[key] { return known }
    exact[key] = entry
    return nil
  }

  /// The entry for a value; an exact one goes before a pattern.
  func entry(for value: String) -> Entry? {
    exact[value] ?? patterns.first { $0.wildcard.matches(value) }?.entry
  }
}
