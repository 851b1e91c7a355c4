internal import Glibc

/// Turns the rows of one file into series: combination × member × hour, exactly added up.
///
/// Each worker has one of its own, and nothing is shared between them. The work of a row that is like an
/// earlier one is: hash its key columns, compare them, read its hour and its figures, and add.
@safe final class Reducer: RowConsumer {
  let layout: BillLayout
  let measures: [Measure]
  private let shares: [Bool]
  private(set) var decoded: [DecodedCombination] = []
  private(set) var bills: [BillSlot] = []
  private(set) var series: SeriesIndex
  private(set) var rejects: [Reject] = []
  private(set) var rejectCount = 0
  /// What makes the whole import fail, whatever rows may be rejected.
  private(set) var failure: Problem?
  /// For each combination and measure: the exact sum of its cells as read, and how many were empty.
  private(set) var totals = Pool<Int128>()
  private(set) var empties = Pool<Int>()
  /// The cells, as long as 64 bits hold them; then `wide` has them all.
  private let narrowCells: CellStore<Int64>
  private(set) var isNarrow = true
  private(set) var wide: CellStore<Int128>?

  // What the innermost loop needs of a combination and of a bill, outside arrays and their counting of owners.
  private var billOf = Pool<Int32>()
  private var rowCounts = Pool<Int>()
  private var isCharge = Pool<Bool>()
  /// For each combination and measure the plain column that it is, where no thought is needed; -1 otherwise.
  private var columns = Pool<Int32>()
  /// The measure that stands in where that column's cell is empty; -1 where nothing does.
  private var fallbacks = Pool<Int32>()
  private var spans = Pool<BillSpan>()
  private let measureCount: Int
  private let usageMeasure: Int

  private let decoder: RowDecoder
  private let hints: [BillKey: Scales]
  private let identity: [ColumnRun]
  /// The hash of the last row's series.
  private var seriesHash: UInt64 = 0
  private let lineRuns: [ColumnRun]
  private(set) var identities = RowSample()
  private var times = TimeCache()
  private var divided: DividedCharges
  private let narrowValues: UnsafeMutablePointer<Int64>
  private let wideValues: UnsafeMutablePointer<Int128>
  private let keepsRejects: Bool
  private let startColumn: Int?
  private let endColumn: Int?

  /// How many rejects an error shows.
  static let shownRejects = 10

  /// A combination with all that its rows have in common.
  struct DecodedCombination {
    var combination: Combination
    /// The bill's number; -1 where a row of it could not be read.
    var bill: Int
    var sums: [MeasureSum]
    /// What its rows state, where they repeat the bill and are no charges.
    var stated: StatedTotal?
    /// How many rows it has, once the reduction is finished.
    var rows = 0
  }

  /// A bill's period and decimals, as the innermost loop needs them.
  private struct BillSpan {
    var firstHour: Int
    var hours: Int
    var moneyScale: Int
    var usageScale: Int
    var newestHour = Int.min
    var content: UInt64 = 0
  }

  /// - Parameters:
  ///   - memberColumns: the columns with so many values that they belong to the member, not to the combination.
  ///   - hints: decimals known from an earlier pass over the same files.
  ///   - identity: what tells the file's rows from another's; empty where nobody asks.
  ///   - keepsRejects: whether all rows that cannot be read are wanted, and not the first ones alone.
  init(
    layout: BillLayout, memberColumns: Set<Int>, hints: [BillKey: Scales], identity: [ColumnRun] = [],
    keepsRejects: Bool
  ) {
    self.keepsRejects = keepsRejects
    self.layout = layout
    decoder = RowDecoder(layout: layout, memberColumns: memberColumns)
    self.identity = identity
    lineRuns = ColumnRun.runs(of: [layout.lineID].compactMap(\.self))
    self.hints = hints
    measures = layout.measures
    measureCount = layout.measures.count
    usageMeasure = layout.measures.firstIndex(of: .usage) ?? -1
    shares = measures.map { $0.isMoney && $0 != .billed }
    series = SeriesIndex(
      combination: layout.keyColumns.union(layout.tags.map(\.column)).subtracting(memberColumns),
      member: memberColumns)
    narrowCells = CellStore(measures: measures.count, sharesBilled: shares)
    unsafe narrowValues = .allocate(capacity: measures.count)
    unsafe wideValues = .allocate(capacity: measures.count)
    divided = DividedCharges(measures: measures.count)
    startColumn = layout.chargeStart.column
    endColumn = layout.chargeEnd?.column
  }

