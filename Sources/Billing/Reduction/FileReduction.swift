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

  /// What the file has of each bill, as a digest of its rows and sums; once the reducers are finished.
  var contents: [BillKey: String] {
    let keys = Set(reducers.flatMap(\.bills).map(\.key))
    return Dictionary(uniqueKeysWithValues: keys.map { ($0, content(of: $0)) })
  }

  private func content(of key: BillKey) -> String {
    var hash: UInt64 = 0
    var rows = 0
    var totals = layout.measures.map { _ in Amount.zero }
    for reducer in reducers {
      guard let bill = reducer.bills.firstIndex(where: { $0.key == key }) else { continue }
      hash &+= reducer.bills[bill].content
      for (number, decoded) in reducer.decoded.enumerated() where decoded.bill == bill {
        rows += decoded.rows
        for (place, measure) in layout.measures.enumerated() {
          let units = reducer.totals[number * layout.measures.count + place]
          totals[place] += Amount(units: units, scale: reducer.bills[bill].scales[measure])
        }
      }
    }
    var digest = ContentDigest()
    digest.combine("\(hash) \(rows) \(totals)")
    return digest.text
  }

  /// Takes a bill's rows back out, because another file has the same.
  func leaveOut(_ key: BillKey) {
    for reducer in reducers {
      if let bill = reducer.bills.firstIndex(where: { $0.key == key }) { reducer.leaveOut(bill) }
    }
  }

  /// - Parameters:
  ///   - hints: decimals of bills that an earlier pass over the same files found.
  ///   - samplesRows: whether the rows are to be held against those of other files.
  static func read(
    _ input: BillReader.Input, options: BillReader, hints: [BillKey: Scales], samplesRows: Bool
  ) throws -> FileReduction {
    let source = try openByteSource(
      input.path, anyRatio: options.allowsAnyRatio, progress: options.progress)
    let queue = ChunkQueue(
      file: input.name, source: source, longestRow: options.longestRow, progress: options.progress)
    let first = Chunk(capacity: ChunkQueue.chunkSize)
    let (header, layout) = try begin(queue, first, assumed: options.assumed)
    let identity = samplesRows ? layout.identity : []
    do {
      if header.isPlain, options.reader == .automatic {
        return try scan(queue, first, layout, options, hints, identity)
      }
    } catch is Scanner.OutsideDialect {
      // The careful reader takes the whole file, from its beginning.
    } catch is ChunkQueue.RowTooLong {
      // A stray quote hides the ends of all rows behind it from the queue, and not from libcsv.
    }
    return try readCarefully(input, header, layout, options, hints, identity)
  }

  /// Recognises a file by its header, without reading on.
  static func layout(_ path: String, name: String, assumed: [String: String]) throws -> BillLayout {
    let queue = ChunkQueue(file: name, source: try openByteSource(path))
    return try begin(queue, Chunk(capacity: ChunkQueue.chunkSize), assumed: assumed).layout
  }

  /// Fills the first chunk with the rows behind the header, and recognises the file.
  private static func begin(
    _ queue: ChunkQueue, _ first: Chunk, assumed: [String: String]
  ) throws -> (header: FileHeader, layout: BillLayout) {
    do {
      guard try queue.next(first), let header = unsafe FileHeader(first.content) else {
        throw Problem.emptyFile(queue.file)
      }
      guard header.names.count <= FileHeader.mostColumns else {
        throw Problem.tooManyColumns(queue.file, most: FileHeader.mostColumns)
      }
      let layout = try BillFormat.layout(
        for: Header(names: header.names, file: queue.file, assumed: assumed))
      first.drop(header.length, lines: header.lines)
      return (header, layout)
    } catch let row as ChunkQueue.RowTooLong {
      throw Problem.rowTooLong(queue.file, line: row.line)
    }
  }

  private static func scan(
    _ queue: ChunkQueue, _ first: Chunk, _ layout: BillLayout, _ options: BillReader,
    _ hints: [BillKey: Scales], _ identity: [ColumnRun]
  ) throws -> FileReduction {
    let sample = ColumnSample(layout: layout)
    try Scanner(columns: layout.header.names.count).scan(first, into: sample)
    // A file that ends with its first chunk needs no second worker.
    let second = Chunk(capacity: ChunkQueue.chunkSize)
    let hasMore = try queue.next(second)
    let layout = sample.settled(layout, isWhole: !hasMore)
    let members = sample.columns
    let crew = (0..<(hasMore ? max(options.workers, 1) : 1)).map { number in
      Worker(
        Reducer(
          layout: layout, memberColumns: members, hints: hints, identity: identity,
          keepsRejects: options.allowsRejects),
        chunk: number == 0 ? first : Chunk(capacity: ChunkQueue.chunkSize))
    }
    let pending = Mutex<[Chunk]>(hasMore ? [second] : [])
    DispatchQueue.concurrentPerform(iterations: crew.count) { number in
      crew[number].run(hasFirst: number == 0, pending: pending, queue)
    }
    let failures = crew.compactMap(\.failure)
    // Once the dialect is left, what else the scanner makes of the file counts for nothing.
    let isOutside = { (failure: any Error) in
      failure is Scanner.OutsideDialect || failure is ChunkQueue.RowTooLong
    }
    if let failure = failures.first(where: isOutside) ?? failures.first {
      throw failure
    }
    return FileReduction(file: queue.file, layout: layout, reducers: crew.map(\.reducer))
  }

  private static func readCarefully(
    _ input: BillReader.Input, _ header: FileHeader, _ layout: BillLayout, _ options: BillReader,
    _ hints: [BillKey: Scales], _ identity: [ColumnRun]
  ) throws -> FileReduction {
    let (sample, hasMore) = try sampleCarefully(input, header, layout, options)
    let layout = sample.settled(layout, isWhole: !hasMore)
    let reducer = Reducer(
      layout: layout, memberColumns: sample.columns, hints: hints, identity: identity,
      keepsRejects: options.allowsRejects)
    let source = try openByteSource(
      input.path, anyRatio: options.allowsAnyRatio, progress: options.progress)
    let reader = CarefulReader(
      columns: header.names.count, delimiter: header.delimiter, skipping: 1, firstLine: 1, consumer: reducer,
      longestRow: options.longestRow)
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: ChunkQueue.chunkSize, alignment: 64)
    defer { unsafe buffer.deallocate() }
    var isFirst = true
    while case let count = try unsafe source.read(into: buffer), count > 0 {
      let bytes = unsafe UnsafeRawBufferPointer(rebasing: buffer[0..<count]).assumingMemoryBound(
        to: UInt8.self)
      let line = reader.line
      try unsafe reader.read(isFirst ? withoutMark(bytes) : bytes)
      options.progress?.addRows(reader.line - line)
      isFirst = false
    }
    try reader.finish()
    return FileReduction(file: input.name, layout: layout, reducers: [reducer])
  }

  /// The bytes behind a byte order mark.
  private static func withoutMark(_ bytes: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
    unsafe bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? UnsafeBufferPointer(rebasing: bytes.dropFirst(3)) : bytes
  }

  /// Samples the very rows that the scanner samples, so that both readers keep the same columns.
  ///
  /// - Returns: the sample, and whether the file goes on behind it.
  private static func sampleCarefully(
    _ input: BillReader.Input, _ header: FileHeader, _ layout: BillLayout, _ options: BillReader
  ) throws -> (ColumnSample, hasMore: Bool) {
    let source = try openByteSource(input.path, anyRatio: options.allowsAnyRatio)
    let queue = ChunkQueue(file: input.name, source: source, longestRow: options.longestRow)
    let chunk = Chunk(capacity: ChunkQueue.chunkSize)
    let sample = ColumnSample(layout: layout)
    guard try queue.next(chunk) else { return (sample, false) }
    let reader = CarefulReader(
      columns: header.names.count, delimiter: header.delimiter, skipping: 1, firstLine: 1, consumer: sample)
    try unsafe reader.read(withoutMark(chunk.content))
    // What is wrong with the file is told when it is read as a whole.
    try? reader.finish()
    return (sample, (try? queue.next(chunk)) ?? true)
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

  init(_ reducer: Reducer, chunk: Chunk) {
    self.reducer = reducer
    scanner = Scanner(columns: reducer.layout.header.names.count)
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
