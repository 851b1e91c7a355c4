internal import CLibCSV

/// The careful reader: libcsv, for whatever the scanner does not take, and as its oracle.
///
/// It trims blanks around bare cells, passes over empty lines, and takes a stray quote as text.
@safe final class CarefulReader {
  private let columns: Int
  /// Rows still to be passed over: the header.
  private var skipped: Int
  private let consumer: any RowConsumer
  private var parser = unsafe csv_parser()
  /// The row so far, written again as plain RFC 4180, so that a reducer sees one form only.
  private var row: [UInt8] = []
  private var ends: [UInt32] = []
  private(set) var line: Int
  /// The line on which the row began.
  private var rowLine: Int
  /// How many bytes of the row were read.
  private var rowBytes = 0
  private let longestRow: Int

  /// - Parameters:
  ///   - delimiter: what stands between cells: a comma, or what the header shows.
  ///   - skipping: how many rows to pass over: 1 where the header comes first.
  init(
    columns: Int, delimiter: UInt8, skipping: Int, firstLine: Int, consumer: any RowConsumer,
    longestRow: Int = ChunkQueue.longestRow
  ) {
    self.longestRow = longestRow
    self.columns = columns
    self.consumer = consumer
    skipped = skipping
    line = firstLine
    rowLine = firstLine
    unsafe csv_init(&parser, 0)
    unsafe csv_set_delim(&parser, delimiter)
  }

  deinit { unsafe csv_free(&parser) }

  /// Takes the next bytes of the file.
  func read(_ bytes: UnsafeBufferPointer<UInt8>) throws {
    // One line at a time, so that every row knows its line.
    var start = 0
    while start < bytes.count {
      var end = start
      while end < bytes.count, unsafe bytes[end] != UInt8(ascii: "\n") { end += 1 }
      let next = min(end + 1, bytes.count)
      try unsafe parse(UnsafeBufferPointer(rebasing: bytes[start..<next]))
      if end < bytes.count { line += 1 }
      rowBytes += next - start
      if ends.isEmpty, row.isEmpty, !isInsideQuotes, end < bytes.count { beginRow() }
      if rowBytes > longestRow { throw Problem.rowTooLong(consumer.layout.header.file, line: rowLine) }
      start = next
    }
  }

  private func beginRow() {
    rowLine = line
    rowBytes = 0
  }

  func finish() throws {
    // libcsv itself says so only in its strict mode, which takes no stray quotes.
    if isInsideQuotes {
      throw Problem.cutShort("\(consumer.layout.header.file):\(rowLine)", "the file ends inside quotes")
    }
    unsafe csv_fini(&parser, fieldCallback, rowCallback, Unmanaged.passUnretained(self).toOpaque())
  }

  private func parse(_ bytes: UnsafeBufferPointer<UInt8>) throws {
    let context = unsafe Unmanaged.passUnretained(self).toOpaque()
    let read = unsafe csv_parse(&parser, bytes.baseAddress, bytes.count, fieldCallback, rowCallback, context)
    guard read == bytes.count else {
      throw unsafe Problem(
        consumer.layout.header.file, String(cString: csv_strerror(csv_error(&parser))),
        remedy: "check the file; nothing was imported")
    }
  }

  /// libcsv's state 2 is a field that has begun; its `quoted` flag tells which kind.
  private var isInsideQuotes: Bool { unsafe parser.quoted != 0 && parser.pstate == 2 }

  fileprivate func field(_ bytes: UnsafeBufferPointer<UInt8>) {
    unsafe CSVText.append(bytes, to: &row)
    ends.append(UInt32(row.count))
    row.append(UInt8(ascii: ","))
  }

  fileprivate func rowEnd() {
    // The key columns are hashed in steps that may read a little behind the row.
    row.append(contentsOf: repeatElement(0, count: Chunk.padding))
    unsafe row.withUnsafeBufferPointer { bytes in
      unsafe ends.withUnsafeBufferPointer { ends in
        guard let start = bytes.baseAddress, let firstEnd = ends.baseAddress else { return }
        let whole = unsafe Row(bytes: start, ends: firstEnd, start: 0, columns: ends.count, line: rowLine)
        if skipped > 0 {
          skipped -= 1
        } else if ends.count == columns {
          consumer.add(whole)
        } else {
          consumer.reject(.cellCount(whole, expected: columns, consumer.layout))
        }
      }
    }
    row.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
    beginRow()
  }
}

private func fieldCallback(
  _ bytes: UnsafeMutableRawPointer?, _ count: Int, _ context: UnsafeMutableRawPointer?
) {
  guard let context = unsafe context else { return }
  let reader = unsafe Unmanaged<CarefulReader>.fromOpaque(context).takeUnretainedValue()
  unsafe reader.field(UnsafeBufferPointer(start: bytes?.assumingMemoryBound(to: UInt8.self), count: count))
}

private func rowCallback(_ terminator: Int32, _ context: UnsafeMutableRawPointer?) {
  guard let context = unsafe context else { return }
  unsafe Unmanaged<CarefulReader>.fromOpaque(context).takeUnretainedValue().rowEnd()
}
