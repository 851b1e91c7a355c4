internal import Billing

/// Tells a misspelling from another name.
enum Spelling {
  /// The name that `text` most likely means; nil where it looks like none.
  ///
  /// Names that differ in their digits are two, as `cc-100` and `cc-200` are.
  static func meant(by text: String, among known: [String]) -> String? {
    let folded = Folding.folded(text)
    let others = known.filter { $0 != text }
    if let same = others.first(where: { Folding.folded($0) == folded }) { return same }
    guard folded.count >= 4 else { return nil }
    let digits = digits(folded)
    let near = others.filter { $0.count >= 4 && Self.digits($0) == digits }
    return NearestName.of(folded, among: near)
  }

  private static func digits(_ text: String) -> String { text.filter(\.isNumber) }

  /// A text as YAML takes it.
  static func yaml(_ text: String) -> String {
    let isPlain =
      text.first?.isLetter == true && text.allSatisfy { $0.isLetter || $0.isNumber || "-_.:".contains($0) }
    let words = ["true", "false", "null", "yes", "no", "on", "off"]
    return isPlain && !text.hasSuffix(":") && !words.contains(text.lowercased()) ? text : TagMap.quoted(text)
  }
}
