internal import Dispatch
internal import Synchronization

/// Puts the reductions of an import's files together into bills.
///
/// The outcome does not depend on how many workers there were: combinations and members are ordered by the
/// line on which they were first met.
final class BillAssembler {
  private let reductions: [FileReduction]
  private let reducers: [Reducer]
  private var members = MemberTable()
  private var builders: [BillKey: Builder] = [:]
  private var entries: [Entry] = []
  private var ownTagKeys: Set<String> = []

  /// A reducer's series, and the next one that is the same series of the bill.
  private struct Entry {
    var reducer: Int32
    var series: Int32
    var next: Int32
  }

  /// What is gathered for one bill.
  private struct Builder {
    var slot: BillSlot
    var combinations: [Combination] = []
    var numbers: [Combination: Int] = [:]
    var series = PairTable(capacity: 0)
    var combinationOf: [Int32] = []
    var memberOf: [Int32] = []
    var firstSeen: [UInt64] = []
    var heads: [Int32] = []
    /// The series, grouped by combination, each group and its members by first appearance.
    var order: [Int32] = []

    /// The series of some of the combinations.
    func part(_ part: AssembledBill.Part) -> ArraySlice<Int32> {
      let border = { (number: Int) -> Int in
        // Parts meet where a combination ends, so that each block is packed by one of them.
        guard number < part.count else { return order.count }
        var border = order.count * number / part.count
        while border > 0, border < order.count,
          combinationOf[Int(order[border])] == combinationOf[Int(order[border - 1])]
        { border += 1 }
        return border
      }
      return order[border(part.number)..<border(part.number + 1)]
    }

    mutating func number(_ combination: Combination) -> Int {
      if let known = numbers[combination] { return known }
      numbers[combination] = combinations.count
      combinations.append(combination)
      return combinations.count - 1
    }
  }

  init(_ reductions: [FileReduction]) {
    self.reductions = reductions
    reducers = reductions.flatMap(\.reducers)
  }

  deinit { members.free() }

  /// Ends the reductions at decimals that they agree on.
  ///
  /// - Returns: those decimals, if charges were divided before they were known, so that the files must be
  ///   read once more with them; nil where all is well.
  func settleScales() -> [BillKey: Scales]? {
    var agreed: [BillKey: Scales] = [:]
    for bill in reducers.flatMap(\.bills) {
      agreed[bill.key, default: Scales()] = agreed[bill.key, default: Scales()].union(bill.scales)
    }
    for reducer in reducers { reducer.finish(agreed: agreed) }
    return reducers.contains { $0.bills.contains(where: \.isDividedTooCoarsely) } ? agreed : nil
  }

  /// All bills, by period and account.
  func assemble() throws -> [AssembledBill] {
    let keys = MemberTable.tagKeys(reducers)
    ownTagKeys = keys.own.union(reducers.flatMap { MemberDecoder($0).tagKeys })
    let members = decodeMembers(common: keys.common)
    for number in reducers.indices { try gather(number, members[number]) }
    return try builders.keys.sorted().map { try bill($0) }
  }

  private func decodeMembers(common: Set<String>) -> [DecodedMembers] {
    let decoded = Mutex<[Int: DecodedMembers]>([:])
    nonisolated(unsafe) let reducers = reducers
    unsafe DispatchQueue.concurrentPerform(iterations: reducers.count) { number in
      let members = unsafe DecodedMembers(reducers[number], common: common)
      decoded.withLock { $0[number] = members }
    }
    return decoded.withLock { all in unsafe reducers.indices.compactMap { all[$0] } }
  }

