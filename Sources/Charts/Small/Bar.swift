public import Billing

/// A bar beside a figure of a table: how it compares with the largest of its column.
///
/// The table holds the figure itself, so the bar is left out for those who listen.
public struct Bar: Sendable {
  /// 0…1; the sign is told by the class.
  let length: Double
  let isNegative: Bool

  /// - Parameter largest: the largest figure of the column, above zero.
  public init(_ amount: Amount, largest: Amount) {
    isNegative = amount < .zero
    length = largest.isZero ? 0 : min(1, abs(amount.plotted) / largest.plotted)
  }

  /// The bar as an inline SVG.
  public var html: String {
    var svg = SVG()
    svg.rect(0, 0, max(length * 100, length > 0 ? 0.5 : 0), 10, class: isNegative ? "bar credit" : "bar")
    return "<svg class=\"bars\" viewBox=\"0 0 100 10\" preserveAspectRatio=\"none\" aria-hidden=\"true\">"
      + svg.body.dropLast() + "</svg>"
  }
}
