internal import Allocation
internal import Billing

/// What the values of one dimension cost in each of several months.
struct MonthlyCosts {
  private struct Key: Hashable {
    var value: String?
    var currency: String
    var period: String
  }

  /// The months that the ledger has bills of, as `2026-10`.
  let periods: [String]
  private var amounts: [Key: Amount] = [:]

  init(_ rows: [CostRow], periods: [String]) {
    self.periods = periods
    for row in rows {
      let key = Key(value: row.values[0], currency: row.unit ?? "", period: row.periodStart ?? "")
      amounts[key, default: .zero] += row.amount
    }
  }

  /// - Parameter lines: all lines of the table, of which `line` is one or the total.
  func trend(_ line: Comparison.Line, among lines: [Comparison.Line], until period: Period) -> MonthTrend {
    let shown = Set(lines.filter { $0.kind == .value && $0.currency == line.currency }.map(\.value))
    return MonthTrend(until: period) { month in
      guard periods.contains(month.description) else { return nil }
      guard line.kind != .value else {
        return amounts[Key(value: line.value, currency: line.currency, period: month.description)] ?? .zero
      }
      return amounts.filter { key, _ in
        key.currency == line.currency && key.period == month.description
          && (line.kind == .total || !shown.contains(key.value))
      }
      .values.reduce(.zero, +)
    }
  }
}