  private func gather(_ number: Int, _ decodedMembers: DecodedMembers) throws {
    let reducer = reducers[number]
    let file = UInt64(reductions.firstIndex { $0.reducers.contains { $0 === reducer } } ?? 0)
    let memberNumbers = members.numbers(of: decodedMembers)
    let commonTags = decodedMembers.commonTags
    let slots = try reducer.bills.map { try place($0, reducer.layout.header.file) }
    var combinationNumbers: [Int] = []
    for decoded in reducer.decoded {
      let isUsed = decoded.bill >= 0 && decoded.rows > 0 && decoded.stated == nil
      combinationNumbers.append(isUsed ? builders[slots[decoded.bill]]?.number(decoded.combination) ?? 0 : -1)
    }
    // One bill at a time, so that its builder is not copied.
    let billOf = reducer.decoded.map(\.bill)
    for (bill, key) in slots.enumerated() {
      guard var builder = builders.removeValue(forKey: key) else { continue }
      if builder.heads.isEmpty {
        builder.series = PairTable(capacity: reducer.series.count * 2 / slots.count)
      }
      for series in 0..<reducer.series.count {
        let entry = reducer.series[series]
        let decoded = Int(entry.combination)
        guard billOf[decoded] == bill, combinationNumbers[decoded] >= 0 else { continue }
        var combination = combinationNumbers[decoded]
        if !commonTags.isEmpty, !commonTags[Int(entry.member)].isEmpty {
          var wider = reducer.decoded[decoded].combination
          wider.tags.merge(commonTags[Int(entry.member)]) { first, _ in first }
          combination = builder.number(wider)
        }
        add(
          Int32(number), Int32(series), combination, memberNumbers[Int(entry.member)],
          file << 40 | UInt64(entry.firstLine), to: &builder)
      }
      builders[key] = builder
    }
  }

  private func place(_ slot: BillSlot, _ file: String) throws -> BillKey {
    if let known = builders[slot.key] {
      guard known.slot.hours == slot.hours else { throw Problem.periodsDiffer(slot.key, file: file) }
      builders[slot.key]?.slot.newestHour = max(known.slot.newestHour, slot.newestHour)
    } else {
      builders[slot.key] = Builder(slot: slot)
    }
    return slot.key
  }

  private func add(
    _ reducer: Int32, _ series: Int32, _ combination: Int, _ member: Int32, _ firstSeen: UInt64,
    to builder: inout Builder
  ) {
    let number = builder.series.number(combination, member)
    let isKnown = number < builder.heads.count
    entries.append(Entry(reducer: reducer, series: series, next: isKnown ? builder.heads[number] : -1))
    if isKnown {
      builder.heads[number] = Int32(entries.count - 1)
      builder.firstSeen[number] = min(builder.firstSeen[number], firstSeen)
    } else {
      builder.heads.append(Int32(entries.count - 1))
      builder.combinationOf.append(Int32(combination))
      builder.memberOf.append(member)
      builder.firstSeen.append(firstSeen)
    }
  }

  // MARK: One bill

  private func bill(_ key: BillKey) throws -> AssembledBill {
    guard var builder = builders.removeValue(forKey: key) else { preconditionFailure("the bill is there") }
    sort(&builder)
    builders[key] = builder
    let involved = reductions.filter { reduction in
      reduction.reducers.contains { reducer in
        reducer.decoded.contains { $0.bill >= 0 && $0.rows > 0 && reducer.bills[$0.bill].key == key }
      }
    }
    let (measures, kept) = commonMeasures(involved, key)
    let bill = Bill(
      key: key, format: involved.first?.layout.format ?? "",
      files: involved.map { BillFile(name: Manifest.baseName($0.file), digest: $0.contents[key] ?? "") },
      firstHour: builder.slot.firstHour, hours: builder.slot.hours, scale: builder.slot.scales.money,
      usageScale: builder.slot.scales.usage, measures: measures,
      unkept: Set(involved.flatMap(\.layout.unkept)).sorted { $0.rawValue < $1.rawValue },
      combinations: builder.combinations,
      ownTagKeys: ownTagKeys,
      summaries: summaries(key, measures, builder.slot.scales),
      newestHour: builder.slot.firstHour + max(builder.slot.newestHour, 0),
      isEstimated: involved.contains { $0.layout.isEstimatedWithoutInvoice }
        && builder.combinations.contains { $0[.invoice] == nil },
      differences: differences(key, builder.slot.scales), rejects: [],
      invoices: invoices(key, builder.slot.scales))
    return AssembledBill(bill: bill) { [self] part, body in
      try forEachSeries(key, measures, kept, part, body)
    }
  }

