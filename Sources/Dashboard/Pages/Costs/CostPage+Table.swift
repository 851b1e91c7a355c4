internal import Allocation
internal import Billing
internal import Charts
internal import Listings

/// The table of one currency or unit.
extension CostPage {
  private static let mostSmallCharts = 50
  private static let longestName = 120

  mutating func putTable(_ figures: CostFigures) {
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
      putHead("Highest \(view.question.per.rawValue)", .maximum)
      page.put("<th scope=\"col\" class=\"number\">Average \(view.question.per.rawValue)</th>")
    }
    page.put("<th scope=\"col\" class=\"number\">Share</th>")
    if isCompared(figures) {
      page.put("<th scope=\"col\" class=\"number\">Before</th>")
      putHead("Change", .change)
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

  /// The places of the groups in the order of the table.
  private func sorted(_ figures: CostFigures) -> [Int] {
    // Dearest first, the others last, as the answer gives them.
    let groups = figures.groups
    var places = groups.indices.filter { !groups[$0].isOthers }
    switch view.sort {
    case .cost: break
    case .name:
      let names = groups.map(name)
      places.sort { (names[$0], $0) < (names[$1], $1) }
    case .maximum: Self.sort(&places) { figures.amount(groups[$0].units.max() ?? 0) }
    case .change:
      Self.sort(&places) { figures.amount(groups[$0].total) - (groups[$0].before ?? .zero) }
    }
    if view.isReversed { places.reverse() }
    return places + groups.indices.filter { groups[$0].isOthers }
  }

  private static func sort(_ places: inout [Int], by key: (Int) -> Amount) {
    let keys = places.map { (key: key($0), place: $0) }
    places = keys.sorted { $0.key != $1.key ? $0.key > $1.key : $0.place < $1.place }.map(\.place)
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
