internal import Allocation
internal import Billing
internal import Charts
internal import Listings

/// The chart and the table of one currency or unit.
extension CostPage {
  /// As many as have a colour of their own; a chart adds up the rest.
  private static let mostSeries = 12
  private static let mostSmallCharts = 50
  private static let longestName = 120

  mutating func putFigures(_ index: Int) {
    let figures = figures[index]
    page.put("<section class=\"figures\" aria-label=\"")
    page.put(escaped: figures.unit ?? "no unit")
    page.put("\">\n")
    if let slots { putChart(index, figures, slots) }
    putTable(figures)
    page.put("</section>\n")
  }

  private mutating func putChart(_ index: Int, _ figures: CostFigures, _ slots: CostSlots) {
    let shown = figures.groups.prefix(
      figures.groups.count > Self.mostSeries ? Self.mostSeries - 1 : Self.mostSeries)
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
  private func label(_ dimension: String, _ value: String?) -> String {
    guard let value else { return "(none)" }
    if dimension == "account", let name = session.settings.accounts[value]?.name {
      return "\(name) (\(value))"
    }
    return value
  }

  private mutating func putTable(_ figures: CostFigures) {
    let unit = figures.unit ?? ""
    page.put(
      "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Table\">\n<table class=\"costs-table\">\n<caption>"
    )
    page.put(escaped: "\(view.question.metric.heading), \(unit.isEmpty ? "without a unit" : unit)")
    page.put("</caption>\n<thead><tr>")
    for dimension in view.question.by { putHead(dimension, .name) }
    if view.question.by.isEmpty { page.put("<th scope=\"col\">All</th>") }
    putHead("Total", .cost)
    if slots != nil {
      putHead("Most a \(view.question.per.rawValue)", .maximum)
      page.put("<th scope=\"col\" class=\"number\">Average</th>")
    }
    page.put("<th scope=\"col\" class=\"number\">Share</th>")
    if isCompared(figures) {
      page.put("<th scope=\"col\" class=\"number\">Before</th>")
      putHead("Change", .change)
    }
    if slots != nil { page.put("<th scope=\"col\">Over time</th>") }
    page.put("</tr></thead>\n<tbody>\n")
    let total = figures.total
    for (row, group) in sorted(figures).enumerated() {
      putRow(group, figures, total: total, hasPicture: row < Self.mostSmallCharts)
    }
    page.put("</tbody>\n<tfoot>")
    putTotal(figures, total)
    page.put("</tfoot>\n</table>\n</div>\n")
  }

  private func isCompared(_ figures: CostFigures) -> Bool {
    figures.groups.contains { $0.before != nil }
  }

  private mutating func putHead(_ text: String, _ sort: CostView.Sort) {
    let isCurrent = view.sort == sort
    // Names go up and figures go down unless they are turned round.
    let isAscending = (sort == .name) != view.isReversed
    let order = isCurrent ? " aria-sort=\"\(isAscending ? "ascending" : "descending")\"" : ""
    page.put("<th scope=\"col\" class=\"\(sort == .name ? "text" : "number")\"\(order)><a href=\"")
    page.put(
      escaped: view.address {
        $0.isReversed = isCurrent && !$0.isReversed
        $0.sort = sort
      })
    page.put("\">")
    page.put(escaped: text)
    page.put("</a></th>")
  }

  private func sorted(_ figures: CostFigures) -> [CostFigures.Group] {
    // Dearest first, the others last, as the answer gives them.
    var groups = figures.groups.filter { !$0.isOthers }
    switch view.sort {
    case .cost: break
    case .name:
      let names = groups.map(name)
      groups = groups.indices.sorted { (names[$0], $0) < (names[$1], $1) }.map { groups[$0] }
    case .maximum: groups = Self.sorted(groups) { figures.amount($0.units.max() ?? 0) }
    case .change: groups = Self.sorted(groups) { figures.amount($0.total) - ($0.before ?? .zero) }
    }
    if view.isReversed { groups.reverse() }
    return groups + figures.groups.filter(\.isOthers)
  }

  private static func sorted(
    _ groups: [CostFigures.Group], by key: (CostFigures.Group) -> Amount
  ) -> [CostFigures.Group] {
    let keys = groups.map(key)
    return groups.indices.sorted { keys[$0] != keys[$1] ? keys[$0] > keys[$1] : $0 < $1 }.map { groups[$0] }
  }

  private mutating func putRow(
    _ group: CostFigures.Group, _ figures: CostFigures, total: Amount, hasPicture: Bool
  ) {
    page.put("<tr>")
    if group.isOthers {
      page.put(
        "<th scope=\"row\" class=\"text absent\" colspan=\"\(max(1, view.question.by.count))\">Others</th>")
    } else if view.question.by.isEmpty {
      page.put("<th scope=\"row\">Total</th>")
    } else {
      for (dimension, value) in zip(view.question.by, group.values) { putValue(dimension, value) }
    }
    let sum = figures.amount(group.total)
    putAmount(sum)
    if slots != nil {
      putAmount(figures.amount(group.units.max() ?? 0))
      putAmount(sum.times(1, over: Int128(group.units.count)) ?? .zero)
    }
    putCell(sum.share(of: total)?.asPercent ?? "")
    if isCompared(figures) { putChange(sum, group.before ?? .zero) }
    if slots != nil { putSmallChart(group, figures, hasPicture) }
    page.put("</tr>\n")
  }

  private mutating func putSmallChart(
    _ group: CostFigures.Group, _ figures: CostFigures, _ hasPicture: Bool
  ) {
    page.put("<td>")
    if hasPicture {
      page.put(
        SparkArea(
          amounts: group.units.map(figures.amount),
          words: "\(shortened(name(group), to: Self.longestName)) over time"
        ).html)
    }
    page.put("</td>")
  }

  private mutating func putTotal(_ figures: CostFigures, _ total: Amount) {
    let sums = figures.sums
    page.put("<tr class=\"total\"><th scope=\"row\" colspan=\"\(max(1, view.question.by.count))\">Total</th>")
    putAmount(total)
    if slots != nil {
      putAmount(sums.max() ?? .zero)
      putAmount(total.times(1, over: Int128(max(1, sums.count))) ?? .zero)
    }
    putCell("")
    if isCompared(figures) {
      putChange(total, figures.groups.compactMap(\.before).reduce(.zero, +))
    }
    if slots != nil { page.put("<td></td>") }
    page.put("</tr>")
  }

  /// A value, what it is made of, and the ways to ask for it alone or for all but it.
  private mutating func putValue(_ dimension: String, _ value: String?) {
    page.put("<th scope=\"row\" class=\"text\(value == nil ? " absent" : "")\">")
    let drilled = view.drilled(into: dimension, value).address
    let text = shortened(label(dimension, value), to: Self.longestName)
    if drilled.utf8.count > Self.longestLink {
      page.put("<bdi>")
      page.put(escaped: text)
      page.put("</bdi></th>")
      return
    }
    page.put("<a href=\"")
    page.put(escaped: drilled)
    page.put("\"><bdi>")
    page.put(escaped: text)
    page.put("</bdi></a><span class=\"ways\">")
    putWay("only", dimension, value, isNot: false)
    putWay("without", dimension, value, isNot: true)
    page.put("</span></th>")
  }

  private mutating func putWay(_ text: String, _ dimension: String, _ value: String?, isNot: Bool) {
    page.put(" <a href=\"")
    page.put(
      escaped: view.address { view in
        // What is left out already stays so.
        let known = view.question.filters.first {
          $0.dimension == dimension && $0.comparison == .different && isNot
        }
        view.question.setValues(of: dimension, (known?.values ?? []) + [value ?? ""], isNot: isNot)
      })
    page.put("\">\(text)</a>")
  }

  /// An address that is longer would be refused.
  private static let longestLink = 4_000

  private mutating func putAmount(_ amount: Amount) {
    page.put("<td class=\"number\"><data value=\"\(amount)\">\(amount.formatted())</data></td>")
  }

  private mutating func putCell(_ text: String) { page.put("<td class=\"number\">\(text)</td>") }

  private mutating func putChange(_ now: Amount, _ before: Amount) {
    putAmount(before)
    let change = now - before
    let growth = now.growth(from: before).map { " (\($0 > 0 ? "+" : "")\($0.asPercent))" } ?? ""
    page.put("<td class=\"number\"><data value=\"\(change)\">")
    page.put("\(change > .zero ? "+" : "")\(change.formatted())</data>\(growth)</td>")
  }
}
