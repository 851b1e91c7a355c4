public import Billing

/// Every hour of a month as a cell: a column for each day, a row for each hour of it.
///
/// The shade goes with the square root of the cost: hours that cost ten times more stand out at a glance, and
/// the rhythm of the quiet ones still shows.
public struct HeatMap: Chart {
  /// ISO dates, one for each column.
  let days: [String]
  /// 24 amounts for each day.
  let hours: [[Amount]]
  let currency: String

  /// - Parameters:
  ///   - days: ISO dates, one for each column.
  ///   - hours: 24 amounts for each day.
  public init(days: [String], hours: [[Amount]], currency: String) {
    self.days = days
    self.hours = hours
    self.currency = currency
  }

  /// Shades besides that of nothing; CSS names all of them, `h-0` to `h-12`.
  static let shades = 12

  private static let width = 960.0
  private static let (left, top, bottom, rowHeight) = (56.0, 4.0, 76.0, 13.0)
  private static let right = 8.0

  public func html(id: String, title: String) -> String {
    let slot = (Self.width - Self.left - Self.right) / Double(max(days.count, 1))
    let height = Self.top + 24 * Self.rowHeight + Self.bottom
    let top = hours.joined().max() ?? .zero
    var svg = SVG()
    for hour in stride(from: 0, through: 21, by: 3) {
      let y = Self.top + Double(hour) * Self.rowHeight
      svg.text(Self.left - 8, y + 10, "\(twoDigits(hour)):00", class: "tick", anchor: .end)
    }
    for (index, text) in days.enumerated() {
      let x = Self.left + slot * Double(index)
      let day = CivilDay(text)
      for (hour, amount) in hours[index].enumerated() {
        svg.rect(
          x + 0.5, Self.top + Double(hour) * Self.rowHeight + 0.5, slot - 1, Self.rowHeight - 1,
          class: amount < .zero ? "h-credit" : "h-\(shade(amount, top))",
          title: "\(day?.title ?? text), \(twoDigits(hour)):00: \(amount.formatted()) \(currency)")
      }
      guard let day else { continue }
      let name = day.isWeekend ? "tick weekend" : "tick"
      let base = Self.top + 24 * Self.rowHeight
      svg.text(x + slot / 2, base + 14, "\(day.civil.day)", class: name, anchor: .middle)
      svg.text(
        x + slot / 2, base + 28, "\(CivilDay.weekdayNames[day.weekday].prefix(1))", class: name + " small",
        anchor: .middle)
    }
    legend(top, &svg, y: height - 20)
    return svg.document(
      width: Self.width, height: height, id: id, title: title,
      description: "\(days.count) columns of 24 hours each; the farther from the page's colour, the dearer. "
        + "The tables that follow have the figures.")
  }

  /// 0 for nothing, then 1…12.
  private func shade(_ amount: Amount, _ top: Amount) -> Int {
    guard amount > .zero, top > .zero else { return 0 }
    let root = (amount.plotted / top.plotted).squareRoot()
    return min(Self.shades, Int(root * Double(Self.shades)) + 1)
  }

  /// The shades from light to dark, with the cost at which some of them start.
  private func legend(_ top: Amount, _ svg: inout SVG, y: Double) {
    let cell = 20.0
    for shade in 0...Self.shades {
      svg.rect(Self.left + cell * Double(shade), y - 9, cell - 1.5, 11, class: "h-\(shade)")
    }
    svg.text(Self.left + cell / 2, y + 14, "0", class: "tick", anchor: .middle)
    for part in [4, 8] {
      // Where the square root reaches a third and two thirds.
      let limit = Amount(units: top.units * Int128(part * part), scale: top.scale).plotted / 144
      let label = Amount(units: Int128((limit * 100).rounded()), scale: 2).brief
      svg.text(Self.left + cell * Double(part + 1), y + 14, label, class: "tick", anchor: .middle)
    }
    let end = Self.left + cell * Double(Self.shades + 1)
    svg.text(end + 6, y + 1, "\(top.formatted()) \(currency) an hour", class: "tick")
  }
}
