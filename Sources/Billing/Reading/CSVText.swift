/// Single cells and rows of CSV (RFC 4180), for headers and for text that is read once.
enum CSVText {
  /// What a cell says: without its quotes and doubled quotes, or without the blanks around it.
  static func value(_ cell: UnsafeBufferPointer<UInt8>) -> String {
    if cell.count >= 2, unsafe cell[0] == UInt8(ascii: "\"") {
      let inner = unsafe UnsafeBufferPointer(rebasing: cell[1..<(cell.count - 1)])
      guard unsafe inner.contains(UInt8(ascii: "\"")) else {
        return unsafe String(decoding: inner, as: UTF8.self)
      }
      return unsafe String(decoding: unescaped(inner), as: UTF8.self)
    }
    var start = 0
    var end = cell.count
    while start < end, unsafe isBlank(cell[start]) { start += 1 }
    while end > start, unsafe isBlank(cell[end - 1]) { end -= 1 }
    return unsafe String(decoding: UnsafeBufferPointer(rebasing: cell[start..<end]), as: UTF8.self)
  }

  private static func unescaped(_ inner: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    var bytes: [UInt8] = []
    var index = 0
    while index < inner.count {
      unsafe bytes.append(inner[index])
      unsafe index += inner[index] == UInt8(ascii: "\"") ? 2 : 1
    }
    return bytes
  }

  /// The byte positions of the cells of a row's text.
  static func cells(of row: UnsafeBufferPointer<UInt8>) -> [Range<Int>] {
    var cells: [Range<Int>] = []
    var start = 0
    var quoted = false
    for index in row.indices {
      let byte = unsafe row[index]
      if byte == UInt8(ascii: "\"") { quoted.toggle() }
      if byte == UInt8(ascii: ","), !quoted {
        cells.append(start..<index)
        start = index + 1
      }
    }
    cells.append(start..<row.count)
    return cells
  }

  /// Appends a cell to a row's text, quoted where the plain form would be read otherwise.
  static func append(_ cell: UnsafeBufferPointer<UInt8>, to row: inout [UInt8]) {
    let needsQuotes =
      unsafe cell.contains { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "\"") || $0 == 10 || $0 == 13 }
      || cell.first.map(isBlank) ?? false || cell.last.map(isBlank) ?? false
    guard needsQuotes else {
      unsafe row.append(contentsOf: cell)
      return
    }
    row.append(UInt8(ascii: "\""))
    for position in cell.indices {
      let byte = unsafe cell[position]
      row.append(byte)
      if byte == UInt8(ascii: "\"") { row.append(byte) }
    }
    row.append(UInt8(ascii: "\""))
  }
}
