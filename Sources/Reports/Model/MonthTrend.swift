public import Billing
internal import Charts

/// What something cost in each of the last months, the report's own last.
public struct MonthTrend: Sendable {
  public struct Month: Sendable {
    public var period: Period
    /// Nil where there is no bill.
    public var cost: Amount?
  }

  /// How many months it looks back on, the report's own among them.
  static let longest = 12

  public var months: [Month]

  /// The months up to the report's, without those before the first bill.
  init(until period: Period, costs: (Period) -> Amount?) {
    var months: [Month] = []
    var month = period
    for _ in 0..<Self.longest {
      months.append(Month(period: month, cost: costs(month)))
      month = month.previous
    }
    while months.count > 1, months.last?.cost == nil { months.removeLast() }
    self.months = months.reversed()
  }

  /// For those who hear the page, and beside the picture.
  var words: String {
    months.map { "\($0.period.title) \($0.cost?.formatted() ?? "no bill")" }.joined(separator: ", ")
  }

  /// A small chart for a line of a table.
  var drawing: String {
    Sparkline(costs: months.map(\.cost), places: Self.longest, words: words).html
  }

  /// A column of text for each month, as high as its cost; nothing, or less, is the lowest.
  var blocks: String {
    let top = months.compactMap(\.cost).max() ?? .zero
    return String(months.map { Self.block($0.cost, of: top) })
  }

  private static let heights: [Character] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]

  private static func block(_ cost: Amount?, of top: Amount) -> Character {
    guard let cost else { return "·" }
    guard cost > .zero, let eighths = cost.ratio(to: top, times: 7) else { return heights[0] }
    return heights[min(7, eighths)]
  }
}
