/// The hourly cells of many series: for each series and hour a value for each measure.
///
/// Both shapes of bill must fit: a fleet that is charged every hour, and a churning one in which nearly
/// every line is a series of its own. So the first cells of a series go into a log; a series with more gets
/// pages of 64 hours, whose cells lie in the order in which they came, in units of 16: of two workers each has
/// about every other hour of a series. In a unit, a cost that is the billed cost in every cell takes no room.
@safe final class CellStore<Unit: FixedWidthInteger & SignedInteger & BitwiseCopyable> {
  /// How many cells of a series the log takes.
  private static var logLimit: Int32 { 16 }
  private static var unitSize: Int { 16 }
  private static var unitsPerPage: Int { 64 / unitSize }
  /// Slabs are as large as is worth large pages.
  private static var unitsPerSlab: Int { 32_768 }
  private static var slabSize: Int { unitSize * unitsPerSlab }

  let measures: Int
  /// Whether a measure may share the billed cost's cells.
  let sharesBilled: [Bool]

  private var series = Pool<SeriesHead>()
  private var log = Pool<LogEntry>()
  private var logValues = Pool<Unit>()

  private var pages = Pool<Int32>()
  private var presence = Pool<UInt64>()
  /// For each hour of a page which of its cells it is.
  private var places = Pool<UInt8>()
  /// For each page and measure the numbers of its units; -1 where one is the billed cost's, or not there yet.
  private var units = Pool<Int32>()
  private var slabs: [UnsafeMutablePointer<Unit>] = unsafe []
  private var unitCount = 0

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
    places.free()
    units.free()
    unsafe slabs.forEach { unsafe Memory.free($0, Self.slabSize) }
  }

  /// Empties the store and gives its memory back.
  func removeAll() {
    series.removeAll()
    log.removeAll()
    logValues.removeAll()
    pages.removeAll()
    presence.removeAll()
    places.removeAll()
    units.removeAll()
    unsafe slabs.forEach { unsafe Memory.free($0, Self.slabSize) }
    unsafe slabs = []
    unitCount = 0
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
    let place = isNew ? newPlace(page, index) : Int(places[page * 64 + index])
    if !isNew {
      for measure in 0..<measures {
        if unsafe cell(page, measure, place).pointee.addingReportingOverflow(values[measure]).overflow {
          return false
        }
      }
    }
    // Backwards, so that a measure which parts from the billed cost copies it before this charge.
    for measure in stride(from: measures - 1, through: 0, by: -1) {
      if units[unit(page, measure, place)] < 0 {
        if unsafe values[measure] == values[0] { continue }
        part(page, measure, place)
      }
      let cell = unsafe cell(page, measure, place)
      unsafe cell.pointee = unsafe isNew ? values[measure] : cell.pointee &+ values[measure]
    }
    presence[page] |= bit
    return true
  }

  private func newPage() -> Int32 {
    presence.append(0)
    places.append(repeating: 0, 64)
    units.append(repeating: -1, measures * Self.unitsPerPage)
    return Int32(presence.count - 1)
  }

  /// The next place of a page, for an hour that has no cell yet.
  private func newPlace(_ page: Int, _ index: Int) -> Int {
    let place = presence[page].nonzeroBitCount
    places[page * 64 + index] = UInt8(truncatingIfNeeded: place)
    if place % Self.unitSize == 0 {
      for measure in 0..<measures where !sharesBilled[measure] {
        units[unit(page, measure, place)] = newUnit()
      }
    }
    return place
  }

  private func newUnit() -> Int32 {
    if unitCount % Self.unitsPerSlab == 0 {
      unsafe slabs.append(Memory.zeros(Self.slabSize))
    }
    unitCount += 1
    return Int32(unitCount - 1)
  }

  /// Gives a measure cells of its own, which have been the billed cost's.
  private func part(_ page: Int, _ measure: Int, _ place: Int) {
    units[unit(page, measure, place)] = newUnit()
    let first = place - place % Self.unitSize
    unsafe cell(page, measure, first).update(from: cell(page, 0, first), count: Self.unitSize)
  }

  @inline(__always)
  private func unit(_ page: Int, _ measure: Int, _ place: Int) -> Int {
    (page * measures + measure) * Self.unitsPerPage + place / Self.unitSize
  }

  @inline(__always)
  private func cell(_ page: Int, _ measure: Int, _ place: Int) -> UnsafeMutablePointer<Unit> {
    let own = Int(units[unit(page, measure, place)])
    let number = own < 0 ? Int(units[unit(page, 0, place)]) : own
    return unsafe slabs[number / Self.unitsPerSlab]
      + (number % Self.unitsPerSlab * Self.unitSize + place % Self.unitSize)
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
      var bits = presence[page]
      while bits != 0 {
        let index = bits.trailingZeroBitCount
        bits &= bits - 1
        let place = Int(places[page * 64 + index])
        let sums = unsafe scratch.cell(number * 64 + index)
        for measure in 0..<measures { unsafe sums[measure] += Int128(cell(page, measure, place).pointee) }
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
        for measure in 0..<measures {
          for place in 0..<presence[page].nonzeroBitCount where units[unit(page, measure, place)] >= 0 {
            if unsafe !body(cell(page, measure, place), measure) { return false }
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
    unsafe wide.places.append(places.start, places.count)
    unsafe wide.units.append(units.start, units.count)
    for _ in 0..<unitCount { _ = wide.newUnit() }
    for page in 0..<presence.count {
      for measure in 0..<measures {
        for place in 0..<presence[page].nonzeroBitCount where units[unit(page, measure, place)] >= 0 {
          unsafe wide.cell(page, measure, place).pointee = unsafe Int128(cell(page, measure, place).pointee)
        }
      }
    }
    return wide
  }
}
