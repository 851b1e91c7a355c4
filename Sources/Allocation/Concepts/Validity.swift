/// The billing months in which something holds: `2026-01..2026-06`, both included.
public struct Validity: Sendable, Hashable {
  /// Nil where it holds from the beginning.
  var first: String?
  /// Nil where it holds without end.
  var last: String?

  static let always = Validity()

  init() {}

  /// Reads `2026-01..2026-06`, `2026-01..`, `..2026-06` or `2026-01`; nil for anything else.
  init?(_ text: String) {
    guard let dots = text.firstRange(of: "..") else {
      guard Self.isMonth(text) else { return nil }
      (first, last) = (text, text)
      return
    }
    let (start, end) = (String(text[..<dots.lowerBound]), String(text[dots.upperBound...]))
    guard start.isEmpty || Self.isMonth(start), end.isEmpty || Self.isMonth(end), start + end != "" else {
      return nil
    }
    first = start.isEmpty ? nil : start
    last = end.isEmpty ? nil : end
    guard start.isEmpty || end.isEmpty || start <= end else { return nil }
  }

  private static func isMonth(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    guard bytes.count == 7, bytes[4] == UInt8(ascii: "-") else { return false }
    guard (bytes[..<4] + bytes[5...]).allSatisfy({ (48...57).contains($0) }) else { return false }
    return (1...12).contains(Int(text.suffix(2)) ?? 0)
  }

  /// Whether it holds in a month; nil is now, after all that has ended.
  func holds(in month: String?) -> Bool {
    guard let month else { return last == nil }
    return month >= first ?? "" && month <= last ?? "9999-99"
  }

  func overlaps(_ other: Validity) -> Bool {
    first ?? "" <= other.last ?? "9999-99" && other.first ?? "" <= last ?? "9999-99"
  }
}
