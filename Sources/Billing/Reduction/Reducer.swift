internal import Glibc

/// Turns the rows of one file into series: combination × member × hour, exactly added up.
///
/// Each worker has one of its own, and nothing is shared between them. The work of a row that is like an
/// earlier one is: hash its key columns, compare them, read its hour and its figures, and add.
final class Reducer: RowConsumer {
  let layout: BillLayout
  let measures: [Measure]
  private let shares: [Bool]
  private(set) var combinations: KeyTable
  private(set) var members: KeyTable
  private(set) var decoded: [DecodedCombination] = []
  private(set) var bills: [BillSlot] = []
  private(set) var series = Pool<SeriesEntry>()
  private(set) var rejects: [Reject] = []
  private(set) var rejectCount = 0
  /// For each combination and measure: the exact sum of its cells as read, and how many were empty.
  private(set) var totals = Pool<Int128>()
  private(set) var empties = Pool<Int>()
  private(set) var narrow: CellStore<Int64>?
  private(set) var wide: CellStore<Int128>?

  private var slots: UnsafeMutablePointer<SeriesSlot>
  private var slotMask = 4095
  private let hints: [BillKey: Scales]
  private var times = TimeCache()
  private var divided: DividedCharges
  private let narrowValues: UnsafeMutablePointer<Int64>
  private let wideValues: UnsafeMutablePointer<Int128>
  private let startColumn: Int?
  private let endColumn: Int?

  struct SeriesEntry {
    var combination: UInt32
    var member: UInt32
    /// The line on which the series was first met.
    var firstLine: Int
  }

  private struct SeriesSlot {
    var hash: UInt64
    var number: UInt32
  }

  /// A combination with all that its rows have in common.
  struct DecodedCombination {
    var combination: Combination
    var bill: Int
    var sums: [MeasureSum]
    /// Each measure's plain column, where it is one and needs no thought; -1 otherwise.
    var columns: [Int32]
    var rows = 0
  }

  /// - Parameters:
  ///   - memberColumns: the columns with so many values that they belong to the member, not to the combination.
  ///   - hints: decimals known from an earlier pass over the same files.
  init(layout: BillLayout, memberColumns: Set<Int>, hints: [BillKey: Scales]) {
    self.layout = layout
    self.hints = hints
    measures = layout.measures
    shares = measures.map { $0.isMoney && $0 != .billed }
    combinations = KeyTable(columns: layout.keyColumns.union(layout.tags.map(\.column)).subtracting(memberColumns))
    members = KeyTable(columns: memberColumns)
    narrow = CellStore(measures: measures.count, sharesBilled: shares)
    slots = .allocate(capacity: slotMask + 1)
    slots.initialize(repeating: SeriesSlot(hash: 0, number: 0), count: slotMask + 1)
    narrowValues = .allocate(capacity: measures.count)
    wideValues = .allocate(capacity: measures.count)
    divided = DividedCharges(measures: measures.count)
    startColumn = layout.chargeStart.column
    endColumn = layout.chargeEnd?.column
  }

