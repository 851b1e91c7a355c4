internal import Billing

/// The rows of an answer: sorted, and cut to the dearest where the question says so.
struct AnswerRows {
  let rows: [CostRow]

  /// One figure, with whatever it is sorted by as plain numbers.
  private struct Entry {
    /// The slice's place in the order of time.
    var slice: Int
    var isOthers: Bool
    /// At the scale that all entries share.
    var units: Int128
    /// The group's place in the order of names.
    var group: Int
  }

  init(_ keys: [Groups.Key], _ sums: SliceSums, top: Int?) {
    let times = sums.slices
    let scale = sums.scale
    let slices = times.indices.sorted { a, b in
      let (a, b) = (times[a], times[b])
      return a.hour != b.hour ? a.hour < b.hour : a.name ?? "" < b.name ?? ""
    }
    var sliceRank = Array(repeating: 0, count: slices.count)
    for (rank, slice) in slices.enumerated() { sliceRank[slice] = rank }
    var groups = keys
    var entries: [Entry] = []
    sums.forEach { group, slice, units in
      entries.append(Entry(slice: sliceRank[slice], isOthers: false, units: units, group: group))
    }
    if let top { entries = Self.cut(entries, &groups, top) }
    let groupRank = Self.ranks(groups)
    entries.sort { a, b in
      if a.slice != b.slice { return a.slice < b.slice }
      if a.isOthers != b.isOthers { return b.isOthers }
      if a.units != b.units { return a.units > b.units }
      return groupRank[a.group] < groupRank[b.group]
    }
    rows = entries.map { entry in
      CostRow(
        values: groups[entry.group].values, periodStart: times[slices[entry.slice]].name,
        amount: Amount(units: entry.units, scale: scale), unit: groups[entry.group].unit)
    }
  }

  /// Keeps the dearest groups of each unit, and adds up the others in a group of their own.
  private static func cut(_ entries: [Entry], _ groups: inout [Groups.Key], _ top: Int) -> [Entry] {
    var totals = Array(repeating: Int128(0), count: groups.count)
    for entry in entries { totals[entry.group] += entry.units }
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
    var others: [OthersKey: Int128] = [:]
    var kept: [Entry] = []
    for entry in entries {
      if isKept[entry.group] {
        kept.append(entry)
      } else {
        others[OthersKey(slice: entry.slice, unit: groups[entry.group].unit), default: 0] += entry.units
      }
    }
    var othersGroup: [String?: Int] = [:]
    let width = groups.first?.values.count ?? 0
    for (key, units) in others {
      if othersGroup[key.unit] == nil {
        othersGroup[key.unit] = groups.count
        groups.append(Groups.Key(values: Array(repeating: "Others", count: width), unit: key.unit))
      }
      kept.append(Entry(slice: key.slice, isOthers: true, units: units, group: othersGroup[key.unit] ?? 0))
    }
    return kept
  }

  private struct OthersKey: Hashable {
    var slice: Int
    var unit: String?
  }

  /// Each group's place in the order of names.
  private static func ranks(_ groups: [Groups.Key]) -> [Int] {
    let texts = groups.map { key in (key.values + [key.unit]).map { $0 ?? "" }.joined(separator: "\u{1}") }
    var ranks = Array(repeating: 0, count: groups.count)
    for (rank, group) in groups.indices.sorted(by: { texts[$0] < texts[$1] }).enumerated() {
      ranks[group] = rank
    }
    return ranks
  }
}
