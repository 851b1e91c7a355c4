/// Gathers the series of one bill from the reducers.
struct BillBuilder {
  var slot: BillSlot
  private(set) var combinations: [Combination] = []
  private var numbers: [Combination: Int] = [:]
  private var pairs = PairTable()
  private var series: [Series] = []
  private var firstSeen: [UInt64] = []
  /// The entries of series beyond their last ones.
  private var earlier: [Entry] = []

  /// A reducer's series, and which of the earlier entries is the same series of the bill; -1 where none is.
  struct Entry {
    var reducer: Int32
    var series: Int32
    fileprivate var previous: Int32
  }

  /// A series of the bill, with the last of its entries.
  struct Series {
    var combination: Int32
    var member: Int32
    fileprivate var entry: Entry
  }

  init(slot: BillSlot) { self.slot = slot }

  /// Makes room for so many more series.
  mutating func reserve(_ count: Int) {
    series.reserveCapacity(series.count + count)
    firstSeen.reserveCapacity(series.count + count)
  }

  mutating func number(_ combination: Combination) -> Int {
    if let known = numbers[combination] { return known }
    numbers[combination] = combinations.count
    combinations.append(combination)
    return combinations.count - 1
  }

  /// Takes a reducer's series in.
  ///
  /// - Parameters:
  ///   - firstSeen: tells series that were met earlier from later ones.
  ///   - isNew: whether no other entry can be of the same combination and member.
  @inline(__always)
  mutating func add(
    reducer: Int, series: Int, _ combination: Int, _ member: Int32, _ firstSeen: UInt64, isNew: Bool
  ) {
    let known = isNew ? self.series.count : pairs.value(of: combination, member, orNew: self.series.count)
    var entry = Entry(reducer: Int32(reducer), series: Int32(series), previous: -1)
    if known < self.series.count {
      entry.previous = Int32(earlier.count)
      earlier.append(self.series[known].entry)
      self.series[known].entry = entry
      self.firstSeen[known] = min(self.firstSeen[known], firstSeen)
    } else {
      self.series.append(Series(combination: Int32(combination), member: member, entry: entry))
      self.firstSeen.append(firstSeen)
    }
  }

  /// Orders series by combination, and both by first appearance; renumbers the combinations so.
  mutating func sort() {
    let bySight = series.indices.sorted { firstSeen[$0] < firstSeen[$1] }
    var rank = Array(repeating: -1, count: combinations.count)
    var ranked: [Combination] = []
    var counts: [Int] = []
    for number in bySight {
      let combination = Int(series[number].combination)
      if rank[combination] < 0 {
        rank[combination] = ranked.count
        ranked.append(combinations[combination])
        counts.append(0)
      }
      counts[rank[combination]] += 1
    }
    var next = counts.indices.reduce(into: [0]) { starts, index in
      starts.append(starts[index] + counts[index])
    }
    // In the order in which they are packed, so that packing reads straight on.
    var ordered = series
    for number in bySight {
      var one = series[number]
      one.combination = Int32(rank[Int(one.combination)])
      ordered[next[Int(one.combination)]] = one
      next[Int(one.combination)] += 1
    }
    series = ordered
    combinations = ranked
    numbers = [:]
    firstSeen = []
  }

  /// Calls `body` with each entry of a series.
  @inline(__always)
  func forEachEntry(of series: Series, _ body: (Entry) -> Void) {
    var entry = series.entry
    body(entry)
    while entry.previous >= 0 {
      entry = earlier[Int(entry.previous)]
      body(entry)
    }
  }

  /// The series of some of the combinations, each group and its members by first appearance.
  func part(_ part: AssembledBill.Part) -> ArraySlice<Series> {
    let border = { (number: Int) -> Int in
      // Parts meet where a combination ends, so that each block is packed by one of them.
      guard number < part.count else { return series.count }
      var border = series.count * number / part.count
      while border > 0, border < series.count,
        series[border].combination == series[border - 1].combination
      { border += 1 }
      return border
    }
    return series[border(part.number)..<border(part.number + 1)]
  }
}
