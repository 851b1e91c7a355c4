@testable import Billing

/// Takes down every row that a reader hands on: its line and what its cells say.
final class CollectedRows: RowConsumer {
  let layout: BillLayout
  private(set) var lines: [String] = []

  private init(_ header: FileHeader) {
    layout = BillLayout(
      format: "", header: Header(names: header.names, file: "t.csv"), periodStart: .constant(""),
      chargeStart: .constant(""))
    lines.append("header \(header.names) of \(header.length) bytes")
  }

  func add(_ row: Row) {
    let cells = (0..<row.columns).map { unsafe CSVText.value(row.cell($0)) }
    lines.append("\(row.line): \(cells.joined(separator: "␟"))")
  }

  func reject(_ reject: Reject) { lines.append("\(reject.line): \(reject.reason): \(reject.text)") }

  /// What the scanner makes of a text that comes in chunks; nil where it is outside its dialect.
  static func scanned(_ text: ByteSteps, chunk capacity: Int) throws -> [String]? {
    let queue = ChunkQueue(file: "t.csv", source: text)
    let chunk = Chunk(capacity: capacity)
    guard try queue.next(chunk), let header = unsafe FileHeader(chunk.content) else { return [] }
    guard header.isPlain else { return nil }
    let rows = CollectedRows(header)
    let scanner = Scanner(columns: header.names.count)
    chunk.drop(header.length, lines: header.lines)
    do {
      repeat { try scanner.scan(chunk, into: rows) } while try queue.next(chunk)
    } catch is Scanner.OutsideDialect {
      return nil
    } catch let problem as Problem {
      rows.lines.append("error: \(problem)")
    }
    return rows.lines
  }

  /// What libcsv makes of a text that comes in steps.
  static func parsed(_ text: ByteSteps) throws -> [String] {
    guard let header = unsafe text.bytes.withUnsafeBufferPointer({ unsafe FileHeader($0) }) else { return [] }
    let rows = CollectedRows(header)
    let reader = CarefulReader(
      columns: header.names.count, delimiter: header.delimiter, skipping: 1, firstLine: 1, consumer: rows)
    text.skipMark()
    do {
      while let step = text.next() { try unsafe step.withUnsafeBufferPointer { try unsafe reader.read($0) } }
      try reader.finish()
    } catch let problem as Problem {
      rows.lines.append("error: \(problem)")
    }
    return rows.lines
  }
}