  /// Orders series by combination, and both by first appearance; renumbers the combinations so.
  private func sort(_ builder: inout Builder) {
    let bySight = builder.heads.indices.sorted { builder.firstSeen[$0] < builder.firstSeen[$1] }
    var rank = Array(repeating: -1, count: builder.combinations.count)
    var ranked: [Combination] = []
    var counts: [Int] = []
    for series in bySight {
      let combination = Int(builder.combinationOf[series])
      if rank[combination] < 0 {
        rank[combination] = ranked.count
        ranked.append(builder.combinations[combination])
        counts.append(0)
      }
      counts[rank[combination]] += 1
    }
    var next = counts.indices.reduce(into: [0]) { starts, index in
      starts.append(starts[index] + counts[index])
    }
    builder.order = Array(repeating: 0, count: bySight.count)
    for series in bySight {
      let combination = rank[Int(builder.combinationOf[series])]
      builder.combinationOf[series] = Int32(combination)
      builder.order[next[combination]] = Int32(series)
      next[combination] += 1
    }
    builder.combinations = ranked
    builder.numbers = [:]
  }

  /// The measures that all files have and no charge lacks a column for, and where they are in each layout.
  private func commonMeasures(_ involved: [FileReduction], _ key: BillKey) -> ([Measure], [[Int]]) {
    var measures = involved.first?.layout.measures ?? []
    for reduction in involved {
      measures.removeAll { !reduction.layout.measures.contains($0) }
      for reducer in reduction.reducers {
        for decoded in reducer.decoded
        where decoded.bill >= 0 && decoded.rows > 0 && reducer.bills[decoded.bill].key == key {
          let lacking = zip(reducer.measures, decoded.sums).filter { $1.missingColumn != nil }.map(\.0)
          measures.removeAll { lacking.contains($0) }
        }
      }
    }
    let kept = reducers.map { reducer in measures.map { reducer.measures.firstIndex(of: $0) ?? 0 } }
    return (measures, kept)
  }

  private func summaries(_ key: BillKey, _ measures: [Measure], _ scales: Scales) -> [BillSummary] {
    var summaries: [String: BillSummary] = [:]
    for reducer in reducers {
      for (number, decoded) in reducer.decoded.enumerated()
      where decoded.bill >= 0 && decoded.rows > 0 && reducer.bills[decoded.bill].key == key {
        let currency = decoded.combination[.currency] ?? ""
        var summary =
          summaries[currency]
          ?? BillSummary(
            currency: currency, rows: 0, charges: 0,
            totals: measures.map { Amount(units: 0, scale: scales[$0]) }, empties: measures.map { _ in 0 })
        summary.rows += decoded.rows
        guard decoded.stated == nil else {
          summaries[currency] = summary
          continue
        }
        summary.charges += decoded.rows
        for (index, measure) in measures.enumerated() {
          guard let place = reducer.measures.firstIndex(of: measure) else { continue }
          let cell = number * reducer.measures.count + place
          summary.totals[index].units += reducer.totals[cell]
          summary.empties[index] += reducer.empties[cell]
        }
        summaries[currency] = summary
      }
    }
    return summaries.values.sorted { $0.currency < $1.currency }
  }

  private func invoices(_ key: BillKey, _ scales: Scales) -> [InvoiceSum] {
    var sums: [InvoiceSum] = []
    for reducer in reducers {
      for (number, decoded) in reducer.decoded.enumerated()
      where decoded.bill >= 0 && decoded.rows > 0 && reducer.bills[decoded.bill].key == key
        && decoded.stated == nil
      {
        let (combination, billed) = (decoded.combination, reducer.totals[number * reducer.measures.count])
        sums.append(
          InvoiceSum(
            issuer: combination[.invoiceIssuer], invoice: combination[.invoice],
            currency: combination[.currency] ?? "", category: combination[.chargeCategory],
            charges: decoded.rows, billed: Amount(units: billed, scale: scales.money)))
      }
    }
    return InvoiceSum.grouped(sums).sorted { $0.sortKey.lexicographicallyPrecedes($1.sortKey) }
  }

