internal import Billing

extension Listing {
  /// Adds a total row for each currency (or unit): the sums of the columns `keys`.
  ///
  /// The label stands in the first column that is neither summed nor the unit's; a listing without one is its
  /// own total. Amounts of different
  /// currencies are never added up; rows without a unit have a total of their own, if they have any amount.
  public mutating func addTotals(of keys: [String], per unitKey: String) {
    let summed = columns.indices.filter { keys.contains(columns[$0].key) }
    let unit = columns.firstIndex { $0.key == unitKey }
    guard let label = columns.indices.first(where: { !summed.contains($0) && $0 != unit }) else { return }

    guard rows.count > 0 else { return }

    let (units, groupOf) = rows.groups(by: unit)
    let sums = summed.map { rows.columns[$0].sums(of: units.count, groupOf) }
    for group in units.indices where sums.contains(where: { $0[group] != .absent }) {
      var row = columns.map { _ in Cell.absent }
      row[label] = .text("Total")
      if let unit { row[unit] = units[group] }
      for (column, sums) in zip(summed, sums) { row[column] = sums[group] }
      totals.append(row)
    }
  }
}

extension Listing.Rows {
  /// The different cells of a column in the order of the rows, and which of them each row has.
  fileprivate func groups(by column: Int?) -> (cells: [Listing.Cell], groupOf: [Int]) {
    guard let column else { return ([.absent], Array(repeating: 0, count: count)) }
    var cells: [Listing.Cell] = []
    var groupOf: [Int] = []
    groupOf.reserveCapacity(count)
    // Few units and many rows: looking one up in a list beats hashing it, and a code beats both.
    func group(of cell: Listing.Cell) -> Int {
      if let known = cells.firstIndex(of: cell) { return known }
      cells.append(cell)
      return cells.count - 1
    }
    if case .coded(let values, let codes) = columns[column] {
      var known = Array(repeating: -1, count: values.count)
      for code in codes.lazy.map({ Int($0) }) {
        if known[code] < 0 { known[code] = group(of: values[code]) }
        groupOf.append(known[code])
      }
    } else {
      for row in 0..<count { groupOf.append(group(of: columns[column][row])) }
    }
    return (cells, groupOf)
  }
}

extension Listing.Cells {
  /// The sum of each of `count` groups.
  fileprivate func sums(of count: Int, _ groupOf: [Int]) -> [Listing.Cell] {
    if case .amounts(let units, let scale) = self {
      var sums = Array(repeating: Int128(0), count: count)
      for (group, units) in zip(groupOf, units) { sums[group] += units }
      return sums.map { .amount(Amount(units: $0, scale: scale)) }
    }
    var sums = Array(repeating: Listing.Cell.absent, count: count)
    for (row, group) in groupOf.enumerated() { sums[group] = Self.sum(sums[group], self[row]) }
    return sums
  }

  private static func sum(_ a: Listing.Cell, _ b: Listing.Cell) -> Listing.Cell {
    switch (a, b) {
    case (.amount(let a), .amount(let b)): .amount(a + b)
    case (.count(let a), .count(let b)): .count(a + b)
    case (.absent, _): b
    default: a
    }
  }
}
