internal import CScan
internal import Glibc
internal import Synchronization

/// A stretch of a file that begins and ends at row borders.
@safe final class Chunk {
  /// Bytes behind the content that may be read (and are zero), so that 64-byte steps stay inside.
  static let padding = 128

  fileprivate(set) var bytes: UnsafeMutablePointer<UInt8>
  fileprivate(set) var count = 0
  /// The number, from 1, of the line on which the chunk's first row begins.
  fileprivate(set) var firstLine = 1
  fileprivate var capacity: Int

  init(capacity: Int) {
    self.capacity = capacity
    unsafe bytes = .allocate(capacity: capacity + Self.padding)
  }

  deinit { unsafe bytes.deallocate() }

  var content: UnsafeBufferPointer<UInt8> { unsafe UnsafeBufferPointer(start: bytes, count: count) }

  /// Takes the first bytes away, such as a header's.
  func drop(_ number: Int, lines: Int) {
    unsafe bytes.update(from: bytes + number, count: count - number + Self.padding)
    count -= number
    firstLine += lines
  }

  fileprivate func grow() {
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity * 2 + Self.padding)
    unsafe larger.update(from: bytes, count: count)
    unsafe bytes.deallocate()
    unsafe bytes = unsafe larger
    capacity *= 2
  }
}

/// Cuts a file into chunks at row borders, for any number of workers that ask in turn.
///
/// Reading and unpacking happen inside the queue, one worker at a time, while the others reduce what they
/// got. A line feed ends a row if the quotes before it are even in number; the scanner checks that quotes
/// are used in the one way for which this holds.
///
/// `@unchecked`: `state` is touched inside `lock` alone; a `Mutex` around it would not let the caller's
/// chunk in.
final class ChunkQueue: @unchecked Sendable {
  /// What a chunk holds at first; small enough for the second-level cache, grown for longer rows.
  static let chunkSize = 1 << 20
  /// A row longer than this is taken for a quote that is never closed.
  static let longestRow = 1 << 26

  /// No end of a row was found within the longest row; stray quotes may have hidden it.
  struct RowTooLong: Error { let line: Int }

  private struct State {
    var source: any ByteSource
    /// The beginning of a row whose end was not read yet.
    var rest: [UInt8] = []
    var line = 1
    var isAtEnd = false
  }

  private let lock = Mutex(())
  private var state: State
  private let longestRow: Int
  private let progress: ReadProgress?
  let file: String

  init(
    file: String, source: any ByteSource, longestRow: Int = ChunkQueue.longestRow,
    progress: ReadProgress? = nil
  ) {
    self.file = file
    self.progress = progress
    self.longestRow = longestRow
    state = State(source: source)
  }

  /// Fills `chunk` with the next rows of the file.
  ///
  /// - Returns: false at the end of the file.
  func next(_ chunk: Chunk) throws -> Bool {
    try lock.withLock { _ in try takeRows(chunk) }
  }

  private func takeRows(_ chunk: Chunk) throws -> Bool {
    chunk.count = 0
    append(state.rest, to: chunk)
    state.rest.removeAll(keepingCapacity: true)
    var lines = 0
    while !state.isAtEnd {
      try fill(chunk)
      if let border = rowBorder(chunk) {
        unsafe state.rest.append(
          contentsOf: UnsafeBufferPointer(start: chunk.bytes + border.end, count: chunk.count - border.end))
        chunk.count = border.end
        lines = border.lines
        break
      }
      guard chunk.capacity < longestRow else { throw RowTooLong(line: state.line) }
      chunk.grow()
    }
    guard chunk.count > 0 else { return false }
    chunk.firstLine = state.line
    state.line += lines
    progress?.addRows(lines)
    unsafe (chunk.bytes + chunk.count).update(repeating: 0, count: Chunk.padding)
    return true
  }

  private func fill(_ chunk: Chunk) throws {
    while chunk.count < chunk.capacity {
      let room = unsafe UnsafeMutableRawBufferPointer(
        start: chunk.bytes + chunk.count, count: chunk.capacity - chunk.count)
      let read = try unsafe state.source.read(into: room)
      if read == 0 {
        state.isAtEnd = true
        return
      }
      chunk.count += read
    }
  }

  /// Where the last whole row of the chunk ends, and how many line feeds stand before; nil where none does.
  private func rowBorder(_ chunk: Chunk) -> (end: Int, lines: Int)? {
    if state.isAtEnd { return (chunk.count, 0) }
    var quotes = 0
    var lines = 0
    unsafe tarsier_count(chunk.bytes, chunk.count, &quotes, &lines)
    var index = chunk.count - 1
    while index >= 0 {
      switch unsafe chunk.bytes[index] {
      case UInt8(ascii: "\""): quotes += 1
      case UInt8(ascii: "\n"):
        if quotes % 2 == 0 { return (index + 1, lines) }
        lines -= 1
      default: break
      }
      index -= 1
    }
    return nil
  }

  private func append(_ bytes: [UInt8], to chunk: Chunk) {
    while chunk.capacity < bytes.count { chunk.grow() }
    unsafe chunk.bytes.update(from: bytes, count: bytes.count)
    chunk.count = bytes.count
  }
}
