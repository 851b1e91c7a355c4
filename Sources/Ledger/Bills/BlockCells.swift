public import Billing

/// The cells of one block, unpacked; the same object is filled again for the next block.
///
/// It owns its memory, and a million cells pass through it in a question's milliseconds: what it hands out is
/// good until the next block.
@safe public final class BlockCells {
  public fileprivate(set) var series: Int64 = 0
  public fileprivate(set) var combination: Int64 = 0
  /// How many cells there are.
  public fileprivate(set) var count = 0
  /// Whether each cell has a member of its own; else the block has one.
  public fileprivate(set) var hasMembers = false
  /// Whether the figures are wider than 64 bits, and stand in `wide`.
  public fileprivate(set) var isWide = false
  private var capacity = 2049
  private var hoursStart: UnsafeMutablePointer<Int32>
  private var membersStart: UnsafeMutablePointer<Int32>
  private var narrowStart: UnsafeMutablePointer<Int64>
  /// The places of the cells in the block's digits.
  private var placesStart: UnsafeMutablePointer<Int32>
  /// Units at the bill's scale, where the block's figures are wide.
  public fileprivate(set) var wide: [Int128] = []

  /// Hours since 1970.
  public var hours: UnsafeBufferPointer<Int32> { unsafe UnsafeBufferPointer(start: hoursStart, count: count) }
  /// The member of each cell; empty where the block has one.
  public var members: UnsafeBufferPointer<Int32> {
    unsafe UnsafeBufferPointer(start: membersStart, count: hasMembers ? count : 0)
  }
  /// Units at the bill's scale; empty where the block's figures are wide.
  public var narrow: UnsafeBufferPointer<Int64> {
    unsafe UnsafeBufferPointer(start: narrowStart, count: isWide ? 0 : count)
  }

  fileprivate init() {
    unsafe hoursStart = .allocate(capacity: capacity)
    unsafe membersStart = .allocate(capacity: capacity)
    unsafe narrowStart = .allocate(capacity: capacity)
    unsafe placesStart = .allocate(capacity: capacity)
  }

  deinit { deallocate() }

  private func deallocate() {
    unsafe hoursStart.deallocate()
    unsafe membersStart.deallocate()
    unsafe narrowStart.deallocate()
    unsafe placesStart.deallocate()
  }

  /// Makes room for the cells and one more: the compression of presence writes behind the last one.
  private func makeRoom(for count: Int) {
    guard count >= capacity else { return }
    deallocate()
    capacity = count + 1
    unsafe hoursStart = .allocate(capacity: capacity)
    unsafe membersStart = .allocate(capacity: capacity)
    unsafe narrowStart = .allocate(capacity: capacity)
    unsafe placesStart = .allocate(capacity: capacity)
  }
}

extension BlockCells {
  /// A cell for each hour, or for those that a presence string marks.
  fileprivate func readPresence(_ row: borrowing Statement, _ hourCount: Int, _ firstHour: Int32) {
    makeRoom(for: hourCount)
    hasMembers = false
    let (hours, places) = unsafe (hoursStart, placesStart)
    count = unsafe row.withBytes(4) { presence in
      guard let presence = unsafe presence else {
        for index in 0..<hourCount {
          unsafe hours[index] = firstHour + Int32(truncatingIfNeeded: index)
          unsafe places[index] = Int32(truncatingIfNeeded: index)
        }
        return hourCount
      }
      // Every hour is written, and the next one over it where it is not marked: a branch would be guessed wrong.
      var count = 0
      for index in 0..<min(hourCount, presence.count) {
        unsafe hours[count] = firstHour + Int32(truncatingIfNeeded: index)
        unsafe places[count] = Int32(truncatingIfNeeded: index)
        unsafe count += Int(presence[index] & 1)
      }
      return count
    }
  }

  /// An hour and a member for each cell.
  fileprivate func readOffsets(_ row: borrowing Statement, _ cellCount: Int, _ firstHour: Int32) {
    makeRoom(for: cellCount)
    count = cellCount
    let (hours, members, places) = unsafe (hoursStart, membersStart, placesStart)
    let width = row.integer(3)
    unsafe row.withBytes(4) { offsets in
      for index in 0..<cellCount {
        let offset = unsafe offsets?.baseAddress.map { unsafe Digits.read($0, index, width) } ?? 0
        unsafe hours[index] = firstHour + Int32(truncatingIfNeeded: offset)
        unsafe places[index] = Int32(truncatingIfNeeded: index)
      }
    }
    let memberWidth = row.integer(5)
    hasMembers = memberWidth > 0
    guard hasMembers else { return }
    unsafe row.withBytes(6) { bytes in
      for index in 0..<cellCount {
        unsafe members[index] = Int32(
          truncatingIfNeeded: bytes?.baseAddress.map { unsafe Digits.read($0, index, memberWidth) } ?? 0)
      }
    }
  }

