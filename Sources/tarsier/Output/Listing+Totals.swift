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

    // Few units and many rows: looking one up in a list beats hashing it.
    var groups: [(unit: Cell, sums: [Cell])] = []
    for row in rows {
      let group = unit.map { row[$0] } ?? .absent
      let place = groups.firstIndex { $0.unit == group } ?? groups.count
      if place == groups.count { groups.append((group, Array(repeating: .absent, count: summed.count))) }
      for (sum, index) in summed.enumerated() {
        groups[place].sums[sum] = Self.sum(groups[place].sums[sum], row[index])
      }
    }
    for group in groups where group.sums.contains(where: { $0 != .absent }) {
      var row = columns.map { _ in Cell.absent }
      row[label] = .text("Total")
      if let unit { row[unit] = group.unit }
      for (sum, index) in summed.enumerated() { row[index] = group.sums[sum] }
      totals.append(row)
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
