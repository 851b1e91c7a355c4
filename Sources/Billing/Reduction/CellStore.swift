/// The hourly cells of many series: for each series and hour a value for each measure.
///
/// Both shapes of bill must fit: a fleet that is charged every hour, and a churning one in which nearly
/// every line is a series of its own. So the first cells of a series go into a log; a series with more gets
/// pages of 64 hours. In a page, a cost that has been the billed cost in every cell takes no room.
@safe final class CellStore<Unit: FixedWidthInteger & SignedInteger & BitwiseCopyable> {
  /// How many cells of a series the log takes.
  private static var logLimit: UInt8 { 16 }
  private static var slotsPerSlab: Int { 256 }

  let measures: Int
  /// Whether a measure may share the billed cost's cells.
  let sharesBilled: [Bool]

  private var logSeries = Pool<UInt32>()
  private var logHours = Pool<UInt32>()
  private var logValues = Pool<Unit>()
  private var logged = Pool<UInt8>()

  /// For each series where its page numbers begin in `pages`; -1 while it is in the log.
  private var pageTables = Pool<Int32>()
  private var pages = Pool<Int32>()
  private var presence = Pool<UInt64>()
  /// For each page and measure the number of its slot of 64 cells; -1 where it is the billed cost's.
  private var slots = Pool<Int32>()
  private var slabs: [UnsafeMutablePointer<Unit>] = unsafe []
  private var slotCount = 0

  /// Where each series' entries are in `logOrder`, once sealed.
  private var logStarts: [Int32] = []
  private var logOrder: [Int32] = []

  init(measures: Int, sharesBilled: [Bool]) {
    self.measures = measures
    self.sharesBilled = sharesBilled
  }

  deinit {
    logSeries.free()
    logHours.free()
    logValues.free()
    logged.free()
    pageTables.free()
    pages.free()
    presence.free()
    slots.free()
    unsafe slabs.forEach { unsafe $0.deallocate() }
  }

  /// Empties the store and gives its memory back.
  func removeAll() {
    logSeries.removeAll()
    logHours.removeAll()
    logValues.removeAll()
    logged.removeAll()
    pageTables.removeAll()
    pages.removeAll()
    presence.removeAll()
    slots.removeAll()
    unsafe slabs.forEach { unsafe $0.deallocate() }
    unsafe slabs = []
    slotCount = 0
  }

  var seriesCount: Int { logged.count }

  func addSeries() {
    logged.append(0)
    pageTables.append(-1)
  }

  /// Adds a value for each measure to the cell of a series' hour.
  ///
  /// - Parameter hours: the length of the series' billing period.
  /// - Returns: false, and nothing is added, where a sum would not fit.
  @inline(__always)
  func add(_ series: Int, _ hour: Int, of hours: Int, _ values: UnsafePointer<Unit>) -> Bool {
    if pageTables[series] < 0 {
      if logged[series] < Self.logLimit {
        logged[series] += 1
        logSeries.append(UInt32(truncatingIfNeeded: series))
        logHours.append(UInt32(truncatingIfNeeded: hour))
        unsafe logValues.append(values, measures)
        return true
      }
      pageTables[series] = Int32(pages.count)
      pages.append(repeating: -1, (hours + 63) / 64)
    }
    return unsafe addToPage(Int(pageTables[series]) + hour / 64, hour % 64, values)
  }

  private func addToPage(_ entry: Int, _ index: Int, _ values: UnsafePointer<Unit>) -> Bool {
    if pages[entry] < 0 { pages[entry] = newPage() }
    let page = Int(pages[entry])
    let bit: UInt64 = 1 << UInt64(index)
    let isNew = presence[page] & bit == 0
    let billed = unsafe cells(page, 0)
    if !isNew {
      for measure in 0..<measures {
        let cells = unsafe slots[page * measures + measure] < 0 ? billed : cells(page, measure)
        if unsafe cells[index].addingReportingOverflow(values[measure]).overflow { return false }
      }
    }
    // Backwards, so that a measure which parts from the billed cost copies it before this charge.
    for measure in stride(from: measures - 1, through: 0, by: -1) {
      if slots[page * measures + measure] < 0 {
        if unsafe values[measure] == values[0] { continue }
        part(page, measure)
      }
      let cells = unsafe cells(page, measure)
      unsafe cells[index] = unsafe isNew ? values[measure] : cells[index] &+ values[measure]
    }
    presence[page] |= bit
    return true
  }

