internal import Allocation
internal import Billing
internal import Charts
internal import Listings

/// The table of one currency or unit.
extension CostPage {
  private static let mostSmallCharts = 50
  private static let longestName = 120

  mutating func putTable(_ index: Int) {
    let figures = figures[index]
    let unit = figures.unit ?? ""
    page.put(
      "<div id=\"table-\(index)\" class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Table\">\n<table class=\"costs-table\">\n<caption>"
    )
    page.put(escaped: "\(view.question.metric.heading), \(unit.isEmpty ? "without a unit" : unit)")
    page.put("</caption>\n<thead><tr>")
    for dimension in view.question.by { putHead(dimension, .name, of: index) }
    if view.question.by.isEmpty { page.put("<th scope=\"col\">All</th>") }
    putHead("Total", .cost, of: index)
    if slots != nil {
      putHead("Highest \(view.question.per.rawValue)", .maximum, of: index)
      putHead("Average \(view.question.per.rawValue)", .average, of: index)
    }
    putHead("Share", .share, of: index)
    if isCompared(figures) {
      putHead("Before", .before, of: index)
      putHead("Change", .change, of: index)
    }
    if slots != nil { page.put("<th scope=\"col\">Over time</th>") }
    page.put("</tr></thead>\n<tbody>\n")
    let total = figures.total
    for (row, place) in sorted(figures).enumerated() {
      putRow(place, figures, total: total, hasPicture: row < Self.mostSmallCharts)
    }
    page.put("</tbody>\n<tfoot>")
    putTotal(figures, total)
    page.put("</tfoot>\n</table>\n</div>\n")
  }

  private mutating func putHead(_ text: String, _ column: CostView.Column, of index: Int) {
    let heading = view.order.heading(column) { order in view.address { $0.order = order } + "#table-\(index)"
    }
    page.putHead(text, style: column == .name ? "text" : "number", heading)
  }

  /// The places of the groups in the order of the table, the others last.
  private func sorted(_ figures: CostFigures) -> [Int] {
    let groups = figures.groups
    let told = groups.indices.filter { !groups[$0].isOthers }
    let places =
      switch view.order.column {
      case .name: view.order.places(told.map { name(groups[$0]) })
      case .cost, .average: view.order.places(told.map { groups[$0].total })
      // Of a sum below zero, the largest share is the lowest figure.
      case .share:
        view.order.places(told.map { figures.total < .zero ? -groups[$0].total : groups[$0].total })
      case .maximum: view.order.places(told.map { groups[$0].units.max() ?? 0 })
      case .before: view.order.places(told.map { groups[$0].before ?? .zero })
      case .change:
        view.order.places(told.map { figures.amount(groups[$0].total) - (groups[$0].before ?? .zero) })
      }
    return places.map { told[$0] } + groups.indices.filter { groups[$0].isOthers }
  }

  private mutating func putRow(_ place: Int, _ figures: CostFigures, total: Amount, hasPicture: Bool) {
    let group = figures.groups[place]
    let swatch = slots == nil ? nil : Self.swatch(place, figures)
    page.put("<tr>")
    if group.isOthers {
      page.put(
        "<th scope=\"row\" class=\"text absent\" colspan=\"\(max(1, view.question.by.count))\">")
      putSwatch(swatch)
      page.put("Others</th>")
    } else if view.question.by.isEmpty {
      page.put("<th scope=\"row\">")
      putSwatch(swatch)
      page.put("All charges</th>")
    } else {
      for (index, value) in group.values.enumerated() {
        putValue(view.question.by[index], value, swatch: index == 0 ? swatch : nil)
      }
    }
    let sum = figures.amount(group.total)
    putAmount(sum)
    if slots != nil {
      putAmount(figures.amount(group.units.max() ?? 0))
      putAmount(average(sum, group.units.count))
    }
    putCell(sum.share(of: total)?.asPercent ?? "")
    if isCompared(figures) { putChange(sum, group.before ?? .zero) }
    if let swatch { putSmallChart(group, figures, swatch, hasPicture) }
    page.put("</tr>\n")
  }

  private mutating func putSwatch(_ swatch: String?) {
    if let swatch { page.put("<i class=\"swatch \(swatch)\"></i>") }
  }

  private mutating func putSmallChart(
    _ group: CostFigures.Group, _ figures: CostFigures, _ swatch: String, _ hasPicture: Bool
  ) {
    page.put("<td class=\"\(swatch)\">")
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
      putAmount(average(total, sums.count))
    }
    putCell(total == .zero ? "" : "100.0%")
    if isCompared(figures) {
      putChange(total, figures.groups.compactMap(\.before).reduce(.zero, +))
    }
    if slots != nil { page.put("<td></td>") }
    page.put("</tr>")
  }

  /// A value, what it is made of, and the ways to ask for it alone or for all but it.
  private mutating func putValue(_ dimension: String, _ value: String?, swatch: String?) {
    page.put("<th scope=\"row\" class=\"text\(value == nil ? " absent" : "")\">")
    putSwatch(swatch)
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
    if isConcept(dimension) {
      putLink(
        "why",
        to: view.address { view in
          view.question.setValues(of: dimension, [value ?? ""])
          view.why = dimension
        } + "#why")
    }
    page.put("</span></th>")
  }

  private mutating func putWay(_ text: String, _ dimension: String, _ value: String?, isNot: Bool) {
    putLink(
      text,
      to: view.address { view in
        // What is left out already stays so.
        let known = view.question.filters.first {
          $0.dimension == dimension && $0.comparison == .different && isNot
        }
        view.question.setValues(of: dimension, (known?.values ?? []) + [value ?? ""], isNot: isNot)
      })
  }

  private mutating func putLink(_ text: String, to address: String) {
    page.put(" <a href=\"")
    page.put(escaped: address)
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
    page.put("<td class=\"number\"><data value=\"\(change)\">")
    page.put("\(Self.text(change, now.growth(from: before)))</data></td>")
  }
}
