internal import Billing

/// How instances are spread over zones: a line for each group, a column for each of its zones.
///
/// Every instance is a square, as far as these fit; the number beside them is always right. A zone without any is an
/// empty outline, which is what a reader should see first.
public struct ZoneGrid: Chart {
  /// A group and how many instances it has in each zone.
  public struct Line: Sendable {
    let title: String
    let subtitle: String
    let zones: [(name: String, instances: Int)]

    public init(title: String, subtitle: String, zones: [(name: String, instances: Int)]) {
      self.title = title
      self.subtitle = subtitle
      self.zones = zones
    }
  }

  let lines: [Line]

  public init(lines: [Line]) { self.lines = lines }

  private static let (width, rowHeight, top) = (960.0, 34.0, 8.0)
  private static let left = 250.0
  /// How many squares fit into a zone's column.
  private static let most = 12

  public func html(id: String, title: String) -> String {
    let columns = max(lines.map(\.zones.count).max() ?? 1, 3)
    let slot = (Self.width - Self.left) / Double(columns)
    let most = max(1, min(Self.most, Int((slot - 74) / 11)))
    var svg = SVG()
    for (index, line) in lines.enumerated() {
      let y = Self.top + Self.rowHeight * Double(index)
      svg.text(0, y + 12, shortened(line.title, to: 30), class: "label")
      svg.text(0, y + 26, shortened(line.subtitle, to: 44), class: "tick small")
      for (column, zone) in line.zones.enumerated() {
        let x = Self.left + slot * Double(column)
        svg.text(x, y + 12, "\(zone.name)", class: "tick")
        svg.text(
          x + 24, y + 12, Amount(units: Int128(zone.instances), scale: 0).formatted(decimals: 0),
          class: "peak")
        squares(zone.instances, most, x + 62, y, "\(line.title), \(zone.name): \(zone.instances)", &svg)
      }
      svg.line(0, y + Self.rowHeight - 3, Self.width, y + Self.rowHeight - 3, class: "grid")
    }
    return svg.document(
      width: Self.width, height: Self.top + Self.rowHeight * Double(lines.count), id: id, title: title,
      description: lines.map { line in
        "\(line.title): " + line.zones.map { "\($0.name) \($0.instances)" }.joined(separator: ", ")
      }.joined(separator: "; ") + ".")
  }

  /// A square for each instance; where they do not fit, the last is cut in two.
  private func squares(
    _ count: Int, _ most: Int, _ x: Double, _ y: Double, _ title: String, _ svg: inout SVG
  ) {
    guard count > 0 else {
      svg.rect(x, y + 3, 9, 9, class: "z-none", title: title)
      return
    }
    for index in 0..<min(count, most) {
      svg.rect(x + 11 * Double(index), y + 3, 9, 9, class: "z-some", title: title)
    }
    if count > most { svg.text(x + 11 * Double(most) + 1, y + 12, "…", class: "tick") }
  }
}
