internal import Listings

/// A moment as people read it: `2026-11-02 23:59 UTC`; the markup keeps the exact one beside it.
enum ShownTime {
  /// - Returns: nil for what is no time such as `2026-11-02T23:59:59Z`.
  static func text(_ written: String) -> String? {
    let bytes = Array(written.utf8)
    guard bytes.count == 20, bytes[10] == UInt8(ascii: "T"), bytes[19] == UInt8(ascii: "Z"),
      WrittenTime(written) != nil
    else { return nil }
    return "\(written.prefix(10)) \(written.dropFirst(11).prefix(5)) UTC"
  }
}
