internal import CScan

/// The fast reader: finds the cells of rows in plain RFC 4180 by bit masks, 64 bytes at a time.
///
/// Bytes between quotes are masked out with a prefix exclusive-or (Langdale and Lemire, "Parsing gigabytes
/// of JSON per second", 2019). What is outside its dialect (a quote inside a bare cell, text after a closing
/// quote, a bare carriage return) makes it give up, so that the careful reader takes the whole file.
@safe final class Scanner {
  /// The file is not in the scanner's dialect.
  struct OutsideDialect: Error {}

  private static let blocksAtOnce = 256

  private let columns: Int
  private let masks: UnsafeMutablePointer<tarsier_masks>
  /// For each block the line feeds that end rows, and with them the commas that end cells.
  private let newlines: UnsafeMutablePointer<UInt64>
  private let marks: UnsafeMutablePointer<UInt64>
  /// How many cells of the blocks at hand end before each block.
  private let starts: UnsafeMutablePointer<UInt32>
  /// Where cells end in the chunk.
  private var ends: UnsafeMutablePointer<UInt32>
  private var capacity: Int

  init(columns: Int) {
    self.columns = columns
    capacity = 4 * 64 * Self.blocksAtOnce
    unsafe masks = .allocate(capacity: Self.blocksAtOnce)
    unsafe newlines = .allocate(capacity: Self.blocksAtOnce)
    unsafe marks = .allocate(capacity: Self.blocksAtOnce)
    unsafe starts = .allocate(capacity: Self.blocksAtOnce)
    unsafe ends = .allocate(capacity: capacity)
  }

  deinit {
    unsafe masks.deallocate()
    unsafe newlines.deallocate()
    unsafe marks.deallocate()
    unsafe starts.deallocate()
    unsafe ends.deallocate()
  }

  /// What the scan carries from one block to the next.
  private struct Carry {
    /// All ones inside a quoted cell.
    var inside: UInt64 = 0
    /// Whether the byte before may stand before an opening quote.
    var opener: UInt64 = 1
    /// Whether the byte before was a closing quote.
    var closed: UInt64 = 0
    /// Whether the byte before was a carriage return outside quotes.
    var carriage: UInt64 = 0
  }

  /// Hands all rows of a chunk to a consumer.
  func scan<Consumer: RowConsumer>(_ chunk: Chunk, into consumer: Consumer) throws {
    var carry = Carry()
    var row = OpenRow(line: chunk.firstLine)
    let blocks = (chunk.count + 63) / 64
    var firstBlock = 0
    while firstBlock < blocks {
      let count = min(Self.blocksAtOnce, blocks - firstBlock)
      unsafe tarsier_scan(chunk.bytes + firstBlock * 64, count, masks)
      for block in 0..<count {
        let mask = unsafe masks[block]
        let outside = try ~checked(mask, &carry)
        unsafe newlines[block] = mask.newline & outside
        unsafe marks[block] = (mask.comma | mask.newline) & outside
      }
      makeRoom(row.cells)
      let found = unsafe tarsier_positions(
        marks, count, UInt32(truncatingIfNeeded: firstBlock * 64), ends + row.cells, starts)
      emitRows(chunk, firstBlock, count, found, &row, consumer)
      firstBlock += count
    }
    try finish(chunk, row, carry, consumer)
  }

  /// The row at hand, whose end is not found yet.
  private struct OpenRow {
    var start = 0
    /// How many cells of it have ended; their ends stand at the beginning of `ends`.
    var cells = 0
    /// The line on which it begins.
    var line: Int
    /// How many lines have ended in it, inside quotes.
    var lines = 0

    init(line: Int) { self.line = line }
  }

  /// Hands out the rows that end in some blocks, and keeps the cells of the last one, which is open.
  @inline(__always)
  private func emitRows<Consumer: RowConsumer>(
    _ chunk: Chunk, _ firstBlock: Int, _ count: Int, _ found: Int, _ row: inout OpenRow, _ consumer: Consumer
  ) {
    let carried = row.cells
    var first = 0
    for block in 0..<count {
      var rowEnds = unsafe newlines[block]
      var lineEnds = unsafe masks[block].newline
      while rowEnds != 0 {
        let index = rowEnds.trailingZeroBitCount
        let upToHere: UInt64 = ~0 >> UInt64(63 - index)
        let end = unsafe carried + Int(starts[block]) + (marks[block] & upToHere).nonzeroBitCount
        unsafe emit(chunk, row.start, ends + first, end - first, row.line, consumer)
        row.line += row.lines + (lineEnds & upToHere).nonzeroBitCount
        row.lines = 0
        row.start = (firstBlock + block) * 64 + index + 1
        first = end
        rowEnds &= rowEnds &- 1
        lineEnds &= ~upToHere
      }
      if lineEnds != 0 { row.lines += lineEnds.nonzeroBitCount }
    }
    row.cells = carried + found - first
    if first > 0 { unsafe ends.update(from: ends + first, count: row.cells) }
  }