  fileprivate func readFigures(_ row: borrowing Statement, _ scale: Int) {
    let width = row.integer(8)
    isWide = row.isNull(7)
    wide.removeAll(keepingCapacity: true)
    let (figures, places, count) = unsafe (narrowStart, placesStart, count)
    unsafe row.withBytes(9) { bytes in
      let start = unsafe bytes?.baseAddress
      if isWide {
        guard let start = unsafe start, width == Digits.wideWidth else { return self.count = 0 }
        for index in 0..<count {
          unsafe wide.append(Digits.readWide(start, Int(places[index]), scale: scale))
        }
        return
      }
      let base = Int64(row.integer(7))
      guard let start = unsafe start, width > 0 else {
        for index in 0..<count { unsafe figures[index] = base }
        return
      }
      func read(_ width: Int) {
        for index in 0..<count {
          unsafe figures[index] = base &+ Int64(Digits.read(start, Int(places[index]), width))
        }
      }
      // Most figures of an hour have few digits; loops whose length is known are unrolled.
      switch width {
      case 1: read(1)
      case 2: read(2)
      case 3: read(3)
      case 4: read(4)
      case 5: read(5)
      case 6: read(6)
      default: read(width)
      }
    }
  }
}

extension Ledger {
  /// Unpacks one measure of the blocks of a bill whose combination is wanted.
  ///
  /// - Parameters:
  ///   - combinations: the ids of the bill's combinations, where they are known: of a few that are wanted, only
  ///     those are read.
  ///   - wants: whether a combination's blocks are unpacked at all.
  ///   - body: called for each block with the same object.
  public func forEachBlock(
    of bill: StoredBill, _ measure: Measure, among combinations: Range<Int64>? = nil,
    wants: (Int64) -> Bool = { _ in true }, _ body: (BlockCells) throws -> Void
  ) throws {
    let cells = BlockCells()
    let scale = bill.scale(of: measure)
    func read(_ row: borrowing Statement) throws {
      let combination = Int64(row.integer(0))
      guard wants(combination) else { return }
      cells.combination = combination
      cells.series = Int64(row.integer(10))
      let count = row.integer(1)
      let firstHour = Int32(row.integer(2))
      if row.isNull(3) {
        cells.readPresence(row, count, firstHour)
      } else {
        cells.readOffsets(row, count, firstHour)
      }
      cells.readFigures(row, scale)
      try body(cells)
    }
    let rows = Self.blockRows(measure)
    guard let runs = combinations.flatMap({ Self.shortRuns($0, wants) }) else {
      return try database.query("\(rows) WHERE bill_id = ?", [.integer(bill.id)], read)
    }
    let statement = try database.prepare("\(rows) WHERE combination_id BETWEEN ? AND ?")
    for run in runs {
      try statement.bind([.integer(run.lowerBound), .integer(run.upperBound)])
      while try statement.step() { try read(statement) }
    }
  }

  private static func blockRows(_ measure: Measure) -> String {
    let name = measure.rawValue
    // The billed cost is never "the same as billed"; without the question its bytes are read where they lie.
    let columns =
      measure == .billed
      ? "billed_base, billed_w, billed"
      : """
      iif(\(name)_w = -1, billed_base, \(name)_base), iif(\(name)_w = -1, billed_w, \(name)_w),
      iif(\(name)_w = -1, billed, \(name))
      """
    return
      "SELECT combination_id, n, first_hour, hours_w, hours, member_w, member, \(columns), id FROM series"
  }

  /// The wanted combinations as runs of neighbours; nil where there are so many runs that to read all is faster.
  private static func shortRuns(_ combinations: Range<Int64>, _ wants: (Int64) -> Bool) -> [ClosedRange<
    Int64
  >]? {
    var runs: [ClosedRange<Int64>] = []
    for id in combinations where wants(id) {
      if let last = runs.last, last.upperBound == id - 1 {
        runs[runs.count - 1] = last.lowerBound...id
      } else {
        runs.append(id...id)
        if runs.count > combinations.count / 8 { return nil }
      }
    }
    return runs
  }
}
