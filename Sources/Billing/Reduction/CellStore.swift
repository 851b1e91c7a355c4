/// The hourly cells of many series: for each series and hour a value for each measure.
///
/// Both shapes of bill must fit: a fleet that is charged every hour, and a churning one in which nearly
/// every line is a series of its own. So the first cells of a series go into a log; a series with more gets
/// pages of 64 hours. In a page, a cost that has been the billed cost in every cell takes no room.
@safe final class CellStore<Unit: FixedWidthInteger & SignedInteger & BitwiseCopyable> {
  /// How many cells of a series the log takes.
  private static var logLimit: Int32 { 16 }
  private static var slotsPerSlab: Int { 256 }

  let measures: Int
  /// Whether a measure may share the billed cost's cells.
  let sharesBilled: [Bool]

  private var series = Pool<SeriesHead>()
  private var log = Pool<LogEntry>()
  private var logValues = Pool<Unit>()

  private var pages = Pool<Int32>()
  private var presence = Pool<UInt64>()
  /// For each page and measure the number of its slot of 64 cells; -1 where it is the billed cost's.
  private var slots = Pool<Int32>()
  private var slabs: [UnsafeMutablePointer<Unit>] = unsafe []
  private var slotCount = 0

  /// Where the cells of one series are.
  private struct SeriesHead {
    /// How many entries the log has of it, and the last of them; -1 where there is none.
    var logged: Int32 = 0
    var lastLogged: Int32 = -1
    /// Where its page numbers begin in `pages`; -1 while all of it is in the log.
    var pageTable: Int32 = -1
  }

  private struct LogEntry {
    var hour: Int32
    /// The entry before of the same series; -1 where there is none.
    var previous: Int32
  }

  init(measures: Int, sharesBilled: [Bool]) {
    self.measures = measures
    self.sharesBilled = sharesBilled
  }

  deinit {
    series.free()
    log.free()
    logValues.free()
    pages.free()
    presence.free()
    slots.free()
    unsafe slabs.forEach { unsafe $0.deallocate() }
  }

  /// Empties the store and gives its memory back.
  func removeAll() {
    series.removeAll()
    log.removeAll()
    logValues.removeAll()
    pages.removeAll()
    presence.removeAll()
    slots.removeAll()
    unsafe slabs.forEach { unsafe $0.deallocate() }
    unsafe slabs = []
    slotCount = 0
  }

  func addSeries() { series.append(SeriesHead()) }

  /// Adds a value for each measure to the cell of a series' hour.
  ///
  /// - Parameter hours: the length of the series' billing period.
  /// - Returns: false, and nothing is added, where a sum would not fit.
  @inline(__always)
  func add(_ number: Int, _ hour: Int, of hours: Int, _ values: UnsafePointer<Unit>) -> Bool {
    var head = series[number]
    if head.pageTable < 0 {
      if head.logged < Self.logLimit {
        log.append(LogEntry(hour: Int32(truncatingIfNeeded: hour), previous: head.lastLogged))
        unsafe logValues.append(values, measures)
        head.logged += 1
        head.lastLogged = Int32(log.count - 1)
        series[number] = head
        return true
      }
      head.pageTable = Int32(pages.count)
      series[number] = head
      pages.append(repeating: -1, (hours + 63) / 64)
    }
    return unsafe addToPage(Int(head.pageTable) + hour / 64, hour % 64, values)
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

  /// Adds all cells of a series to `scratch`.
  func collect(_ number: Int, of hours: Int, into scratch: CellScratch) {
    let head = series[number]
    var entry = Int(head.lastLogged)
    while entry >= 0 {
      unsafe scratch.add(Int(log[entry].hour), logValues.start + entry * measures)
      entry = Int(log[entry].previous)
    }
    guard head.pageTable >= 0 else { return }
    for number in 0..<(hours + 63) / 64 {
      let page = Int(pages[Int(head.pageTable) + number])
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
    for number in 0..<series.count where isMeant(number) {
      let head = series[number]
      var entry = Int(head.lastLogged)
      while entry >= 0 {
        for measure in 0..<measures {
          if unsafe !body(logValues.start + entry * measures + measure, measure) { return false }
        }
        entry = Int(log[entry].previous)
      }
      guard head.pageTable >= 0 else { continue }
      for number in 0..<(hours + 63) / 64 {
        let page = Int(pages[Int(head.pageTable) + number])
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
    for number in 0..<series.count {
      let head = series[number]
      wide.series.append(
        .init(logged: head.logged, lastLogged: head.lastLogged, pageTable: head.pageTable))
    }
    for entry in 0..<log.count {
      wide.log.append(.init(hour: log[entry].hour, previous: log[entry].previous))
    }
    for index in 0..<logValues.count { wide.logValues.append(Int128(logValues[index])) }
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
