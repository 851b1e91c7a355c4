internal import Dispatch
internal import Synchronization

/// Which reader takes a file.
public enum ReaderChoice: String, Sendable, CaseIterable {
  /// The scanner, and libcsv for what is outside its dialect.
  case automatic
  /// libcsv for everything.
  case libcsv
}

/// One file of a bill, read and reduced by all workers.
struct FileReduction {
  let file: String
  let layout: BillLayout
  let reducers: [Reducer]

  var rejects: [Reject] { reducers.flatMap(\.rejects).sorted { $0.line < $1.line } }
  var rejectCount: Int { reducers.reduce(0) { $0 + $1.rejectCount } }

  /// - Parameters:
  ///   - path: what to read; `name` is what messages call it.
  ///   - hints: decimals of bills that an earlier pass over the same files found.
  static func read(
    _ path: String, name: String, reader: ReaderChoice, assumed: [String: String], workers: Int,
    hints: [BillKey: Scales]
  ) throws -> FileReduction {
    let queue = ChunkQueue(file: name, source: try openByteSource(path))
    let first = Chunk(capacity: ChunkQueue.chunkSize)
    guard try queue.next(first), let header = FileHeader(first.content) else { throw Problem.emptyFile(name) }
    let layout = try BillFormat.layout(
      for: Header(names: header.names, file: name, assumed: assumed))
    first.drop(header.length, lines: header.lines)
    let isPlain = header.isPlain && reader == .automatic
    do {
      if isPlain { return try scan(queue, first, layout, workers, hints) }
    } catch is Scanner.OutsideDialect {
      // The careful reader takes the whole file, from its beginning.
    }
    return try readCarefully(path, name, header, layout, hints)
  }

  /// Recognises a file by its header, without reading on.
  static func layout(_ path: String, name: String, assumed: [String: String]) throws -> BillLayout {
    let queue = ChunkQueue(file: name, source: try openByteSource(path))
    let first = Chunk(capacity: ChunkQueue.chunkSize)
    guard try queue.next(first), let header = FileHeader(first.content) else { throw Problem.emptyFile(name) }
    return try BillFormat.layout(for: Header(names: header.names, file: name, assumed: assumed))
  }

  private static func scan(
    _ queue: ChunkQueue, _ first: Chunk, _ layout: BillLayout, _ workers: Int, _ hints: [BillKey: Scales]
  ) throws -> FileReduction {
    let sample = ColumnSample(layout: layout)
    try Scanner(columns: layout.header.names.count).scan(first, into: sample)
    // A file that ends with its first chunk needs no second worker.
    let second = Chunk(capacity: ChunkQueue.chunkSize)
    let hasMore = try queue.next(second)
    let layout = sample.settled(layout, isWhole: !hasMore)
    let members = sample.columns
    let crew = (0..<(hasMore ? max(workers, 1) : 1)).map { number in
      Worker(layout: layout, members: members, hints: hints, chunk: number == 0 ? first : Chunk(capacity: ChunkQueue.chunkSize))
    }
    let pending = Mutex<[Chunk]>(hasMore ? [second] : [])
    DispatchQueue.concurrentPerform(iterations: crew.count) { number in
      crew[number].run(hasFirst: number == 0, pending: pending, queue)
    }
    for worker in crew { if let failure = worker.failure { throw failure } }
    return FileReduction(file: queue.file, layout: layout, reducers: crew.map(\.reducer))
  }

  private static func readCarefully(
    _ path: String, _ name: String, _ header: FileHeader, _ layout: BillLayout, _ hints: [BillKey: Scales]
  ) throws -> FileReduction {
    let chunkSize = ChunkQueue.chunkSize
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: chunkSize, alignment: 64)
    defer { buffer.deallocate() }

    let sample = ColumnSample(layout: layout)
    let isWhole = try feed(path, buffer, header, consumer: sample, most: 1)
    let layout = sample.settled(layout, isWhole: isWhole)
    let reducer = Reducer(layout: layout, memberColumns: sample.columns, hints: hints)
    try feed(path, buffer, header, consumer: reducer, most: .max)
    return FileReduction(file: name, layout: layout, reducers: [reducer])
  }

  /// Gives libcsv the first `most` buffers of a file, or all of it.
  ///
  /// - Returns: whether that was the whole file.
  @discardableResult
  private static func feed(
    _ path: String, _ buffer: UnsafeMutableRawBufferPointer, _ header: FileHeader, consumer: any RowConsumer,
    most: Int
  ) throws -> Bool {
    let source = try openByteSource(path)
    let reader = CarefulReader(
      columns: header.names.count, delimiter: header.delimiter, skipping: 1, firstLine: 1, consumer: consumer)
    var taken = 0
    while taken < most {
      let count = try source.read(into: buffer)
      if count == 0 {
        try reader.finish()
        return true
      }
      var bytes = UnsafeRawBufferPointer(rebasing: buffer[0..<count]).assumingMemoryBound(to: UInt8.self)[...]
      if taken == 0, bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
      try reader.read(UnsafeBufferPointer(rebasing: bytes))
      taken += 1
    }
    return false
  }
}

/// One worker of a scan: takes chunks until there are no more.
///
/// `@unchecked`: each worker is touched by one thread, and by the starting one when all have ended.
private final class Worker: @unchecked Sendable {
  let reducer: Reducer
  private let scanner: Scanner
  private let chunk: Chunk
  private(set) var failure: (any Error)?

  init(layout: BillLayout, members: Set<Int>, hints: [BillKey: Scales], chunk: Chunk) {
    reducer = Reducer(layout: layout, memberColumns: members, hints: hints)
    scanner = Scanner(columns: layout.header.names.count)
    self.chunk = chunk
  }

  /// - Parameter pending: chunks that were read before the workers began.
  func run(hasFirst: Bool, pending: borrowing Mutex<[Chunk]>, _ queue: ChunkQueue) {
    do {
      if hasFirst { try scanner.scan(chunk, into: reducer) }
      if let early = pending.withLock({ $0.popLast() }) { try scanner.scan(early, into: reducer) }
      while try queue.next(chunk) { try scanner.scan(chunk, into: reducer) }
    } catch {
      failure = error
    }
  }
}
