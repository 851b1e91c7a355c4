@testable import Billing

/// The rows of some files as a reader hands them on, before anything is spread, falls back or is added up.
final class CellsAsRead: RowConsumer {
  struct Row {
    var combination: Combination
    /// The cell in which the charge begins; nil where it says no time.
    var start: Int?
    var period: String?
    var figures: [String: FigureReading]
  }

  let layout: BillLayout
  private let decoder: RowDecoder
  private let columns: [(name: String, place: Int)]
  private(set) var rows: [Row] = []
  private(set) var rejects: [Reject] = []

  private init(layout: BillLayout, columns: [String]) {
    self.layout = layout
    decoder = RowDecoder(layout: layout, memberColumns: [])
    self.columns = columns.compactMap { name in layout.header[name].map { (name, $0) } }
  }

  /// Reads a file through one of the readers.
  ///
  /// - Parameter columns: those whose figures are wanted.
  static func read(
    _ path: String, _ reader: ReaderChoice, columns: [String], assumed: [String: String]
  ) throws -> CellsAsRead {
    let queue = ChunkQueue(file: path, source: try openByteSource(path))
    let chunk = Chunk(capacity: ChunkQueue.chunkSize)
    guard try queue.next(chunk), let header = unsafe FileHeader(chunk.content) else {
      throw Problem.emptyFile(path)
    }
    let layout = try BillFormat.layout(for: Header(names: header.names, file: path, assumed: assumed))
    let cells = CellsAsRead(layout: layout, columns: columns)
    chunk.drop(header.length, lines: header.lines)
    if reader == .automatic, header.isPlain {
      let scanner = Scanner(columns: header.names.count)
      repeat { try scanner.scan(chunk, into: cells) } while try queue.next(chunk)
    } else {
      let careful = CarefulReader(
        columns: header.names.count, delimiter: header.delimiter, skipping: 0, firstLine: 1 + header.lines,
        consumer: cells)
      repeat { try unsafe careful.read(chunk.content) } while try queue.next(chunk)
      try careful.finish()
    }
    return cells
  }

  func add(_ row: Billing.Row) {
    let combination = decoder.combination(row)
    let times = [layout.chargeStart, layout.periodStart].map { source in
      source.column.flatMap { unsafe Timestamp.seconds(CSVText.value(row.cell($0))) }
    }
    rows.append(
      Row(
        combination: combination, start: times[0],
        period: (times[1] ?? times[0]).map { Civil.monthText(hours: floorDivide($0, 3600)) },
        figures: Dictionary(
          uniqueKeysWithValues: columns.map { ($0.name, unsafe readFigure(row.cell($0.place))) })))
  }

  func reject(_ reject: Reject) { rejects.append(reject) }
}
