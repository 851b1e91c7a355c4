internal import Billing
internal import FoundationEssentials

/// A small CSV file that the settings name, such as a map of values or a measured series.
///
/// Cells are plain or quoted (RFC 4180), set apart by commas, semicolons or tabs; blanks around a bare cell do
/// not count, and neither do empty lines.
struct SideTable {
  struct Row {
    var line: Int
    var cells: [String]
    /// The column of the file at which each cell begins, from 1.
    var columns: [Int]
  }

  let file: String
  private(set) var rows: [Row] = []

  /// - Parameter place: where the settings name the file.
  static func read(_ path: String, namedAt place: Place) throws -> SideTable {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw Problem.noSideFile(place, path)
    }
    return try SideTable(Array(data), file: path)
  }

  init(_ bytes: [UInt8], file: String) throws {
    self.file = file
    var parser = Parser(bytes: bytes)
    while let row = try parser.row(file) { rows.append(row) }
  }

  func place(_ row: Row, _ cell: Int) -> Place {
    Place(file: file, line: row.line, column: cell < row.columns.count ? row.columns[cell] : 1)
  }
}

extension SideTable {
  private struct Parser {
    let bytes: [UInt8]
    private var position: Int
    private var line = 1
    private var lineStart: Int
    private let delimiter: UInt8

    init(bytes: [UInt8]) {
      self.bytes = bytes
      position = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
      lineStart = position
      let header = bytes[position...].prefix { $0 != 10 && $0 != 13 }
      let candidates = [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t")]
      delimiter = candidates.first { header.contains($0) } ?? candidates[0]
    }

    /// The next row that is not empty.
    mutating func row(_ file: String) throws -> Row? {
      while position < bytes.count {
        var row = Row(line: line, cells: [], columns: [])
        repeat {
          row.columns.append(position - lineStart + 1)
          row.cells.append(try cell(file))
        } while takeDelimiter()
        endLine()
        if row.cells.contains(where: { !$0.isEmpty }) { return row }
      }
      return nil
    }

    private mutating func takeDelimiter() -> Bool {
      guard position < bytes.count, bytes[position] == delimiter else { return false }
      position += 1
      return true
    }

    private mutating func endLine() {
      if position < bytes.count, bytes[position] == 13 { position += 1 }
      if position < bytes.count, bytes[position] == 10 { position += 1 }
      line += 1
      lineStart = position
    }

    private func isBlank(_ byte: UInt8) -> Bool { (byte == 32 || byte == 9) && byte != delimiter }

    private mutating func cell(_ file: String) throws -> String {
      while position < bytes.count, isBlank(bytes[position]) { position += 1 }
      if position < bytes.count, bytes[position] == UInt8(ascii: "\"") { return try quotedCell(file) }
      let start = position
      while position < bytes.count, bytes[position] != delimiter, bytes[position] != 10, bytes[position] != 13
      {
        position += 1
      }
      var end = position
      while end > start, isBlank(bytes[end - 1]) { end -= 1 }
      return String(decoding: bytes[start..<end], as: UTF8.self)
    }

    private mutating func quotedCell(_ file: String) throws -> String {
      let place = Place(file: file, line: line, column: position - lineStart + 1)
      var text: [UInt8] = []
      position += 1
      while position < bytes.count {
        let byte = bytes[position]
        position += 1
        if byte == UInt8(ascii: "\"") {
          guard position < bytes.count, bytes[position] == byte else {
            while position < bytes.count, isBlank(bytes[position]) { position += 1 }
            guard position == bytes.count || [delimiter, 10, 13].contains(bytes[position]) else {
              throw Problem.textBehindSideQuote(place)
            }
            return String(decoding: text, as: UTF8.self)
          }
          position += 1
        } else if byte == 10 {
          line += 1
          lineStart = position
        }
        text.append(byte)
      }
      throw Problem.openSideQuote(place)
    }
  }
}
