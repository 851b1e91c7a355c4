public import Billing

/// A small chart for a line of a table: a column for each of some months, the last strong.
///
/// All lines have as many places, so that a month stands under the same month of other lines.
public struct Sparkline: Sendable {
  let costs: [Amount?]
  let places: Int
  let words: String

  private static let (slot, gap, height) = (7.0, 1.5, 20.0)

  /// - Parameters:
  ///   - costs: one for each month, nil where nothing is known; the last stands in the last place.
  ///   - places: how many columns there is room for.
  ///   - words: what it shows, for those who hear the page.
  public init(costs: [Amount?], places: Int, words: String) {
    self.costs = costs
    self.places = places
    self.words = words
  }

  /// The columns as an inline SVG.
  public var html: String {
    let costs = costs.map { $0?.plotted ?? 0 }
    let (top, low) = (max(costs.max() ?? 0, 0), min(costs.min() ?? 0, 0))
    let span = top - low
    let empty = places - costs.count
    var svg = SVG()
    for (index, cost) in costs.enumerated() where span > 0 && cost != 0 {
      let length = max(abs(cost) / span * Self.height, 0.5)
      let zero = top / span * Self.height
      svg.rect(
        Double(empty + index) * Self.slot, cost > 0 ? zero - length : zero, Self.slot - Self.gap, length,
        class: cost < 0 ? "spark credit" : index == costs.count - 1 ? "spark now" : "spark")
    }
    let width = Self.slot * Double(places)
    return "<svg class=\"months\" viewBox=\"0 0 \(Int(width)) \(Int(Self.height))\" role=\"img\" "
      + "aria-label=\"\(escaped(words))\"><title>\(escaped(words))</title>\n\(svg.body)</svg>"
  }
}
