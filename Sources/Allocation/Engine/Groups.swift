internal import Billing

/// The groups of an answer, numbered as they are met.
struct Groups {
  private(set) var keys: [CostRows.Group] = []
  private var numbers: [CostRows.Group: Int] = [:]

  mutating func number(_ key: CostRows.Group) -> Int {
    if let known = numbers[key] { return known }
    numbers[key] = keys.count
    keys.append(key)
    return keys.count - 1
  }
}

/// One slice of an answer's time; it has no name where the question asks for totals.
struct Slice: Hashable {
  var name: String?
  /// Goes before the name in the order of time: where clocks go back, 02:00+02:00 comes before 02:00+01:00.
  var hour = 0
}

/// The sums of groups in slices.
struct SliceSums {
  /// The sums of all bills that have the same number of decimals.
  private struct Part {
    var scale: Int
    var sums: [CostRows.Sum] = []
  }

  private var parts: [Part] = []
  private(set) var slices: [Slice] = []
  private var numbers: [Slice: Int] = [:]

  mutating func number(_ slice: Slice) -> Int {
    if let known = numbers[slice] { return known }
    numbers[slice] = slices.count
    slices.append(slice)
    return slices.count - 1
  }

  /// How many sums there are.
  var count: Int { parts.reduce(0) { $0 + $1.sums.count } }

  /// The decimals of all sums: those of the bill with most.
  var scale: Int { parts.map(\.scale).max() ?? 0 }

  /// Adds a bill's sums.
  ///
  /// - Parameter sums: calls back with group, slice and units at `scale`.
  mutating func add(scale: Int, _ sums: (_ body: (Int, Int, Int128) -> Void) -> Void) {
    let index = parts.firstIndex { $0.scale == scale } ?? parts.count
    if index == parts.count { parts.append(Part(scale: scale)) }
    var all = parts[index].sums
    parts[index].sums = []
    sums { group, slice, units in
      all.append(CostRows.Sum(group: Int32(group), slice: Int32(slice), units: units))
    }
    parts[index].sums = all
  }

  /// All sums at `scale`, one for each group and slice, in the given order of slices.
  ///
  /// - Parameter rank: the place of each slice in that order.
  /// - Returns: the sums of a slice stand together, in the order of their groups; `slice` is its rank.
  func bySlice(rank: [Int]) -> [CostRows.Sum] {
    // Every sum is put where its slice begins, which is a sort in one pass.
    var next = Array(repeating: 0, count: slices.count + 1)
    for part in parts { for sum in part.sums { next[rank[Int(sum.slice)] + 1] += 1 } }
    for slice in slices.indices { next[slice + 1] += next[slice] }
    let starts = next
    var ordered = Array(repeating: CostRows.Sum(group: 0, slice: 0, units: 0), count: next[slices.count])
    for part in parts {
      let factor = powerOfTen(scale - part.scale)
      for sum in part.sums {
        let slice = rank[Int(sum.slice)]
        ordered[next[slice]] = CostRows.Sum(group: sum.group, slice: Int32(slice), units: sum.units * factor)
        next[slice] += 1
      }
    }
    for slice in slices.indices { ordered[starts[slice]..<starts[slice + 1]].sort { $0.group < $1.group } }
    return Self.merged(ordered)
  }

  /// Adds up neighbours of the same group and slice.
  private static func merged(_ sums: [CostRows.Sum]) -> [CostRows.Sum] {
    var result: [CostRows.Sum] = []
    result.reserveCapacity(sums.count)
    for sum in sums {
      if let last = result.last, last.group == sum.group, last.slice == sum.slice {
        result[result.count - 1].units += sum.units
      } else {
        result.append(sum)
      }
    }
    return result
  }
}
