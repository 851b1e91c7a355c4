internal import Billing

/// Reads a time in any shape in which the aws CLI prints one, as seconds since 1970.
///
/// `"2026-11-21T09:33:43.000Z"`, `"2026-11-21T09:33:43+00:00"`, `1795253624.278` and `"1795253624"`
/// (seconds), `1795253624278` (milliseconds), and a sentence with the time in parentheses:
/// `"User initiated (2026-11-21 09:33:43 GMT)"`.
package enum RecordedTime {
  /// - Returns: nil where the text is no time.
  package static func seconds(_ text: String) -> Int? {
    if let seconds = Timestamp.seconds(text) { return seconds }
    let digits = text.prefix { $0 != "." }
    // A number this large would be the year 5138 in seconds.
    if let number = Int(digits), number >= 0 { return number < 100_000_000_000 ? number : number / 1000 }
    guard let open = text.lastIndex(of: "("), let close = text.lastIndex(of: ")"), open < close else {
      return nil
    }
    let inner = text[text.index(after: open)..<close]
    return Timestamp.seconds(inner.hasSuffix(" GMT") ? inner.dropLast(4) : inner)
  }
}