  deinit {
    combinations.free()
    members.free()
    series.free()
    totals.free()
    empties.free()
    slots.deallocate()
    narrowValues.deallocate()
    wideValues.deallocate()
  }

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
    rejects.append(reject)
  }

  @inline(__always)
  private func reduce(_ row: Row) throws(Reject) {
    let number = try seriesNumber(row)
    let combination = Int(series[number].combination)
    let bill = decoded[combination].bill
    let start = try time(startColumn, layout.chargeStart, row, \.start)
    let end = try endColumn == nil ? start + 3600 : time(endColumn, layout.chargeEnd ?? layout.chargeStart, row, \.end)

    let isPlain = readPlain(row, combination, bills[bill].scales)
    if !isPlain { try readAny(row, combination, bill) }
    decoded[combination].rows += 1
    for measure in 0..<measures.count {
      let value = isPlain ? Int128(narrowValues[measure]) : wideValues[measure]
      totals[combination * measures.count + measure] += value
    }
    let hour = floorDivide(start, 3600) - bills[bill].firstHour
    if hour > bills[bill].newestHour { bills[bill].newestHour = hour }
    if end - start > 3600 {
      keepForDivision(number, bill, hour, floorDivide(end + 3599, 3600) - bills[bill].firstHour, isPlain)
    } else {
      let inside = hour >= 0 && hour < bills[bill].hours ? hour : 0
      store(number, inside, bills[bill].hours, isPlain)
    }
  }

  // MARK: Which series

  @inline(__always)
  private func seriesNumber(_ row: Row) throws(Reject) -> Int {
    let combinationHash = combinations.hash(row)
    let memberHash = members.hash(row)
    let hash = mixed(combinationHash, memberHash)
    var index = Int(truncatingIfNeeded: hash) & slotMask
    while slots[index].number != 0 {
      let number = Int(slots[index].number) - 1
      if slots[index].hash == hash {
        let entry = series[number]
        if combinations.matches(Int(entry.combination), row), members.matches(Int(entry.member), row) {
          return number
        }
      }
      index = (index + 1) & slotMask
    }
    let combination = combinations.number(row, hash: combinationHash)
    if combination == decoded.count { try decode(combination, row) }
    let member = members.number(row, hash: memberHash)
    if decoded[combination].bill < 0 { throw incomplete(combination, row) }
    slots[index] = SeriesSlot(hash: hash, number: UInt32(series.count + 1))
    series.append(
      SeriesEntry(combination: UInt32(combination), member: UInt32(member), firstLine: row.line))
    narrow?.addSeries()
    wide?.addSeries()
    if series.count * 2 > slotMask { growSlots() }
    return series.count - 1
  }

  private func growSlots() {
    let old = UnsafeBufferPointer(start: slots, count: slotMask + 1)
    slotMask = slotMask * 4 + 3
    slots = .allocate(capacity: slotMask + 1)
    slots.initialize(repeating: SeriesSlot(hash: 0, number: 0), count: slotMask + 1)
    for slot in old where slot.number != 0 {
      var index = Int(truncatingIfNeeded: slot.hash) & slotMask
      while slots[index].number != 0 { index = (index + 1) & slotMask }
      slots[index] = slot
    }
    old.deallocate()
  }

  private func decode(_ number: Int, _ row: Row) throws(Reject) {
    let decoder = RowDecoder(layout: layout, memberColumns: Set(members.runs.flatMap { $0.first...$0.last }))
    let combination = decoder.combination(row)
    totals.append(repeating: 0, measures.count)
    empties.append(repeating: 0, measures.count)
    let sums = layout.sums(combination)
    let columns = sums.map { sum in
      sum.terms.count == 1 && !sum.terms[0].negative && sum.missingColumn == nil ? Int32(sum.terms[0].column) : -1
    }
    decoded.append(
      DecodedCombination(combination: combination, bill: -1, sums: sums, columns: columns))
    let (key, period) = try decoder.bill(row, combination)
    guard let bill = slot(key, period.firstHour, period.hours) else {
      throw RowDecoder.reject(
        row, layout, column: layout.periodEnd?.column, reason: "ends another billing period than earlier rows")
    }
    decoded[number].bill = bill
  }

  /// The reject of a row whose combination was found incomplete on an earlier row.
  private func incomplete(_ combination: Int, _ row: Row) -> Reject {
    do {
      let decoder = RowDecoder(layout: layout, memberColumns: [])
      _ = try decoder.bill(row, decoded[combination].combination)
    } catch {
      return error
    }
    return RowDecoder.reject(row, layout, column: nil, reason: "is incomplete")
  }

  /// The bill's slot; nil where it is known with another length.
  private func slot(_ key: BillKey, _ firstHour: Int, _ hours: Int) -> Int? {
    if let known = bills.firstIndex(where: { $0.key == key }) {
      return bills[known].hours == hours ? known : nil
    }
    bills.append(BillSlot(key: key, firstHour: firstHour, hours: hours, scales: hints[key] ?? Scales()))
    return bills.count - 1
  }

  // MARK: When

  @inline(__always)
  private func time(
    _ column: Int?, _ source: CellSource, _ row: Row, _ cache: WritableKeyPath<TimeCache, TimeCache.Entry>
  ) throws(Reject) -> Int {
    guard let column else { return try constantTime(source, row) }
    let cell = row.cell(column)
    if let known = times[keyPath: cache].seconds(cell) { return known }
    guard let seconds = Timestamp.seconds(CSVText.value(cell)) else {
      throw RowDecoder.reject(row, layout, column: column, reason: "is no time")
    }
    times[keyPath: cache].remember(cell, seconds)
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
  private func readPlain(_ row: Row, _ combination: Int, _ scales: Scales) -> Bool {
    guard narrow != nil else { return false }
    return decoded[combination].columns.withUnsafeBufferPointer { columns in
      for measure in 0..<measures.count {
        let column = Int(columns[measure])
        if column < 0 { return false }
        let cell = row.cell(column)
        guard let start = cell.baseAddress else { return false }
        let (units, decimals) = readPlainFigure(start, cell.count)
        let shift = (measures[measure] == .usage ? scales.usage : scales.money) - decimals
        if decimals < 0 || shift < 0 || shift > 18 { return false }
        let (product, overflow) = units.multipliedReportingOverflow(by: smallPowersOfTen[shift])
        if overflow { return false }
        narrowValues[measure] = product
      }
      return true
    }
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
      wideValues[measure] = units
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
      switch readFigure(row.cell(term.column)) {
      case .absent:
        isEmpty()
        guard let fallback = sum.fallback else { continue }
        return earlier[fallback]
      case .unreadable(let reason):
        throw RowDecoder.reject(row, layout, column: term.column, reason: reason)
      case .figure(let figure):
        let decimals = max(total.decimals, figure.decimals)
        guard let a = total.units(at: decimals), let b = figure.units(at: decimals) else {
          throw RowDecoder.reject(row, layout, column: term.column, reason: "is too large")
        }
        total = Figure(units: term.negative ? a - b : a + b, decimals: decimals)
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
    if let narrow, small.count < factors.count || !narrow.rescale(by: small, series: isOfBill, of: hours) {
      widen()
    }
    if let wide, !wide.rescale(by: factors, series: isOfBill, of: hours) {
      preconditionFailure("sums of 128 bits are exhausted")
    }
    for (number, combination) in decoded.enumerated() where combination.bill == bill {
      for measure in 0..<measures.count { totals[number * measures.count + measure] *= factors[measure] }
    }
    if bills[bill].hasDivided { bills[bill].isDividedTooCoarsely = true }
    bills[bill].scales = scales
  }

  private func widen() {
    wide = narrow?.widened()
    narrow = nil
  }

  // MARK: Into the cells

  @inline(__always)
  private func store(_ number: Int, _ hour: Int, _ hours: Int, _ isPlain: Bool) {
    if isPlain, let narrow, narrow.add(number, hour, of: hours, narrowValues) { return }
    if isPlain { for measure in 0..<measures.count { wideValues[measure] = Int128(narrowValues[measure]) } }
    storeWide(number, hour, hours)
  }

  private func storeWide(_ number: Int, _ hour: Int, _ hours: Int) {
    if let narrow {
      var fits = true
      for measure in 0..<measures.count {
        guard let value = Int64(exactly: wideValues[measure]) else {
          fits = false
          break
        }
        narrowValues[measure] = value
      }
      if fits, narrow.add(number, hour, of: hours, narrowValues) { return }
      widen()
    }
    guard let wide, wide.add(number, hour, of: hours, wideValues) else {
      preconditionFailure("sums of 128 bits are exhausted")
    }
  }

  /// Keeps a charge of many hours until the bill's decimals are known, or the store of them is full.
  private func keepForDivision(_ number: Int, _ bill: Int, _ hour: Int, _ end: Int, _ isPlain: Bool) {
    if isPlain { for measure in 0..<measures.count { wideValues[measure] = Int128(narrowValues[measure]) } }
    divided.append(series: number, firstHour: hour, end: end, scales: bills[bill].scales, wideValues)
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
          wideValues[measure] = share(offset, of: count, values[measure] * factors[measure])
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
    narrow?.seal()
    wide?.seal()
  }
}

/// The part of one hour of a value spread evenly over `count` hours: the remainder goes to the earliest.
@inline(__always)
func share(_ offset: Int, of count: Int, _ value: Int128) -> Int128 {
  let (quotient, remainder) = value.quotientAndRemainder(dividingBy: Int128(count))
  return Int128(offset) < remainder.magnitude ? quotient + remainder.signum() : quotient
}

private let smallPowersOfTen: [Int64] = (0...18).map { Int64(powerOfTen($0)) }