  /// Holds the bill's total lines against its charges.
  private func differences(_ key: BillKey, _ scales: Scales) -> [String] {
    var charges: [(combination: Combination, billed: Int128)] = []
    var stated: [(total: StatedTotal, billed: Int128)] = []
    for reducer in reducers {
      for (number, decoded) in reducer.decoded.enumerated()
      where decoded.bill >= 0 && decoded.rows > 0 && reducer.bills[decoded.bill].key == key {
        let billed = reducer.totals[number * reducer.measures.count]
        if let total = decoded.stated {
          stated.append((total, billed))
        } else {
          charges.append((decoded.combination, billed))
        }
      }
    }
    return stated.compactMap { total, billed in
      let sum = charges.reduce(Int128(0)) { total.covers($1.combination) ? $0 + $1.billed : $0 }
      guard sum != billed else { return nil }
      let (says, isSum) = (
        Amount(units: billed, scale: scales.money), Amount(units: sum, scale: scales.money)
      )
      return "\(total.name) says \(says), its charges add up to \(isSum)"
    }
  }

  private func forEachSeries(
    _ key: BillKey, _ measures: [Measure], _ kept: [[Int]], _ part: AssembledBill.Part,
    _ body: (SeriesCells) throws -> Void
  ) throws {
    guard let builder = builders[key] else { return }
    let hours = builder.slot.hours
    let cells = SeriesCells()
    cells.values = measures.map { _ in [] }
    let scratches = reducers.map { CellScratch(measures: $0.measures.count, hours: hours) }
    let merged = CellScratch(measures: measures.count, hours: hours)
    let keepsAll = zip(reducers, kept).map {
      $0.measures.count == measures.count && $1 == Array(measures.indices)
    }
    for series in builder.part(part).map(Int.init) {
      var entry = builder.heads[series]
      while entry >= 0 {
        let number = Int(entries[Int(entry)].reducer)
        let own = Int(entries[Int(entry)].series)
        // Straight into the sums where the bill has all measures of the file, as nearly always.
        let scratch = keepsAll[number] ? merged : scratches[number]
        reducers[number].narrow?.collect(own, of: hours, into: scratch)
        reducers[number].wide?.collect(own, of: hours, into: scratch)
        if !keepsAll[number] {
          merged.add(scratch, kept[number])
          scratch.clear()
        }
        entry = entries[Int(entry)].next
      }
      merged.sortHours()
      cells.combination = Int(builder.combinationOf[series])
      cells.resource.removeAll(keepingCapacity: true)
      let member = unsafe members.member(Int(builder.memberOf[series]))
      unsafe cells.resource.append(contentsOf: member.resource)
      cells.ownTags.removeAll(keepingCapacity: true)
      unsafe cells.ownTags.append(contentsOf: member.ownTags)
      cells.hours.removeAll(keepingCapacity: true)
      for hour in merged.hours { cells.hours.append(hour + Int32(builder.slot.firstHour)) }
      for measure in measures.indices {
        cells.values[measure].removeAll(keepingCapacity: true)
        for hour in merged.hours { cells.values[measure].append(merged.value(hour, measure)) }
      }
      merged.clear()
      try body(cells)
    }
  }
}

/// A bill with the way to go through its series, which stay where the workers put them.
public struct AssembledBill {
  /// One of several stretches of a bill's combinations, for threads that share the work.
  public struct Part: Sendable {
    public var number: Int
    public var count: Int

    public init(_ number: Int, of count: Int) {
      self.number = number
      self.count = count
    }
  }

  public var bill: Bill
  private let series: (_ part: Part, _ body: (SeriesCells) throws -> Void) throws -> Void

  /// - Parameter series: goes through the series of a part.
  public init(
    bill: Bill, series: @escaping (_ part: Part, _ body: (SeriesCells) throws -> Void) throws -> Void
  ) {
    self.bill = bill
    self.series = series
  }

  /// Calls `body` with each series of a part: combination by combination, in the order of the bill's list.
  ///
  /// Several parts may be gone through at the same time.
  public func forEachSeries(in part: Part = Part(0, of: 1), _ body: (SeriesCells) throws -> Void) throws {
    try series(part, body)
  }
}