  /// Which bytes of a block are inside quotes; throws where the dialect is left.
  @inline(__always)
  private func checked(_ mask: tarsier_masks, _ carry: inout Carry) throws -> UInt64 {
    let carriage = (carry.carriage | (mask.carriage << 1)) & ~mask.newline
    if mask.quote == 0 && carry.closed == 0 && (carry.inside != 0 || carriage | mask.carriage == 0) {
      carry.opener = carry.inside != 0 ? 0 : (mask.comma | mask.newline) >> 63
      carry.carriage = 0
      return carry.inside
    }
    var inside = mask.quote
    inside ^= inside << 1
    inside ^= inside << 2
    inside ^= inside << 4
    inside ^= inside << 8
    inside ^= inside << 16
    inside ^= inside << 32
    inside ^= carry.inside
    let opening = mask.quote & inside
    let closing = mask.quote & ~inside
    let opener = mask.comma | mask.newline | mask.quote
    let wrongOpening = opening & ~((opener << 1) | carry.opener)
    let afterClosing = (closing << 1) | carry.closed
    let wrongClosing = afterClosing & ~(opener | mask.carriage)
    let bare = mask.carriage & ~inside
    let wrongCarriage = ((bare << 1) | carry.carriage) & ~mask.newline
    if wrongOpening | wrongClosing | wrongCarriage != 0 { throw OutsideDialect() }
    carry.inside = UInt64(bitPattern: Int64(bitPattern: inside) >> 63)
    carry.opener = opener >> 63
    carry.closed = closing >> 63
    carry.carriage = bare >> 63
    return inside
  }

  /// Takes a last row without a line feed, and checks that the chunk does not end inside quotes.
  private func finish<Consumer: RowConsumer>(
    _ chunk: Chunk, _ row: OpenRow, _ carry: Carry, _ consumer: Consumer
  ) throws {
    if carry.carriage != 0 && carry.closed == 0 && row.start == chunk.count { return }
    guard row.start < chunk.count else { return }
    unsafe ends[row.cells] = UInt32(chunk.count)
    if carry.inside != 0 {
      throw Problem.cutShort("\(consumer.layout.header.file):\(row.line)", "the file ends inside quotes")
    }
    unsafe emit(chunk, row.start, ends, row.cells + 1, row.line, consumer)
  }

  @inline(__always)
  private func emit<Consumer: RowConsumer>(
    _ chunk: Chunk, _ start: Int, _ ends: UnsafeMutablePointer<UInt32>, _ cells: Int, _ line: Int,
    _ consumer: Consumer
  ) {
    let last = unsafe Int(ends[cells - 1])
    if last > start, unsafe chunk.bytes[last - 1] == UInt8(ascii: "\r") { unsafe ends[cells - 1] -= 1 }
    let row = unsafe Row(bytes: chunk.bytes, ends: ends, start: start, columns: cells, line: line)
    if cells == columns {
      consumer.add(row)
    } else if cells > 1 || !row.isBlank {
      consumer.reject(.cellCount(row, expected: columns, consumer.layout))
    }
  }

  /// Makes room for the cells of an open row and all that the next blocks may hold.
  private func makeRoom(_ cells: Int) {
    let needed = cells + 64 * Self.blocksAtOnce + 8
    guard needed > capacity else { return }
    let larger = UnsafeMutablePointer<UInt32>.allocate(capacity: 2 * needed)
    unsafe larger.update(from: ends, count: cells)
    unsafe ends.deallocate()
    unsafe ends = unsafe larger
    capacity = 2 * needed
  }
}

extension Row {
  /// Whether there is nothing but blanks in it: such lines are passed over, as libcsv does.
  var isBlank: Bool { unsafe text.allSatisfy { Billing.isBlank($0) } }
}

extension Reject {
  static func cellCount(_ row: Row, expected: Int, _ layout: BillLayout) -> Reject {
    Reject(
      file: layout.header.file, line: row.line, column: nil, value: "",
      reason: "has \(row.columns) fields where the header has \(expected)",
      text: row.plainText)
  }
}
