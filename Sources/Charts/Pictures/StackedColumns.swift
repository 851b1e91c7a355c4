internal import Billing

/// A column for each day, stacked by what it was spent on; credits hang below the line.
public struct StackedColumns: Chart {
  /// ISO dates, one for each column.
  let days: [String]
  let series: [ChartSeries]
  let currency: String

  /// - Parameters:
  ///   - days: ISO dates, one for each column.
  ///   - series: dearest first; each has an amount for every day.
  public init(days: [String], series: [ChartSeries], currency: String) {
    self.days = days
    self.series = series
    self.currency = currency
  }

  private static let (width, height) = (960.0, 300.0)
  private static let (left, right, top, bottom) = (56.0, 8.0, 22.0, 36.0)

  public func html(id: String, title: String) -> String {
    legend + picture(id: id, title: title)
  }

  /// The names beside their colours, with what each adds up to.
  private var legend: String {
    let items = series.enumerated().map { index, series in
      "<li><i class=\"\(swatch(index))\"></i>\(escaped(series.name)) <b>\(series.total.formatted())</b></li>\n"
    }
    return "<ul class=\"legend\">\n\(items.joined())</ul>\n"
  }

  /// The rest is grey, whatever its place.
  private func swatch(_ index: Int) -> String {
    series[index].isRest ? "s-others" : "s-\(index + 1)"
  }

  private func picture(id: String, title: String) -> String {
    let sums = days.indices.map { day in series.map { $0.amounts[day] }.reduce(Amount.zero, +) }
    let (ups, downs) = (days.indices.map { side($0, of: >) }, days.indices.map { side($0, of: <) })
    let scale = Scale(from: downs.min() ?? 0, to: ups.max() ?? 0)
    let slot = (Self.width - Self.left - Self.right) / Double(max(days.count, 1))
    var svg = SVG()
    for tick in scale.ticks {
      let name = tick == 0 ? "axis" : "grid"
      svg.line(Self.left, y(tick, scale), Self.width - Self.right, y(tick, scale), class: name)
      svg.text(Self.left - 8, y(tick, scale) + 4, scale.label(tick), class: "tick", anchor: .end)
    }
    for (index, text) in days.enumerated() {
      let x = Self.left + slot * Double(index)
      column(index, x + slot * 0.12, slot * 0.76, scale, &svg)
      guard let day = CivilDay(text) else { continue }
      let name = day.isWeekend ? "tick weekend" : "tick"
      svg.text(x + slot / 2, Self.height - 18, "\(day.civil.day)", class: name, anchor: .middle)
      svg.text(
        x + slot / 2, Self.height - 4, "\(CivilDay.weekdayNames[day.weekday].prefix(1))",
        class: name + " small",
        anchor: .middle)
    }
    if let peak = days.indices.max(by: { (ups[$0], $1) < (ups[$1], $0) }), ups[peak] > 0 {
      let middle = Self.left + slot * (Double(peak) + 0.5)
      let x = min(max(middle, Self.left + 30), Self.width - Self.right - 30)
      svg.text(x, y(ups[peak], scale) - 6, sums[peak].brief, class: "peak", anchor: .middle)
    }
    return svg.document(
      width: Self.width, height: Self.height, id: id, title: title,
      description: "A column for each of \(days.count) days, stacked by \(series.count) services. "
        + "The table that follows has the figures.")
  }

  private func column(_ day: Int, _ x: Double, _ width: Double, _ scale: Scale, _ svg: inout SVG) {
    var (up, down) = (0.0, 0.0)
    for (index, series) in series.enumerated() where !series.amounts[day].isZero {
      let amount = series.amounts[day].plotted
      let base = amount > 0 ? up : down
      let edge = base + amount
      if amount > 0 { up = edge } else { down = edge }
      let height = (y(min(base, edge), scale) - y(max(base, edge), scale))
      guard height >= 0.05 else { continue }
      svg.rect(
        x, y(max(base, edge), scale), width, height, class: swatch(index),
        title: "\(CivilDay(days[day])?.title ?? days[day]): \(series.name) "
          + "\(series.amounts[day].formatted()) \(currency)")
    }
  }

  /// The sum of a day's amounts above zero, or of those below.
  private func side(_ day: Int, of isOn: (Double, Double) -> Bool) -> Double {
    series.map { $0.amounts[day].plotted }.filter { isOn($0, 0) }.reduce(0, +)
  }

  private func y(_ value: Double, _ scale: Scale) -> Double {
    Self.height - Self.bottom - scale.position(value) * (Self.height - Self.top - Self.bottom)
  }
}
