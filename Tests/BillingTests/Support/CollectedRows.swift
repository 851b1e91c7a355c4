@testable import Billing

/// Takes down every row that a reader hands on: its line and what its cells say.
///
/// It is made for a hundred thousand small files: a text is one array of bytes, and layouts are shared.
final class CollectedRows: RowConsumer {
  let layout: BillLayout
  private(set) var text: [UInt8] = []

  private static let layouts = (0...40).map { columns in
    BillLayout(
      format: "", header: Header(names: Array(repeating: "c", count: columns), file: "t.csv"),
      periodStart: .constant(""), chargeStart: .constant(""))
  }

  private init(_ header: FileHeader) {
    layout = Self.layouts[min(header.names.count, 40)]
    text.reserveCapacity(512)
    for name in header.names { append(name) }
    endRow(header.length)
  }

  func add(_ row: Row) {
    for column in 0..<row.columns { unsafe append(CSVText.value(row.cell(column))) }
    endRow(row.line)
  }

  func reject(_ reject: Reject) {
    append(reject.reason)
    append(reject.text)
    endRow(reject.line)
  }

  private func append(_ cell: String) {
    text.append(contentsOf: cell.utf8)
    text.append(UInt8(ascii: "|"))
  }

  private func endRow(_ number: Int) {
    text.append(UInt8(truncatingIfNeeded: number))
    text.append(10)
  }

  /// What the scanner makes of a text that comes in chunks; nil where it is outside its dialect.
  static func scanned(_ source: ByteSteps, chunk capacity: Int) throws -> [UInt8]? {
    let queue = ChunkQueue(file: "t.csv", source: source)
    let chunk = Chunk(capacity: capacity)
    // A bill has several columns, and its header in the first chunk.
    guard try queue.next(chunk), let header = unsafe FileHeader(chunk.content), header.names.count > 1,
      header.isPlain
    else { return nil }
    let rows = CollectedRows(header)
    let scanner = Scanner(columns: header.names.count)
    chunk.drop(header.length, lines: header.lines)
    do {
      repeat { try scanner.scan(chunk, into: rows) } while try queue.next(chunk)
    } catch is Scanner.OutsideDialect {
      return nil
    } catch let problem as Problem {
      rows.append("error: \(problem)")
    }
    return rows.text
  }

  /// What libcsv makes of a text that comes in steps.
  ///
  /// - Throws: what it refuses the text for, where a row is too long.
  static func parsed(_ source: ByteSteps, longestRow: Int = ChunkQueue.longestRow) throws -> [UInt8] {
    guard let header = unsafe source.bytes.withUnsafeBufferPointer({ unsafe FileHeader($0) }) else {
      return []
    }
    let rows = CollectedRows(header)
    let reader = CarefulReader(
      columns: header.names.count, delimiter: header.delimiter, skipping: 1, firstLine: 1, consumer: rows,
      longestRow: longestRow)
    source.skipMark()
    while let step = source.next() {
      try unsafe step.withUnsafeBufferPointer { try unsafe reader.read($0) }
    }
    do {
      try reader.finish()
    } catch let problem as Problem {
      rows.append("error: \(problem)")
    }
    return rows.text
  }
}
