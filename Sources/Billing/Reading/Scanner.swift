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
  private var ends: UnsafeMutablePointer<UInt32>
  private var capacity: Int

  init(columns: Int) {
    self.columns = columns
    capacity = max(4 * columns, 1 << 14)
    unsafe masks = .allocate(capacity: Self.blocksAtOnce)
    unsafe ends = .allocate(capacity: capacity)
  }

  deinit {
    unsafe masks.deallocate()
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
    var cells = 0
    var rowStart = 0
    var line = chunk.firstLine
    var rowLine = line
    let blocks = (chunk.count + 63) / 64
    var firstBlock = 0
    while firstBlock < blocks {
      let count = min(Self.blocksAtOnce, blocks - firstBlock)
      unsafe tarsier_scan(chunk.bytes + firstBlock * 64, count, masks)
      for offset in 0..<count {
        let base = (firstBlock + offset) * 64
        let mask = unsafe masks[offset]
        let inside = try checked(mask, &carry)
        let newlines = mask.newline & ~inside
        var bits = (mask.comma & ~inside) | newlines
        // One more than a block can have: a last row without a line feed ends there.
        if cells + 65 > capacity { grow(cells) }
        if newlines == 0 {
          if mask.newline != 0 { line += mask.newline.nonzeroBitCount }
          while bits != 0 {
            unsafe ends[cells] = UInt32(truncatingIfNeeded: base + bits.trailingZeroBitCount)
            cells += 1
            bits &= bits &- 1
          }
          continue
        }
        var lineBits = mask.newline
        while bits != 0 {
          let index = bits.trailingZeroBitCount
          unsafe ends[cells] = UInt32(truncatingIfNeeded: base + index)
          cells += 1
          bits &= bits &- 1
          guard newlines & (1 << UInt64(index)) != 0 else { continue }
          let upToHere = lineBits & (~0 >> UInt64(63 - index))
          line += upToHere.nonzeroBitCount
          lineBits ^= upToHere
          emit(chunk, rowStart, cells, rowLine, consumer)
          cells = 0
          rowStart = base + index + 1
          rowLine = line
        }
        line += lineBits.nonzeroBitCount
      }
      firstBlock += count
    }
    try finish(chunk, rowStart, cells, rowLine, carry, consumer)
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
    _ chunk: Chunk, _ rowStart: Int, _ cells: Int, _ line: Int, _ carry: Carry, _ consumer: Consumer
  ) throws {
    if carry.carriage != 0 && carry.closed == 0 && rowStart == chunk.count { return }
    guard rowStart < chunk.count else { return }
    unsafe ends[cells] = UInt32(chunk.count)
    if carry.inside != 0 {
      throw Problem.cutShort("\(consumer.layout.header.file):\(line)", "the file ends inside quotes")
    }
    emit(chunk, rowStart, cells + 1, line, consumer)
  }

  @inline(__always)
  private func emit<Consumer: RowConsumer>(
    _ chunk: Chunk, _ start: Int, _ cells: Int, _ line: Int, _ consumer: Consumer
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

  private func grow(_ count: Int) {
    let larger = UnsafeMutablePointer<UInt32>.allocate(capacity: capacity * 2)
    unsafe larger.update(from: ends, count: count)
    unsafe ends.deallocate()
    unsafe ends = unsafe larger
    capacity *= 2
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
