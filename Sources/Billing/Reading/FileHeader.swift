internal import CLibCSV

/// The header of a file: its column names, its delimiter, and where its rows begin.
struct FileHeader {
  /// A header with more columns than this is none; the largest of AWS have a few hundred.
  static let mostColumns = 10_000

  var names: [String]
  var delimiter: UInt8
  /// The bytes and lines before the first data row.
  var length: Int
  var lines: Int
  /// Whether the scanner may try the file: commas, and line feeds at the ends of rows.
  var isPlain: Bool

  /// Reads the header from the first bytes of a file; nil where they hold no row.
  init?(_ bytes: UnsafeBufferPointer<UInt8>) {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let start = unsafe bytes.starts(with: mark) ? mark.count : 0
    let text = unsafe UnsafeBufferPointer(rebasing: bytes[start...])
    delimiter = unsafe Self.delimiter(of: text)
    let collector = HeaderCollector(delimiter: delimiter)
    length = start
    lines = 0
    while length < bytes.count, !collector.isDone {
      var end = length
      while end < bytes.count, unsafe bytes[end] != UInt8(ascii: "\n") { end += 1 }
      end = min(end + 1, bytes.count)
      unsafe collector.read(UnsafeBufferPointer(rebasing: bytes[length..<end]))
      length = end
      lines += 1
    }
    let isWhole = collector.isDone
    collector.finish()
    guard !collector.names.isEmpty else { return nil }
    names = collector.names
    // Chunks end where the quotes before are even in number, so a stray one here would shift them all.
    let quotes = unsafe bytes[start..<length].count { $0 == UInt8(ascii: "\"") }
    isPlain = isWhole && !collector.hasMore && delimiter == UInt8(ascii: ",") && quotes % 2 == 0
  }

  /// The one of comma, semicolon and tab that the first line with something on it has most of.
  private static func delimiter(of text: UnsafeBufferPointer<UInt8>) -> UInt8 {
    let start = unsafe text.drop { [10, 13, UInt8(ascii: " ")].contains($0) }
    let line = unsafe start.prefix(1 << 16).prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
    let candidates: [UInt8] = [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t")]
    let counts = candidates.map { candidate in unsafe line.count { $0 == candidate } }
    let best = counts.indices.max { counts[$0] < counts[$1] || counts[$0] == counts[$1] && $0 > $1 } ?? 0
    return candidates[best]
  }
}

/// Collects the first row that libcsv finds.
@safe private final class HeaderCollector {
  private(set) var names: [String] = []
  private(set) var isDone = false
  /// Whether more than the header stood on its line: rows end with bare carriage returns.
  private(set) var hasMore = false
  private var parser = unsafe csv_parser()

  init(delimiter: UInt8) {
    unsafe csv_init(&parser, 0)
    unsafe csv_set_delim(&parser, delimiter)
  }

  deinit { unsafe csv_free(&parser) }

  func read(_ bytes: UnsafeBufferPointer<UInt8>) {
    unsafe csv_parse(
      &parser, bytes.baseAddress, bytes.count, collectName, collectEnd,
      Unmanaged.passUnretained(self).toOpaque())
  }

  func finish() {
    unsafe csv_fini(&parser, collectName, collectEnd, Unmanaged.passUnretained(self).toOpaque())
  }

  fileprivate func name(_ bytes: UnsafeBufferPointer<UInt8>) {
    if isDone {
      hasMore = true
    } else if names.count <= FileHeader.mostColumns {
      unsafe names.append(String(decoding: bytes, as: UTF8.self))
    }
  }

  fileprivate func end() { isDone = true }
}

private func collectName(_ bytes: UnsafeMutableRawPointer?, _ count: Int, _ context: UnsafeMutableRawPointer?)
{
  guard let context = unsafe context else { return }
  let cell = unsafe UnsafeBufferPointer(
    start: UnsafePointer(bytes?.assumingMemoryBound(to: UInt8.self)), count: count)
  unsafe Unmanaged<HeaderCollector>.fromOpaque(context).takeUnretainedValue().name(cell)
}

private func collectEnd(_ terminator: Int32, _ context: UnsafeMutableRawPointer?) {
  guard let context = unsafe context else { return }
  unsafe Unmanaged<HeaderCollector>.fromOpaque(context).takeUnretainedValue().end()
}
