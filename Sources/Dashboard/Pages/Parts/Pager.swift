internal import Billing

/// Which part of a list a page shows, and the way to the parts before and after it.
struct Pager {
  /// `51–100 of 1,234`.
  let text: String
  let previous: String?
  let next: String?

  /// How many rows a page shows.
  static let length = 50

  /// How a page says from which row on it shows a list.
  static let parameter = Parameter(
    "offset", .count(0...1_000_000_000), "How many rows to leave out before the first.")

  /// - Returns: nil where all of the list is shown.
  init?(count: Int, offset: Int, _ address: PageAddress) {
    guard count > Self.length || offset > 0 else { return nil }
    let end = min(count, offset + Self.length)
    text =
      offset < count
      ? "\(Self.number(offset + 1))–\(Self.number(end)) of \(Self.number(count))"
      : "nothing from \(Self.number(offset + 1)) on"
    func link(_ offset: Int) -> String {
      address.with("offset", offset == 0 ? nil : "\(offset)").text
    }
    previous = offset > 0 ? link(max(0, min(offset, count) - Self.length)) : nil
    next = end < count ? link(end) : nil
  }

  /// The rows that a page shows.
  static func range(_ offset: Int, of count: Int) -> Range<Int> {
    min(offset, count)..<min(count, offset + length)
  }

  /// A count as people read it: `1,234`.
  static func number(_ count: Int) -> String {
    Amount(units: Int128(count), scale: 0).formatted(decimals: 0)
  }
}
