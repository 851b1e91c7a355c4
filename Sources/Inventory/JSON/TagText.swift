/// Reads tags as the ledger keeps them: a JSON object in a text.
public enum TagText {
  /// The value of one tag; nil where there is none, or where the text is no object.
  public static func value(of key: String, in tags: String) -> String? {
    (try? JSONDocument(Array(tags.utf8)))?.root.member(key)?.scalar
  }

  /// The keys of all tags.
  public static func keys(in tags: String) -> [String] {
    (try? JSONDocument(Array(tags.utf8)))?.root.members.map(\.key) ?? []
  }

  /// All tags.
  public static func all(in tags: String) -> [String: String] {
    guard let root = (try? JSONDocument(Array(tags.utf8)))?.root else { return [:] }
    return Dictionary(root.members.map { ($0.key, $0.value.scalar ?? "") }) { first, _ in first }
  }
}
