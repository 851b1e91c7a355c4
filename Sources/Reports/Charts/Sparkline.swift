internal import Billing

/// A small chart for a line of a table: a column for each of twelve months, the report's own last and strong.
///
/// All lines have twelve places, so that a month stands under the same month of other lines.
struct Sparkline {
  let trend: MonthTrend

  private static let (slot, gap, height) = (7.0, 1.5, 20.0)

  var html: String {
    let costs = trend.months.map { $0.cost?.plotted ?? 0 }
    let (top, low) = (max(costs.max() ?? 0, 0), min(costs.min() ?? 0, 0))
    let span = top - low
    let empty = MonthTrend.longest - costs.count
    var svg = SVG()
    for (index, cost) in costs.enumerated() where span > 0 && cost != 0 {
      let length = max(abs(cost) / span * Self.height, 0.5)
      let zero = top / span * Self.height
      svg.rect(
        Double(empty + index) * Self.slot, cost > 0 ? zero - length : zero, Self.slot - Self.gap, length,
        class: cost < 0 ? "spark credit" : index == costs.count - 1 ? "spark now" : "spark")
    }
    let width = Self.slot * Double(MonthTrend.longest)
    return "<svg class=\"months\" viewBox=\"0 0 \(Int(width)) \(Int(Self.height))\" role=\"img\" "
      + "aria-label=\"\(escaped(trend.words))\"><title>\(escaped(trend.words))</title>\n\(svg.body)</svg>"
  }
}
