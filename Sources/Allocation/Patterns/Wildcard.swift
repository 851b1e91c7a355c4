/// A text in which `*` stands for anything, as in `i-0abc*`.
public struct Wildcard: Sendable, Equatable {
  private let first: String
  private let middle: [String]
  private let last: String

  /// - Returns: nil where there is no `*`.
  init?(_ text: String) {
    let parts = text.split(separator: "*", omittingEmptySubsequences: false).map(String.init)
    guard parts.count > 1 else { return nil }
    first = parts[0]
    last = parts[parts.count - 1]
    middle = parts[1..<(parts.count - 1)].filter { !$0.isEmpty }
  }

  /// Whether the whole of `text` is of this form.
  func matches(_ text: String) -> Bool {
    let bytes = text.utf8
    guard bytes.count >= first.utf8.count + last.utf8.count, text.hasPrefix(first), text.hasSuffix(last)
    else { return false }
    var rest = bytes.dropFirst(first.utf8.count).dropLast(last.utf8.count)
    for part in middle {
      guard let range = Self.range(of: part.utf8, in: rest) else { return false }
      rest = rest[range...]
    }
    return true
  }

  /// The place behind the first occurrence.
  private static func range(of part: String.UTF8View, in text: Substring.UTF8View) -> String.Index? {
    var start = text.startIndex
    while true {
      let rest = text[start...]
      if rest.starts(with: part) { return text.index(start, offsetBy: part.count) }
      guard start < text.endIndex else { return nil }
      start = text.index(after: start)
    }
  }
}
