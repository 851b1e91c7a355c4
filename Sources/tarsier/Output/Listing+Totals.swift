internal import Billing

extension Listing {
  /// Adds a total row for each currency (or unit): the sums of the columns `keys`.
  ///
  /// The label stands in the first column that is neither summed nor the unit's; a listing without one is its
  /// own total. Amounts of different
  /// currencies are never added up; rows without a unit have a total of their own, if they have any amount.
  mutating func addTotals(of keys: [String], per unitKey: String) {
    let summed = columns.indices.filter { keys.contains(columns[$0].key) }
    let unit = columns.firstIndex { $0.key == unitKey }
    guard let label = columns.indices.first(where: { !summed.contains($0) && $0 != unit }) else { return }

    var units: [Cell] = []
    var sums: [Cell: [Int: Cell]] = [:]
    for row in rows {
      let group = unit.map { row[$0] } ?? .absent
      if sums[group] == nil { units.append(group) }
      for index in summed {
        sums[group, default: [:]][index] = Self.sum(sums[group]?[index] ?? .absent, row[index])
      }
    }
    let summedUp = units.filter { group in sums[group]?.values.contains { $0 != .absent } ?? false }
    totals += summedUp.map { group in
      columns.indices.map { index in
        if index == label { return .text("Total") }
        if index == unit { return group }
        return sums[group]?[index] ?? .absent
      }
    }
  }

  private static func sum(_ a: Cell, _ b: Cell) -> Cell {
    switch (a, b) {
    case (.amount(let a), .amount(let b)): .amount(a + b)
    case (.count(let a), .count(let b)): .count(a + b)
    case (.absent, _): b
    default: a
    }
  }
}
