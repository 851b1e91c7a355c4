internal import Billing

/// Money of a column in cents, so that what people see adds up to the total that they see.
///
/// Every figure is rounded half-even; where these miss the rounded sum, those whose remainder was nearest to the
/// other side give way, a cent each: the method of the largest remainder.
enum ShownCents {
  static func of(_ amounts: [Amount]) -> [Amount] {
    var cents = amounts.map { units(of: $0) }
    let gap = units(of: amounts.reduce(.zero, +)) - cents.reduce(0, +)
    guard gap != 0 else { return cents.map { Amount(units: $0, scale: 2) } }
    let errors = zip(amounts, cents).map { $0 - Amount(units: $1, scale: 2) }
    let order = amounts.indices.sorted { a, b in
      if errors[a] != errors[b] { return gap > 0 ? errors[a] > errors[b] : errors[a] < errors[b] }
      return a < b
    }
    for index in order.prefix(Int(gap.magnitude)) { cents[index] += gap.signum() }
    return cents.map { Amount(units: $0, scale: 2) }
  }

  private static func units(of amount: Amount) -> Int128 {
    let rounded = amount.roundedHalfEven(to: 2)
    return rounded.scale < 2 ? rounded.scaled(to: 2).units : rounded.units
  }
}

extension ReportTable {
  /// Sets the cents in which the money of a table that adds up is shown.
  mutating func roundForDisplay() {
    guard coverage != .excerpt else { return }
    for column in columns.indices {
      let places = Dictionary(grouping: rows.indices.filter { rows[$0].cells[column].amount != nil }) {
        rows[$0].currency ?? ""
      }
      for indices in places.values {
        let cents = ShownCents.of(indices.compactMap { rows[$0].cells[column].amount })
        for (index, amount) in zip(indices, cents) { rows[index].cents[column] = amount }
      }
    }
  }
}
