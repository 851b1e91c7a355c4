internal import Billing

/// What something cost in each of some slots of time, in up to a dozen series and the rest.
///
/// The picture is as wide as there is room: only the plot is stretched, the text around it is not. So it reads on a
/// phone as on a wall, with marks of time for each. Names, colours and sizes come from `TimeChart.css`, and nothing
/// in the markup needs a script. For one, the plot (`svg.slots`) says what it shows:
///
/// - `data-from`, `data-to`: its hours since 1970-01-01T00:00Z, the last not included; `data-per`: a slot's length.
/// - `data-slots`: how many slots; a slot is one unit of the view box, from `data-left` to `data-right`.
/// - each path of a series has its index as `data-series`, and so has its line in the legend.
public struct TimeChart: Chart {
  /// How the series are drawn.
  public enum Style: String, Sendable, CaseIterable {
    case area, columns, lines
    /// What it adds up to from the first slot on, as stacked areas.
    case cumulative
  }

  let slots: TimeSlots
  let series: [ChartSeries]
  let unit: String
  let style: Style
  let highlight: Range<Int>?
  let before: ChartSeries?
  /// What each series adds up to, for people; nil where that means nothing.
  let totals: [String]?

  /// - Parameters:
  ///   - slots: at least one.
  ///   - series: dearest first, each with an amount for every slot; those beyond twelve use colours again.
  ///   - unit: the currency, or the unit of usage.
  ///   - highlight: slots to set apart.
  ///   - before: what to compare with, slot for slot, as a thin dashed line; it may have fewer or more slots.
  ///   - addsUp: whether the slots of a series have a sum; prices and shares have none.
  public init(
    slots: TimeSlots, series: [ChartSeries], unit: String, style: Style, highlight: Range<Int>? = nil,
    before: ChartSeries? = nil, addsUp: Bool = true
  ) {
    precondition(slots.count > 0, "a chart has at least one slot")
    precondition(series.allSatisfy { $0.amounts.count == slots.count }, "an amount for every slot")
    self.slots = slots
    self.series = series
    self.unit = unit
    self.style = style
    self.highlight = highlight
    self.before = before
    totals = addsUp ? series.map { $0.total.formatted() } : nil
  }

  public func html(id: String, title: String) -> String {
    let plot = TimePlot(self)
    var page = Markup()
    page.put("<div class=\"timechart\">\n")
    putLegend(&page)
    page.put("<p class=\"unit\">")
    page.put(escaped: unit)
    page.put(style == .cumulative ? ", added up</p>\n" : " per \(slots.length.rawValue)</p>\n")
    page.put("<div class=\"plot\">\n")
    putMoney(plot.scale, &page)
    putOpening(id, title, &page)
    plot.put(into: &page)
    page.put("</svg>\n")
    putTimes(&page)
    page.put("</div>\n</div>\n")
    return page.text
  }

  /// The rest is grey, whatever its place.
  func swatch(_ index: Int) -> String {
    series[index].isRest ? "s-others" : "s-\(index % Self.colours + 1)"
  }

  /// How many colours the CSS names.
  private static let colours = 12
  /// The longest name that is shown.
  static let longestName = 80

  /// The names beside their colours, with what each adds up to.
  private func putLegend(_ page: inout Markup) {
    func put(_ swatch: String, _ name: String, _ total: String?) {
      page.put("<i class=\"\(swatch)\"></i><bdi>")
      page.put(escaped: shortened(name, to: Self.longestName))
      page.put(total.map { "</bdi> <b>\($0)</b></li>\n" } ?? "</bdi></li>\n")
    }
    page.put("<ul class=\"legend\">\n")
    for (index, series) in series.enumerated() {
      page.put("<li data-series=\"\(index)\">")
      put(swatch(index), series.name, totals?[index])
    }
    if let before {
      page.put("<li>")
      put("before", before.name, totals.map { _ in before.total.formatted() })
    }
    page.put("</ul>\n")
  }

  /// The marks of money, left of the plot.
  private func putMoney(_ scale: Scale, _ page: inout Markup) {
    let labels = scale.ticks.map(scale.shortLabel)
    let longest = labels.map(\.count).max() ?? 0
    page.put("<svg class=\"money\"")
    page.put(attribute: "width", Double(longest) * 0.6 + 0.2, suffix: "em")
    page.put(" aria-hidden=\"true\">\n")
    for (tick, label) in zip(scale.ticks, labels) {
      page.put("<text class=\"tick\" x=\"100%\"")
      page.put(attribute: "y", 100 - scale.position(tick) * 100, suffix: "%")
      page.put(" dy=\".32em\" text-anchor=\"end\">\(label)</text>\n")
    }
    page.put("</svg>\n")
  }

  private func putOpening(_ id: String, _ title: String, _ page: inout Markup) {
    let (count, hours) = (slots.count, slots.span)
    page.put(
      """
      <svg class="slots \(style.rawValue)" viewBox="0 0 \(count) \(TimePlot.height)" preserveAspectRatio="none" \
      role="img" aria-labelledby="\(id)-title \(id)-desc" data-from="\(hours.lowerBound)" data-to="\(hours.upperBound)" \
      data-per="\(slots.length.rawValue)" data-slots="\(count)" data-left="0" data-right="\(count)">
      <title id="\(id)-title">\(escaped(title))</title>
      <desc id="\(id)-desc">\(description)</desc>

      """)
  }

  private var description: String {
    let first = Civil.dateText(days: floorDivide(slots.starts[0], 24))
    let last = Civil.dateText(days: floorDivide(slots.end - 1, 24))
    let slotted = slots.count == 1 ? "1 \(slots.length.rawValue)" : "\(slots.count) \(slots.length.rawValue)s"
    return "\(slotted) from \(first) to \(last), \(series.count) series. The table has the figures."
  }

  /// The marks of time under the plot, for a wide and for a narrow one; the CSS shows one of them.
  private func putTimes(_ page: inout Markup) {
    page.put("<svg class=\"times\" aria-hidden=\"true\">\n")
    for (name, width) in [("wide", 612.0), ("narrow", 270.0)] {
      let axis = TimeAxis(slots, width: width)
      page.put("<g class=\"\(name)\">\n")
      for mark in axis.marks {
        if !mark.isCentred { putMark(mark, length: "0.5", &page) }
        putText(mark, line: "1.5", name: mark.isWeekend ? "tick weekend" : "tick", &page)
      }
      for span in axis.spans {
        if span.position > 0 { putMark(span, length: "3.2", &page) }
        putText(span, line: "3", name: "tick strong", &page)
      }
      page.put("</g>\n")
    }
    page.put("</svg>\n")
  }

  private func putMark(_ mark: TimeAxis.Mark, length: String, _ page: inout Markup) {
    page.put("<line class=\"axis\"")
    put("x1", mark, &page)
    put("x2", mark, &page)
    page.put(" y2=\"\(length)em\"/>\n")
  }

  private func putText(_ mark: TimeAxis.Mark, line: String, name: String, _ page: inout Markup) {
    page.put("<text class=\"\(name)\"")
    put("x", mark, &page)
    let place = mark.isCentred ? " text-anchor=\"middle\"" : mark.position > 0 ? " dx=\"4\"" : ""
    page.put(" y=\"\(line)em\"\(place)>\(mark.text)</text>\n")
  }

  private func put(_ attribute: String, _ mark: TimeAxis.Mark, _ page: inout Markup) {
    page.put(attribute: attribute, mark.position / Double(slots.count) * 100, suffix: "%")
  }
}