  deinit {
    series.free()
    totals.free()
    empties.free()
    billOf.free()
    rowCounts.free()
    isCharge.free()
    columns.free()
    fallbacks.free()
    spans.free()
    unsafe narrowValues.deallocate()
    unsafe wideValues.deallocate()
  }

  var narrow: CellStore<Int64>? { isNarrow ? narrowCells : nil }

  /// Takes one row in.
  @inline(__always)
  func add(_ row: Row) {
    do {
      try reduce(row)
    } catch {
      reject(error)
    }
  }

  func reject(_ reject: Reject) {
    rejectCount += 1
    if keepsRejects || rejectCount <= Self.shownRejects { rejects.append(reject) }
  }

  @inline(__always)
  private func reduce(_ row: Row) throws(Reject) {
    let number = try seriesNumber(row)
    let combination = Int(series[number].combination)
    let bill = Int(billOf[combination])
    let start = try time(startColumn, layout.chargeStart, row, bill, &times.start)
    let end =
      try endColumn == nil
      ? start + 3600 : time(endColumn, layout.chargeEnd ?? layout.chargeStart, row, bill, &times.end)

    let isPlain = readPlain(row, combination, spans[bill])
    if !isPlain { try readAny(row, combination, bill) }
    rowCounts[combination] += 1
    unsafe spans.start[bill].content &+= contentHash(row, combination, start)
    if !identity.isEmpty { identities.add(rowHash(row, identity)) }
    let totals = unsafe totals.start + combination * measureCount
    for measure in 0..<measureCount {
      let (sum, overflow) = unsafe totals[measure].addingReportingOverflow(
        isPlain ? Int128(narrowValues[measure]) : wideValues[measure])
      if overflow { exhaust(bill) }
      unsafe totals[measure] = sum
    }
    if !isCharge[combination] { return }
    let span = spans[bill]
    let hour = floorDivide(start, 3600) - span.firstHour
    if hour > span.newestHour { unsafe spans.start[bill].newestHour = hour }
    if end - start > 3600 {
      keepForDivision(number, bill, hour, floorDivide(end + 3599, 3600) - span.firstHour, isPlain)
    } else {
      store(number, hour >= 0 && hour < span.hours ? hour : 0, span.hours, isPlain)
    }
  }

  /// A hash of what a row says: its series and time, the number of its line item, and its cost.
  @inline(__always)
  private func contentHash(_ row: Row, _ combination: Int, _ time: Int) -> UInt64 {
    let billed = Int(columns[combination * measureCount])
    var cost: UInt64 = 0
    if billed >= 0 {
      let start = row.start(of: billed)
      cost = unsafe hashBytes(row.bytes + start, row.end(of: billed) - start, 0)
    }
    return mixed(seriesHash ^ UInt64(truncatingIfNeeded: time), rowHash(row, lineRuns) ^ cost)
  }

  // MARK: Which series

  @inline(__always)
  private func seriesNumber(_ row: Row) throws(Reject) -> Int {
    let hashes = series.hashes(row)
    seriesHash = hashes.series
    if let known = series.find(row, hashes) { return known }
    let combination = series.combination(row, hashes)
    if combination == decoded.count { try decode(combination, row) }
    if billOf[combination] < 0 { throw incomplete(combination, row) }
    if isNarrow { narrowCells.addSeries() }
    wide?.addSeries()
    return series.add(row, hashes, combination: combination)
  }

