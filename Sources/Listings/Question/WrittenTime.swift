internal import Billing

/// A date or a time as people write it, in ISO 8601: `2026-11-02`, `2026-11-02T10:30Z`; UTC without a zone.
public struct WrittenTime: Equatable {
  /// Seconds since 1970 at which the date begins, or the time itself.
  public var seconds: Int
  /// Whether only a date was written.
  public var isDate: Bool

  public init?(_ text: String) {
    // Bills also write 9/2/2023, month first; from a person that could mean either.
    guard !text.contains("/"), let seconds = Timestamp.seconds(text) else { return nil }
    self.seconds = seconds
    isDate = text.utf8.count == "2026-11-02".utf8.count
  }
}
