internal import Dispatch
internal import Synchronization

/// Puts the reductions of an import's files together into bills.
///
/// The outcome does not depend on how many workers there were: combinations and members are ordered by the
/// line on which they were first met.
final class BillAssembler {
  private let reductions: [FileReduction]
  private let reducers: [Reducer]
  private var members = MemberTable([])
  /// For each reducer the tags of its members that go to the combinations; none where they have no such tags.
  private var commonTags: [[[String: String]]] = []
  private var builders: [BillKey: BillBuilder] = [:]
  private var ownTagKeys: Set<String> = []

  init(_ reductions: [FileReduction]) {
    self.reductions = reductions
    reducers = reductions.flatMap(\.reducers)
  }

  deinit {
    members.free()
    for builder in builders.values { builder.free() }
  }

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
    members = MemberTable(memberTexts(common: keys.common))
    for number in reducers.indices { try gather(number) }
    return try builders.keys.sorted().map { try bill($0) }
  }

  /// The members of each reducer: as they stand where that tells them apart, else decoded.
  private func memberTexts(common: Set<String>) -> [MemberTexts] {
    commonTags = reducers.map { _ in [] }
    let decoders = reducers.map(MemberDecoder.init)
    let isAlike = decoders.allSatisfy { !$0.hasMaps && $0.roles == decoders[0].roles }
    if isAlike, reducers.allSatisfy(\.series.members.isPlain) {
      return reducers.map(MemberTexts.init(plain:))
    }
    nonisolated(unsafe) var decoded = [MemberTexts?](repeating: nil, count: reducers.count)
    nonisolated(unsafe) let (reducers, assembler) = (reducers, self)
    let lock = Mutex(())
    unsafe DispatchQueue.concurrentPerform(iterations: reducers.count) { number in
      var tags: [[String: String]] = []
      let texts = unsafe MemberTexts(decoding: reducers[number], common: common, &tags)
      lock.withLock { _ in
        unsafe decoded[number] = texts
        unsafe assembler.commonTags[number] = tags
      }
    }
    return unsafe decoded.compactMap(\.self)
  }

  private func gather(_ number: Int) throws {
    let reducer = reducers[number]
    let file = UInt64(reductions.firstIndex { $0.reducers.contains { $0 === reducer } } ?? 0)
    let commonTags = commonTags[number]
    let firstMember = members.firstNumber(of: number)
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
      let own = combinationNumbers.indices.filter { billOf[$0] == bill && combinationNumbers[$0] >= 0 }
      // Where texts that differ are one combination, so may be series that the reducer holds apart.
      let isApart = commonTags.isEmpty && Set(own.map { combinationNumbers[$0] }).count == own.count
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
        let member = firstMember + Int(entry.member)
        builder.add(
          reducer: number, series: series, combination, members.firstAppearance(of: member),
          file << 40 | UInt64(entry.firstLine), isNew: isApart && !members.isShared(member))
      }
      builders[key] = builder
    }
  }

  private func place(_ slot: BillSlot, _ file: String) throws -> BillKey {
    if let known = builders[slot.key] {
      guard known.slot.hours == slot.hours else { throw Problem.periodsDiffer(slot.key, file: file) }
      builders[slot.key]?.slot.newestHour = max(known.slot.newestHour, slot.newestHour)
    } else {
      builders[slot.key] = BillBuilder(slot: slot)
    }
    return slot.key
  }

  // MARK: One bill

  private func bill(_ key: BillKey) throws -> AssembledBill {
    guard var builder = builders.removeValue(forKey: key) else { preconditionFailure("the bill is there") }
    builder.sort()
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
    return AssembledBill(
      bill: bill, series: { [self] in try forEachSeries(key, measures, kept, $0, $1) },
      free: { [self] in for reducer in reducers { reducer.freeCells() } })
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
    let firstHour = Int32(builder.slot.firstHour)
    let cells = SeriesCells()
    let merged = CellScratch(measures: measures.count, hours: hours)
    let sources = reducers.map { SeriesSource($0) }
    let names = MemberTable.Reader(members, reducers)
    // Where a reducer has other measures than the bill: its own sums.
    let scratches = zip(reducers, kept).map { reducer, kept in
      kept == Array(reducer.measures.indices)
        ? nil : CellScratch(measures: reducer.measures.count, hours: hours)
    }
    let ownMeasures = scratches.contains { $0 != nil }
    let part = builder.part(part)
    for place in part {
      let series = builder[place]
      // The members of a combination lie apart, where its charges were met.
      if place + 8 < part.endIndex { members.prefetch(Int(builder[place + 8].member)) }
      builder.forEachEntry(of: series) { entry in
        let reducer = Int(entry.reducer)
        guard ownMeasures, let scratch = scratches[reducer] else {
          return sources[reducer].collect(Int(entry.series), of: hours, into: merged)
        }
        sources[reducer].collect(Int(entry.series), of: hours, into: scratch)
        merged.add(scratch, kept[reducer])
        scratch.clear()
      }
      merged.sortHours()
      cells.combination = Int(series.combination)
      unsafe names.with(Int(series.member)) { resource, ownTags in
        unsafe cells.resource.replace(with: resource)
        unsafe cells.ownTags.replace(with: ownTags)
      }
      merged.copy(to: cells, firstHour: firstHour)
      merged.clear()
      try body(cells)
    }
  }
}

/// Where the cells of one reducer's series are.
///
/// Unmanaged, because threads that count owners of the same object wait for each other at every series.
@safe private struct SeriesSource {
  private let narrow: Unmanaged<CellStore<Int64>>?
  private let wide: Unmanaged<CellStore<Int128>>?

  init(_ reducer: Reducer) {
    unsafe narrow = unsafe reducer.narrow.map { unsafe Unmanaged.passUnretained($0) }
    unsafe wide = unsafe reducer.wide.map { unsafe Unmanaged.passUnretained($0) }
  }

  @inline(__always)
  func collect(_ series: Int, of hours: Int, into target: CellScratch) {
    if let narrow = unsafe narrow {
      unsafe narrow._withUnsafeGuaranteedRef { $0.collect(series, of: hours, into: target) }
    }
    if let wide = unsafe wide {
      unsafe wide._withUnsafeGuaranteedRef { $0.collect(series, of: hours, into: target) }
    }
  }
}

extension [UInt8] {
  fileprivate mutating func replace(with bytes: UnsafeBufferPointer<UInt8>) {
    removeAll(keepingCapacity: true)
    unsafe append(contentsOf: bytes)
  }
}