  private func decode(_ number: Int, _ row: Row) throws(Reject) {
    let combination = decoder.combination(row)
    totals.append(repeating: 0, measures.count)
    empties.append(repeating: 0, measures.count)
    let sums = layout.sums(combination)
    for sum in sums {
      let isPlain = sum.terms.count == 1 && !sum.terms[0].negative && sum.missingColumn == nil
      columns.append(isPlain ? Int32(sum.terms[0].column) : -1)
      fallbacks.append(Int32(sum.fallback ?? -1))
    }
    rowCounts.append(0)
    billOf.append(-1)
    decoded.append(
      DecodedCombination(
        combination: combination, bill: -1, sums: sums, stated: layout.statedTotal(combination)))
    isCharge.append(decoded[number].stated == nil)
    let (key, period) = try decoder.bill(row, combination)
    guard let bill = slot(key, period.firstHour, period.hours) else {
      throw otherPeriod(row)
    }
    decoded[number].bill = bill
    billOf[number] = Int32(bill)
  }

  /// The reject of a row whose combination was found incomplete on an earlier row.
  private func incomplete(_ combination: Int, _ row: Row) -> Reject {
    do {
      _ = try decoder.bill(row, decoded[combination].combination)
    } catch {
      return error
    }
    return otherPeriod(row)
  }

  private func otherPeriod(_ row: Row) -> Reject {
    RowDecoder.reject(
      row, layout, column: layout.periodEnd?.column, reason: "ends another billing period than earlier rows")
  }

  /// The bill's slot; nil where it is known with another length.
  private func slot(_ key: BillKey, _ firstHour: Int, _ hours: Int) -> Int? {
    if let known = bills.firstIndex(where: { $0.key == key }) {
      return bills[known].hours == hours ? known : nil
    }
    bills.append(BillSlot(key: key, firstHour: firstHour, hours: hours, scales: hints[key] ?? Scales()))
    let scales = bills[bills.count - 1].scales
    spans.append(
      BillSpan(firstHour: firstHour, hours: hours, moneyScale: scales.money, usageScale: scales.usage))
    return bills.count - 1
  }

  // MARK: When

  @inline(__always)
  private func time(
    _ column: Int?, _ source: CellSource, _ row: Row, _ bill: Int, _ cache: inout TimeCache.Entry
  ) throws(Reject) -> Int {
    guard let column else { return try constantTime(source, row) }
    let cell = unsafe row.cell(column)
    if let known = unsafe cache.seconds(cell) { return known }
    let text = unsafe CSVText.value(cell)
    if text.isEmpty, layout.takesPeriodFromCharges { return spans[bill].firstHour * 3600 }
    guard let seconds = Timestamp.seconds(text) else {
      throw RowDecoder.reject(row, layout, column: column, reason: "is no time")
    }
    unsafe cache.remember(cell, seconds)
    return seconds
  }

  private func constantTime(_ source: CellSource, _ row: Row) throws(Reject) -> Int {
    guard case .constant(let text) = source, let seconds = Timestamp.seconds(text) else {
      throw RowDecoder.reject(row, layout, column: nil, reason: "has no time")
    }
    return seconds
  }

  // MARK: How much

  /// Reads the figures of a row whose cells are plain digits into `narrowValues`.
  ///
  /// - Returns: false where a cell needs more thought, or a value more room.
  @inline(__always)
  private func readPlain(_ row: Row, _ combination: Int, _ span: BillSpan) -> Bool {
    if !isNarrow { return false }
    let columns = unsafe columns.start + combination * measureCount
    var empty: UInt64 = 0
    for measure in 0..<measureCount {
      let column = unsafe Int(columns[measure])
      if column < 0 { return false }
      let start = row.start(of: column)
      let count = row.end(of: column) - start
      if unsafe isAbsentWord(row.bytes + start, count) {
        let fallback = Int(fallbacks[combination * measureCount + measure])
        unsafe narrowValues[measure] = unsafe fallback < 0 ? 0 : narrowValues[fallback]
        empty |= 1 << UInt64(measure)
        continue
      }
      let (units, decimals) = unsafe readPlainFigure(row.bytes + start, count)
      let shift = (measure == usageMeasure ? span.usageScale : span.moneyScale) - decimals
      if decimals < 0 || shift < 0 || shift > 18 { return false }
      let (product, overflow) = unsafe units.multipliedReportingOverflow(by: smallPowersOfTen[shift])
      if overflow { return false }
      unsafe narrowValues[measure] = product
    }
    while empty != 0 {
      unsafe empties.start[combination * measureCount + empty.trailingZeroBitCount] += 1
      empty &= empty - 1
    }
    return true
  }

