public import Billing

/// A range of the monitoring plugins' guidelines: a value outside of it (or with `@` inside) is an alert.
///
/// `10` alerts below 0 and above 10, `10:` below 10, `~:10` above 10, `10:20` outside of both, `@10:20` inside.
public struct NagiosRange: Sendable, Equatable, CustomStringConvertible {
  private let start: Amount?
  private let end: Amount?
  private let isInside: Bool
  public let description: String

  /// - Returns: nil for what is no range.
  public init?(_ text: String) {
    description = text
    isInside = text.hasPrefix("@")
    let parts = text.dropFirst(isInside ? 1 : 0).split(
      separator: ":", maxSplits: 1, omittingEmptySubsequences: false
    ).map(String.init)
    let (first, last) = parts.count == 2 ? (parts[0], parts[1]) : ("0", parts[0])
    guard !(parts.count == 1 && last.isEmpty) else { return nil }
    if first == "~" {
      start = nil
    } else {
      guard let number = Self.number(first.isEmpty ? "0" : first) else { return nil }
      start = number
    }
    if last.isEmpty {
      end = nil
    } else {
      guard let number = Self.number(last) else { return nil }
      end = number
    }
    if let start, let end, Self.isLess(end, start) { return nil }
  }

  /// Whether a value is to be alerted of.
  public func alerts(_ value: Amount) -> Bool {
    let lies = start.map { !Self.isLess(value, $0) } ?? true && end.map { !Self.isLess($0, value) } ?? true
    return lies == isInside
  }

  private static func number(_ text: String) -> Amount? {
    guard let number = Amount(text), number.scale <= Amount.maximumScale else { return nil }
    return text.utf8.contains { (48...57).contains($0) } ? number : nil
  }

  /// Compares whole parts and decimals apart, so that no size and no number of decimals is too much.
  private static func isLess(_ a: Amount, _ b: Amount) -> Bool {
    let (first, second) = (parts(a), parts(b))
    return first.whole == second.whole ? first.decimals < second.decimals : first.whole < second.whole
  }

  /// The whole part, rounded down, and the decimals above it.
  private static func parts(_ amount: Amount) -> (whole: Int128, decimals: Int128) {
    let one = powerOfTen(amount.scale)
    var (whole, rest) = amount.units.quotientAndRemainder(dividingBy: one)
    if rest < 0 { (whole, rest) = (whole - 1, rest + one) }
    return (whole, rest * powerOfTen(Amount.maximumScale - amount.scale))
  }
}