  private func newPage() -> Int32 {
    presence.append(0)
    for measure in 0..<measures { slots.append(sharesBilled[measure] ? -1 : newSlot()) }
    return Int32(presence.count - 1)
  }

  private func newSlot() -> Int32 {
    if slotCount % Self.slotsPerSlab == 0 { unsafe slabs.append(.allocate(capacity: 64 * Self.slotsPerSlab)) }
    slotCount += 1
    return Int32(slotCount - 1)
  }

  private func part(_ page: Int, _ measure: Int) {
    slots[page * measures + measure] = newSlot()
    unsafe cells(page, measure).update(from: cells(page, 0), count: 64)
  }

  @inline(__always)
  private func cells(_ page: Int, _ measure: Int) -> UnsafeMutablePointer<Unit> {
    let slot = Int(slots[page * measures + measure])
    return unsafe slabs[slot / Self.slotsPerSlab] + slot % Self.slotsPerSlab * 64
  }

  /// Makes the log readable by series; nothing is added afterwards.
  func seal() {
    logStarts = Array(repeating: 0, count: seriesCount + 1)
    for entry in 0..<logSeries.count { logStarts[Int(logSeries[entry]) + 1] += 1 }
    for series in 0..<seriesCount { logStarts[series + 1] += logStarts[series] }
    var next = logStarts
    logOrder = Array(repeating: 0, count: logSeries.count)
    for entry in 0..<logSeries.count {
      let series = Int(logSeries[entry])
      logOrder[Int(next[series])] = Int32(entry)
      next[series] += 1
    }
  }

  /// Adds all cells of a series to `scratch`.
  func collect(_ series: Int, of hours: Int, into scratch: CellScratch) {
    for order in logStarts[series]..<logStarts[series + 1] {
      let entry = Int(logOrder[Int(order)])
      unsafe scratch.add(Int(logHours[entry]), logValues.start + entry * measures)
    }
    guard pageTables[series] >= 0 else { return }
    for number in 0..<(hours + 63) / 64 {
      let page = Int(pages[Int(pageTables[series]) + number])
      guard page >= 0 else { continue }
      let starts = unsafe (0..<measures).map { unsafe cells(page, slots[page * measures + $0] < 0 ? 0 : $0) }
      var bits = presence[page]
      while bits != 0 {
        let index = bits.trailingZeroBitCount
        bits &= bits - 1
        unsafe scratch.add(number * 64 + index, starts, index)
      }
    }
  }

  /// Multiplies the cells of some series, when a figure with more decimals has come.
  ///
  /// - Returns: false, and nothing is changed, where a product would not fit.
  func rescale(by factors: [Unit], series isMeant: (Int) -> Bool, of hours: Int) -> Bool {
    guard
      unsafe visit(
        isMeant, hours,
        { cell, measure in unsafe !cell.pointee.multipliedReportingOverflow(by: factors[measure]).overflow })
    else { return false }
    return unsafe visit(isMeant, hours) { cell, measure in
      unsafe cell.pointee *= factors[measure]
      return true
    }
  }