  /// Reads the figures of any row into `wideValues`; gives the bill more decimals where it needs them.
  private func readAny(_ row: Row, _ combination: Int, _ bill: Int) throws(Reject) {
    var figures: [Figure] = []
    var needed = bills[bill].scales
    var empty: [Int] = []
    for (measure, sum) in decoded[combination].sums.enumerated() {
      let figure = try add(sum, row, figures) { empty.append(measure) }
      figures.append(figure)
      if measures[measure].isMoney {
        needed.money = max(needed.money, figure.decimals)
      } else {
        needed.usage = max(needed.usage, figure.decimals)
      }
    }
    for (measure, figure) in figures.enumerated() {
      guard let units = figure.units(at: needed[measures[measure]]) else {
        throw RowDecoder.reject(
          row, layout, column: decoded[combination].sums[measure].terms.first?.column, reason: "is too large")
      }
      unsafe wideValues[measure] = units
    }
    if needed != bills[bill].scales { raise(bill, to: needed) }
    for measure in empty { empties[combination * measures.count + measure] += 1 }
  }

  private func add(
    _ sum: MeasureSum, _ row: Row, _ earlier: [Figure], isEmpty: () -> Void
  ) throws(Reject) -> Figure {
    if sum.missingColumn != nil { return earlier[sum.fallback ?? 0] }
    var total = Figure(units: 0, decimals: 0)
    for term in sum.terms {
      switch unsafe readFigure(row.cell(term.column)) {
      case .absent:
        isEmpty()
        guard let fallback = sum.fallback else { continue }
        return earlier[fallback]
      case .unreadable(let reason):
        throw RowDecoder.reject(row, layout, column: term.column, reason: reason)
      case .figure(let figure):
        let decimals = max(total.decimals, figure.decimals)
        guard let a = total.units(at: decimals), let b = figure.units(at: decimals),
          case let (sum, overflow) = term.negative
            ? a.subtractingReportingOverflow(b) : a.addingReportingOverflow(b),
          !overflow
        else {
          throw RowDecoder.reject(row, layout, column: term.column, reason: "is too large")
        }
        total = Figure(units: sum, decimals: decimals)
      }
    }
    return total
  }

  /// Gives a bill more decimals.
  private func raise(_ bill: Int, to scales: Scales) {
    let factors = bills[bill].scales.factors(to: scales, measures)
    let hours = bills[bill].hours
    let isOfBill = { [unowned self] (number: Int) in decoded[Int(series[number].combination)].bill == bill }
    let small = factors.compactMap { Int64(exactly: $0) }
    if isNarrow, small.count < factors.count || !narrowCells.rescale(by: small, series: isOfBill, of: hours) {
      widen()
    }
    if let wide, !wide.rescale(by: factors, series: isOfBill, of: hours) { exhaust(bill) }
    for (number, combination) in decoded.enumerated() where combination.bill == bill {
      for measure in 0..<measureCount {
        let cell = number * measureCount + measure
        let (product, overflow) = totals[cell].multipliedReportingOverflow(by: factors[measure])
        if overflow { exhaust(bill) }
        totals[cell] = product
      }
    }
    if bills[bill].hasDivided { bills[bill].isDividedTooCoarsely = true }
    bills[bill].scales = scales
    unsafe spans.start[bill].moneyScale = scales.money
    unsafe spans.start[bill].usageScale = scales.usage
  }

  private func widen() {
    wide = narrowCells.widened()
    isNarrow = false
    narrowCells.removeAll()
  }

  // MARK: Into the cells

  @inline(__always)
  private func store(_ number: Int, _ hour: Int, _ hours: Int, _ isPlain: Bool) {
    if isPlain, isNarrow, unsafe narrowCells.add(number, hour, of: hours, narrowValues) { return }
    if isPlain {
      for measure in 0..<measures.count { unsafe wideValues[measure] = unsafe Int128(narrowValues[measure]) }
    }
    storeWide(number, hour, hours)
  }

