internal import Allocation
internal import Billing

/// An answer in one currency or unit: each group's amounts slot by slot, dearest group first.
struct CostFigures {
  struct Group {
    var values: [String?]
    /// Whether it is the sum of all that are not told apart.
    var isOthers: Bool
    /// One for each slot.
    var units: [Int128]
    var total: Int128
    /// What it came to in the time before; nil where that is not asked for.
    var before: Amount?
  }

  /// The currency of money, or the unit of usage; nil where the bill names none.
  var unit: String?
  var scale: Int
  var groups: [Group]

  var total: Amount { Amount(units: groups.reduce(0) { $0 + $1.total }, scale: scale) }

  func amount(_ units: Int128) -> Amount { Amount(units: units, scale: scale) }

  /// The sums of all groups, slot by slot.
  var sums: [Amount] {
    var sums = Array(repeating: Int128(0), count: groups.first?.units.count ?? 0)
    for group in groups { for slot in sums.indices { sums[slot] += group.units[slot] } }
    return sums.map(amount)
  }

  /// The figures of an answer, the dearest unit first.
  ///
  /// - Parameter slotOf: the slot of each slice, of `slots` slots; one for all where the answer has none.
  static func all(_ rows: CostRows, top: Int?, slotOf: [Int], slots: Int) -> [CostFigures] {
    let isOthers = others(rows.groups, top: top)
    var places: [Int: Group] = [:]
    for sum in rows.sums {
      let number = Int(sum.group)
      let slot = slotOf.isEmpty ? 0 : slotOf[Int(sum.slice)]
      places[
        number,
        default: Group(
          values: rows.groups[number].values, isOthers: isOthers.contains(number),
          units: Array(repeating: 0, count: slots), total: 0)
      ].add(sum.units, slot)
    }
    var figures: [CostFigures] = []
    for (number, group) in places.sorted(by: { ($1.value.total, $0.key) < ($0.value.total, $1.key) }) {
      let unit = rows.groups[number].unit
      if let known = figures.firstIndex(where: { $0.unit == unit }) {
        figures[known].groups.append(group)
      } else {
        figures.append(CostFigures(unit: unit, scale: rows.scale, groups: [group]))
      }
    }
    for index in figures.indices {
      let groups = figures[index].groups
      figures[index].groups = groups.filter { !$0.isOthers } + groups.filter(\.isOthers)
    }
    return figures
  }

  /// The groups that are sums of others: a value may be called `Others`, too.
  private static func others(_ groups: [CostRows.Group], top: Int?) -> Set<Int> {
    guard let top else { return [] }
    var last: [String?: (count: Int, index: Int)] = [:]
    for (index, group) in groups.enumerated() {
      last[group.unit] = ((last[group.unit]?.count ?? 0) + 1, index)
    }
    return Set(
      last.values.filter { $0.count > top + 1 }.map(\.index)
        .filter { groups[$0].values.allSatisfy { $0 == "Others" } })
  }

  /// Sets what each group came to before: those that are not told apart here belong to the others.
  mutating func setBefore(_ rows: CostRows) {
    var sums: [[String?]: Int128] = [:]
    var rest = Int128(0)
    for sum in rows.sums where rows.groups[Int(sum.group)].unit == unit {
      sums[rows.groups[Int(sum.group)].values, default: 0] += sum.units
      rest += sum.units
    }
    for index in groups.indices where !groups[index].isOthers {
      let units = sums[groups[index].values] ?? 0
      rest -= units
      groups[index].before = Amount(units: units, scale: rows.scale)
    }
    if let others = groups.firstIndex(where: \.isOthers) {
      groups[others].before = Amount(units: rest, scale: rows.scale)
    } else if rest != 0, let first = groups.first {
      groups.append(
        Group(
          values: first.values.map { _ in "Others" }, isOthers: true,
          units: Array(repeating: 0, count: first.units.count), total: 0,
          before: Amount(units: rest, scale: rows.scale)))
    }
  }
}

extension CostFigures.Group {
  fileprivate mutating func add(_ amount: Int128, _ slot: Int) {
    units[slot] += amount
    total += amount
  }
}