  private func visit(
    _ isMeant: (Int) -> Bool, _ hours: Int, _ body: (UnsafeMutablePointer<Unit>, Int) -> Bool
  ) -> Bool {
    for entry in 0..<logSeries.count where isMeant(Int(logSeries[entry])) {
      for measure in 0..<measures where unsafe !body(logValues.start + entry * measures + measure, measure) {
        return false
      }
    }
    for series in 0..<seriesCount where pageTables[series] >= 0 && isMeant(series) {
      for number in 0..<(hours + 63) / 64 {
        let page = Int(pages[Int(pageTables[series]) + number])
        guard page >= 0 else { continue }
        for measure in 0..<measures where slots[page * measures + measure] >= 0 {
          var bits = presence[page]
          while bits != 0 {
            if unsafe !body(cells(page, measure) + bits.trailingZeroBitCount, measure) { return false }
            bits &= bits - 1
          }
        }
      }
    }
    return true
  }

  /// The same cells with wider units.
  func widened() -> CellStore<Int128> {
    let wide = CellStore<Int128>(measures: measures, sharesBilled: sharesBilled)
    unsafe wide.logSeries.append(logSeries.start, logSeries.count)
    unsafe wide.logHours.append(logHours.start, logHours.count)
    for index in 0..<logValues.count { wide.logValues.append(Int128(logValues[index])) }
    unsafe wide.logged.append(logged.start, logged.count)
    unsafe wide.pageTables.append(pageTables.start, pageTables.count)
    unsafe wide.pages.append(pages.start, pages.count)
    unsafe wide.presence.append(presence.start, presence.count)
    unsafe wide.slots.append(slots.start, slots.count)
    for _ in 0..<slotCount { _ = wide.newSlot() }
    for page in 0..<presence.count {
      for measure in 0..<measures where slots[page * measures + measure] >= 0 {
        let source = unsafe cells(page, measure)
        let target = unsafe wide.cells(page, measure)
        var bits = presence[page]
        while bits != 0 {
          let index = bits.trailingZeroBitCount
          bits &= bits - 1
          unsafe target[index] = unsafe Int128(source[index])
        }
      }
    }
    return wide
  }
}

/// Where the cells of one series come together, from several stores of one scale.
@safe final class CellScratch {
  let measures: Int
  private let values: UnsafeMutablePointer<Int128>
  private var isPresent: [Bool]
  private(set) var hours: [Int32] = []

  init(measures: Int, hours: Int) {
    self.measures = measures
    unsafe values = .allocate(capacity: measures * hours)
    isPresent = Array(repeating: false, count: hours)
  }

  deinit { unsafe values.deallocate() }

  @inline(__always)
  fileprivate func add<Unit: FixedWidthInteger>(
    _ hour: Int, _ cells: UnsafePointer<Unit>
  ) {
    let start = unsafe cell(hour)
    for measure in 0..<measures { unsafe start[measure] += Int128(cells[measure]) }
  }

  @inline(__always)
  fileprivate func add<Unit: FixedWidthInteger>(
    _ hour: Int, _ cells: [UnsafeMutablePointer<Unit>], _ index: Int
  ) {
    let start = unsafe cell(hour)
    for measure in 0..<measures { unsafe start[measure] += Int128(cells[measure][index]) }
  }

  @inline(__always)
  fileprivate func cell(_ hour: Int) -> UnsafeMutablePointer<Int128> {
    let start = unsafe values + hour * measures
    if !isPresent[hour] {
      isPresent[hour] = true
      hours.append(Int32(hour))
      unsafe start.update(repeating: 0, count: measures)
    }
    return unsafe start
  }

  func sortHours() {
    if hours.count > 1, !zip(hours, hours.dropFirst()).allSatisfy(<) { hours.sort() }
  }

  @inline(__always)
  func value(_ hour: Int32, _ measure: Int) -> Int128 { unsafe values[Int(hour) * measures + measure] }

  func clear() {
    for hour in hours { isPresent[Int(hour)] = false }
    hours.removeAll(keepingCapacity: true)
  }
}

extension CellScratch {
  /// Adds the cells of another scratch, of which `columns` are this one's measures.
  func add(_ other: CellScratch, _ columns: [Int]) {
    for hour in other.hours {
      let start = unsafe cell(Int(hour))
      for measure in 0..<measures { unsafe start[measure] += other.value(hour, columns[measure]) }
    }
  }
}
