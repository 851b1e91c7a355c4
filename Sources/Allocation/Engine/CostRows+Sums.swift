internal import Billing

extension CostRows {
  /// The rows of an answer: sorted, and cut to the dearest where the question says so.
  init(_ keys: [Group], _ sums: SliceSums, top: Int?) {
    let times = sums.slices
    let slices = times.indices.sorted { a, b in
      let (a, b) = (times[a], times[b])
      return a.hour != b.hour ? a.hour < b.hour : a.name ?? "" < b.name ?? ""
    }
    var sliceRank = Array(repeating: 0, count: slices.count)
    for (rank, slice) in slices.enumerated() { sliceRank[slice] = rank }
    var groups = keys
    var entries = sums.bySlice(rank: sliceRank)
    if let top { entries = Self.cut(entries, &groups, top) }
    let groupRank = Self.ranks(groups)
    var start = 0
    while start < entries.count {
      let slice = entries[start].slice
      let end = entries[start...].firstIndex { $0.slice != slice } ?? entries.count
      entries[start..<end].sort { a, b in
        let (aIsOthers, bIsOthers) = (a.group >= keys.count, b.group >= keys.count)
        if aIsOthers != bIsOthers { return bIsOthers }
        if a.units != b.units { return a.units > b.units }
        return groupRank[Int(a.group)] < groupRank[Int(b.group)]
      }
      start = end
    }
    self.init(groups: groups, slices: slices.map { times[$0].name }, sums: entries, scale: sums.scale)
  }

  /// Keeps the dearest groups of each unit, and adds up the others in a group of their own, behind all groups.
  private static func cut(
    _ entries: [Sum], _ groups: inout [Group], _ top: Int
  ) -> [Sum] {
    var totals = Array(repeating: Int128(0), count: groups.count)
    for entry in entries { totals[Int(entry.group)] += entry.units }
    let names = ranks(groups)
    let dearest = groups.indices.sorted { a, b in
      totals[a] != totals[b] ? totals[a] > totals[b] : names[a] < names[b]
    }
    var isKept = Array(repeating: false, count: groups.count)
    var counts: [String?: Int] = [:]
    for group in dearest where counts[groups[group].unit, default: 0] < top {
      counts[groups[group].unit, default: 0] += 1
      isKept[group] = true
    }
    let width = groups.first?.values.count ?? 0
    var othersGroup: [String?: Int32] = [:]
    var kept: [Sum] = []
    /// Where the sum of the others of a group stands among those kept; for the slice at hand.
    var places: [Int32: Int] = [:]
    for entry in entries {
      if kept.last?.slice != entry.slice { places = [:] }
      guard !isKept[Int(entry.group)] else {
        kept.append(entry)
        continue
      }
      let unit = groups[Int(entry.group)].unit
      let others = othersGroup[unit] ?? Int32(groups.count)
      if othersGroup[unit] == nil {
        othersGroup[unit] = others
        groups.append(Group(values: Array(repeating: "Others", count: width), unit: unit))
      }
      if let place = places[others] {
        kept[place].units += entry.units
      } else {
        places[others] = kept.count
        kept.append(Sum(group: others, slice: entry.slice, units: entry.units))
      }
    }
    return kept
  }

  /// Each group's place in the order of names.
  private static func ranks(_ groups: [Group]) -> [Int] {
    let texts = groups.map { key in (key.values + [key.unit]).map { $0 ?? "" }.joined(separator: "\u{1}") }
    var ranks = Array(repeating: 0, count: groups.count)
    for (rank, group) in groups.indices.sorted(by: { texts[$0] < texts[$1] }).enumerated() {
      ranks[group] = rank
    }
    return ranks
  }
}