  private func storeWide(_ number: Int, _ hour: Int, _ hours: Int) {
    if isNarrow {
      var fits = true
      for measure in 0..<measures.count {
        guard let value = unsafe Int64(exactly: wideValues[measure]) else {
          fits = false
          break
        }
        unsafe narrowValues[measure] = value
      }
      if fits, unsafe narrowCells.add(number, hour, of: hours, narrowValues) { return }
      widen()
    }
    if let wide, unsafe !wide.add(number, hour, of: hours, wideValues) {
      exhaust(Int(billOf[Int(series[number].combination)]))
    }
  }

  /// Remembers that sums of 128 bits no longer hold a bill; the import fails with it.
  private func exhaust(_ bill: Int) {
    failure = failure ?? Problem.sumsTooLarge(bills[bill].key, file: layout.header.file)
  }

  /// Keeps a charge of many hours until the bill's decimals are known, or the store of them is full.
  private func keepForDivision(_ number: Int, _ bill: Int, _ hour: Int, _ end: Int, _ isPlain: Bool) {
    if isPlain {
      for measure in 0..<measures.count { unsafe wideValues[measure] = unsafe Int128(narrowValues[measure]) }
    }
    unsafe divided.append(series: number, firstHour: hour, end: end, scales: bills[bill].scales, wideValues)
    if divided.isFull { divide() }
  }

  private func divide() {
    divided.drain { number, firstHour, end, scales, values in
      let bill = decoded[Int(series[number].combination)].bill
      let slot = bills[bill]
      bills[bill].hasDivided = true
      let factors = scales.factors(to: slot.scales, measures)
      let first = max(firstHour, 0)
      let last = min(end, slot.hours)
      let (start, count) = first < last ? (first, last - first) : (0, 1)
      for offset in 0..<count {
        for measure in 0..<measures.count {
          let (value, overflow) = values[measure].multipliedReportingOverflow(by: factors[measure])
          if overflow { exhaust(bill) }
          unsafe wideValues[measure] = share(offset, of: count, value)
        }
        storeWide(number, start + offset, slot.hours)
      }
    }
  }

  /// Ends the reduction: divides what was kept, at decimals that all workers of the bill agree on.
  ///
  /// - Parameter agreed: the decimals of each bill over all workers.
  func finish(agreed: [BillKey: Scales]) {
    for bill in bills.indices {
      guard let scales = agreed[bills[bill].key], scales != bills[bill].scales else { continue }
      raise(bill, to: scales)
    }
    divide()
    for number in decoded.indices { decoded[number].rows = rowCounts[number] }
    for bill in bills.indices {
      bills[bill].newestHour = spans[bill].newestHour
      bills[bill].content = spans[bill].content
    }
  }

  /// Gives the cells' memory back.
  func freeCells() {
    narrowCells.removeAll()
    wide?.removeAll()
  }

  /// Takes a bill's rows back out, after `finish`.
  func leaveOut(_ bill: Int) {
    for number in decoded.indices where decoded[number].bill == bill { decoded[number].rows = 0 }
  }
}

/// The part of one hour of a value spread evenly over `count` hours: the remainder goes to the earliest.
@inline(__always)
func share(_ offset: Int, of count: Int, _ value: Int128) -> Int128 {
  let (quotient, remainder) = value.quotientAndRemainder(dividingBy: Int128(count))
  return Int128(offset) < remainder.magnitude ? quotient + remainder.signum() : quotient
}

/// Whether a cell is empty or says `NULL`, as whole columns of some bills do.
@inline(__always)
private func isAbsentWord(_ start: UnsafePointer<UInt8>, _ count: Int) -> Bool {
  unsafe count == 0
    || count == 4 && UnsafeRawPointer(start).loadUnaligned(as: UInt32.self).littleEndian == 0x4C4C_554E
}

nonisolated(unsafe) private let smallPowersOfTen: UnsafePointer<Int64> = {
  let powers = UnsafeMutablePointer<Int64>.allocate(capacity: 19)
  for exponent in 0...18 { unsafe powers[exponent] = Int64(powerOfTen(exponent)) }
  return unsafe UnsafePointer(powers)
}()
