/// Gathers the series of one bill from the reducers.
///
/// Its owner calls `free` when it is done.
struct BillBuilder {
  var slot: BillSlot
  private(set) var combinations: [Combination] = []
  private var numbers: [Combination: Int] = [:]
  private var pairs = PairTable()
  private var series = Pool<Series>()
  private var firstSeen = Pool<UInt64>()
  /// The entries of series beyond their last ones.
  private var earlier = Pool<Entry>()

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

  func free() {
    series.free()
    firstSeen.free()
    earlier.free()
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
      var same = self.series[known]
      earlier.append(same.entry)
      same.entry = entry
      self.series[known] = same
      self.firstSeen[known] = min(self.firstSeen[known], firstSeen)
    } else {
      self.series.append(Series(combination: Int32(combination), member: member, entry: entry))
      self.firstSeen.append(firstSeen)
    }
  }

  /// Orders series by combination, and both by first appearance; renumbers the combinations so.
  mutating func sort() {
    // Each reducer's series come sorted, so that little is to be done.
    var bySight = Array(Int32(0)..<Int32(series.count))
    bySight.sort { firstSeen[Int($0)] < firstSeen[Int($1)] }
    var rank = Array(repeating: -1, count: combinations.count)
    var ranked: [Combination] = []
    var counts: [Int] = []
    for number in bySight {
      let combination = Int(series[Int(number)].combination)
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
    var ordered = Pool<Series>(capacity: max(series.count, 1))
    unsafe ordered.append(series.start, series.count)
    for number in bySight {
      var one = series[Int(number)]
      one.combination = Int32(rank[Int(one.combination)])
      ordered[next[Int(one.combination)]] = one
      next[Int(one.combination)] += 1
    }
    series.free()
    series = ordered
    combinations = ranked
    numbers = [:]
    firstSeen.removeAll()
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

  @inline(__always)
  subscript(place: Int) -> Series { series[place] }

  /// Where the series of some of the combinations are, each group and its members by first appearance.
  func part(_ part: AssembledBill.Part) -> Range<Int> {
    let border = { (number: Int) -> Int in
      // Parts meet where a combination ends, so that each block is packed by one of them.
      guard number < part.count else { return series.count }
      var border = series.count * number / part.count
      while border > 0, border < series.count,
        series[border].combination == series[border - 1].combination
      { border += 1 }
      return border
    }
    return border(part.number)..<border(part.number + 1)
  }
}
