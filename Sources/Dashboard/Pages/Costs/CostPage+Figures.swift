internal import Allocation
internal import Billing
internal import Charts
internal import Listings

/// The large figures and the chart of one currency or unit.
extension CostPage {
  /// As many as have a colour of their own; a chart adds up the rest.
  private static let mostSeries = 12

  mutating func putFigures(_ index: Int) {
    let figures = figures[index]
    page.put("<section class=\"figures\" aria-label=\"")
    page.put(escaped: figures.unit ?? "no unit")
    page.put("\">\n")
    if self.figures.count > 1 {
      page.put("<h3>")
      page.put(escaped: figures.unit ?? "Without a unit")
      page.put("</h3>\n")
    }
    putFacts(figures)
    if let slots { putChart(index, figures, slots) }
    putTable(index)
    page.put("</section>\n")
  }

  /// What all of it comes to, in large figures.
  private mutating func putFacts(_ figures: CostFigures) {
    let total = figures.total
    page.put("<dl class=\"facts\">\n")
    var change: String?
    if isCompared(figures) {
      let before = figures.groups.compactMap(\.before).reduce(.zero, +)
      change = Self.text(total - before, total.growth(from: before)) + " on the time before"
    }
    putFact("Total", total.formatted() + (figures.unit.map { " \($0)" } ?? ""), change)
    let sums = figures.sums
    if let slots, sums.count > 1, let most = sums.indices.max(by: { sums[$0] < sums[$1] }) {
      let per = view.question.per.rawValue
      putFact("Average \(per)", average(total, sums.count).formatted(), nil)
      putFact("Highest \(per)", sums[most].formatted(), Self.moment(slots.slots.starts[most]))
    }
    page.put("</dl>\n")
  }

  private mutating func putFact(_ name: String, _ value: String, _ detail: String?) {
    page.put("<div><dt>\(name)</dt><dd>")
    page.put(escaped: value)
    if let detail { page.put(" <span>\(detail)</span>") }
    page.put("</dd></div>\n")
  }

  func average(_ total: Amount, _ count: Int) -> Amount {
    total.times(1, over: Int128(max(1, count))) ?? .zero
  }

  /// The class of a group's colour in the chart, by its place in the answer.
  static func swatch(_ place: Int, _ figures: CostFigures) -> String {
    place < shownSeries(figures) && !figures.groups[place].isOthers ? "s-\(place + 1)" : "s-others"
  }

  private static func shownSeries(_ figures: CostFigures) -> Int {
    figures.groups.count > mostSeries ? mostSeries - 1 : figures.groups.count
  }

  private mutating func putChart(_ index: Int, _ figures: CostFigures, _ slots: CostSlots) {
    let shown = figures.groups.prefix(Self.shownSeries(figures))
    var series = shown.map { group in
      ChartSeries(
        name: name(group), amounts: group.units.map(figures.amount), isRest: group.isOthers)
    }
    let rest = figures.groups.dropFirst(shown.count)
    if !rest.isEmpty {
      var sums = Array(repeating: Int128(0), count: slots.slots.count)
      for group in rest { for slot in sums.indices { sums[slot] += group.units[slot] } }
      series.append(
        ChartSeries(name: "\(rest.count) more", amounts: sums.map(figures.amount), isRest: true))
    }
    let chart = TimeChart(
      slots: slots.slots, series: series, unit: figures.unit ?? "", style: view.style,
      before: before[index].map { ChartSeries(name: "the time before", amounts: $0) })
    page.put("<figure class=\"cost-chart\" data-first=\"\(slots.slots.starts[0])\"")
    page.put(" data-step=\"\(slots.slicesPerSlot)\" data-unit=\"")
    page.put(escaped: figures.unit ?? "")
    page.put("\"")
    if view.question.timeZone != "UTC", let zone = try? TimeZoneOffsets(view.question.timeZone) {
      // A day there may have 23 hours or 25, so the script is told where each begins.
      let calendar = SlotCalendar(length: slots.slots.length, zone: zone)
      let hours = (slots.slots.starts + [slots.slots.end]).map { "\(calendar.hour(ofClock: $0))" }
      page.put(" data-hours=\"\(hours.joined(separator: " "))\"")
    }
    page.put(">\n")
    page.put(chart.html(id: "chart-\(index)", title: heading + (figures.unit.map { " in \($0)" } ?? "")))
    page.put("</figure>\n")
  }

  func name(_ group: CostFigures.Group) -> String {
    if group.isOthers { return "Others" }
    guard !group.values.isEmpty else { return "Total" }
    return zip(view.question.by, group.values).map { label($0, $1) }.joined(separator: " · ")
  }

  /// A value as people know it.
  func label(_ dimension: String, _ value: String?) -> String {
    guard let value else { return "(none)" }
    if dimension == "account", let name = session.settings.accounts[value]?.name {
      return "\(name) (\(value))"
    }
    return value
  }

  func isCompared(_ figures: CostFigures) -> Bool {
    figures.groups.contains { $0.before != nil }
  }

  /// `+12.30 (+4.5%)`.
  static func text(_ change: Amount, _ growth: Int?) -> String {
    let share = growth.map { " (\($0 > 0 ? "+" : "")\($0.asPercent))" } ?? ""
    return "\(change > .zero ? "+" : "")\(change.formatted())\(share)"
  }
}
