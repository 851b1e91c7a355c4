internal import Billing

/// The stretched part of a chart over time: grid, series, highlight.
///
/// A slot is one unit wide. Stacked series are drawn from the top of the stack down, each as the sum of itself and all
/// below it, so that each is one edge long rather than two, and no background shows between two of them.
struct TimePlot {
  /// The view box's units from the highest mark of money to the lowest.
  static let height = 1500
  /// Up to so many columns have gaps between them; more would be too thin.
  private static let mostGaps = 100

  private let chart: TimeChart
  /// For each series, what stands above zero in each slot, and what hangs below: alone for lines, else added to those
  /// before it.
  private let (ups, downs): ([[Double]], [[Double]])
  private let before: [Double]
  let scale: Scale

  init(_ chart: TimeChart) {
    self.chart = chart
    let isCumulative = chart.style == .cumulative
    let values = chart.series.map { Self.values($0.amounts[...], isCumulative) }
    before = chart.before.map { Self.values($0.amounts.prefix(chart.slots.count), isCumulative) } ?? []
    if chart.style == .lines {
      (ups, downs) = (values, [])
    } else {
      ups = Self.stacked(values) { max($0, 0) }
      downs = Self.stacked(values) { min($0, 0) }
    }
    let all = [before] + ups + downs
    scale = Scale(
      from: all.lazy.compactMap { $0.min() }.min() ?? 0, to: all.lazy.compactMap { $0.max() }.max() ?? 0,
      isTight: true)
  }

  private static func values(_ amounts: ArraySlice<Amount>, _ isCumulative: Bool) -> [Double] {
    guard isCumulative else { return amounts.map(\.plotted) }
    var sum = Amount.zero
    return amounts.map { amount in
      sum += amount
      return sum.plotted
    }
  }

  /// Each series on top of those before it; a series without such a part stays empty.
  private static func stacked(_ values: [[Double]], _ part: (Double) -> Double) -> [[Double]] {
    var sums = Array(repeating: 0.0, count: values.first?.count ?? 0)
    return values.map { values in
      var hasAny = false
      for index in values.indices {
        let value = part(values[index])
        if value != 0 { hasAny = true }
        sums[index] += value
      }
      return hasAny ? sums : []
    }
  }

  func put(into page: inout Markup) {
    let count = chart.slots.count
    var grid = PathText()
    for tick in scale.ticks where tick != 0 {
      grid.move(x: 0, y: y(tick))
      grid.line(x: count * 10, y: y(tick))
    }
    put(grid, class: "grid", into: &page)
    for index in chart.series.indices.reversed() { putSeries(index, into: &page) }
    var axis = PathText()
    axis.move(x: 0, y: y(0))
    axis.line(x: count * 10, y: y(0))
    put(axis, class: "axis", into: &page)
    if !before.isEmpty {
      var path = PathText()
      trace(before, into: &path, isClosed: false)
      put(path, class: "before", into: &page)
    }
    if let span = chart.highlight?.clamped(to: 0..<count), !span.isEmpty {
      page.put(
        "<rect class=\"highlight\" x=\"\(span.lowerBound)\" y=\"0\" width=\"\(span.count)\" height=\"\(Self.height)\"/>\n"
      )
    }
  }

  private func putSeries(_ index: Int, into page: inout Markup) {
    var path = PathText()
    if chart.style == .lines {
      trace(ups[index], into: &path, isClosed: false)
    } else {
      trace(ups[index], into: &path, isClosed: true)
      trace(downs[index], into: &path, isClosed: true)
    }
    let series = chart.series[index]
    put(
      path, class: chart.swatch(index), into: &page, index: index,
      title: shortened(series.name, to: TimeChart.longestName)
        + (chart.totals.map { ": \($0[index]) \(chart.unit)" } ?? "")
    )
  }

  private func put(
    _ path: PathText, class name: String, into page: inout Markup, index: Int? = nil, title: String? = nil
  ) {
    var path = path
    page.put("<path class=\"\(name)\"")
    if let index { page.put(" data-series=\"\(index)\"") }
    page.put(" d=\"")
    page.put(path.finished())
    guard let title else {
      page.put("\"/>\n")
      return
    }
    page.put("\"><title>")
    page.put(escaped: title)
    page.put("</title></path>\n")
  }

  /// Goes along the levels from left to right, and back along zero where the shape is to be filled.
  private func trace(_ levels: [Double], into path: inout PathText, isClosed: Bool) {
    guard let first = levels.first, let last = levels.last else { return }
    let (zero, end) = (y(0), chart.slots.count * 10)
    switch chart.style {
    case .area, .lines:
      // A slot's value stands over its middle.
      path.move(x: 0, y: isClosed ? zero : y(first))
      if isClosed { path.line(x: 0, y: y(first)) }
      for index in levels.indices { path.line(x: index * 10 + 5, y: y(levels[index])) }
      if levels.count * 10 == end { path.line(x: end, y: y(last)) }
    case .cumulative:
      path.move(x: 0, y: zero)
      for index in levels.indices { path.line(x: index * 10 + 10, y: y(levels[index])) }
    case .columns:
      let gap = isClosed && levels.count <= Self.mostGaps ? 1 : 0
      path.move(x: 0, y: isClosed ? zero : y(first))
      for index in levels.indices {
        let (left, right, level) = (index * 10 + gap, index * 10 + 10 - gap, y(levels[index]))
        if gap > 0 { path.line(x: left, y: zero) }
        path.line(x: left, y: level)
        path.line(x: right, y: level)
        if gap > 0 { path.line(x: right, y: zero) }
      }
    }
    guard isClosed else { return }
    path.line(x: levels.count * 10, y: zero)
    path.close()
  }

  private func y(_ value: Double) -> Int {
    Self.height - Int((scale.position(value) * Double(Self.height)).rounded())
  }
}
