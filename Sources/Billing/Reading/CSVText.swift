/// Single cells and rows of CSV (RFC 4180), for headers and for text that is read once.
enum CSVText {
  /// What a cell says: without its quotes and doubled quotes, or without the blanks around it.
  static func value(_ cell: UnsafeBufferPointer<UInt8>) -> String {
    if cell.count >= 2, unsafe cell[0] == UInt8(ascii: "\"") {
      let inner = unsafe UnsafeBufferPointer(rebasing: cell[1..<(cell.count - 1)])
      guard unsafe inner.contains(UInt8(ascii: "\"")) else {
        return unsafe text(inner)
      }
      return unsafe unescaped(inner).withUnsafeBufferPointer { unsafe text($0) }
    }
    var start = 0
    var end = cell.count
    while start < end, unsafe isBlank(cell[start]) { start += 1 }
    while end > start, unsafe isBlank(cell[end - 1]) { end -= 1 }
    return unsafe text(UnsafeBufferPointer(rebasing: cell[start..<end]))
  }

  /// Bytes as text; one that is no UTF-8 stands as `\xFF`, so that two ids that differ in it stay two.
  private static func text(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
    if let text = unsafe String(validating: bytes, as: UTF8.self) { return text }
    var text = ""
    var rest = unsafe bytes[...]
    while let byte = unsafe rest.first {
      let character = (1...4).lazy.compactMap { count in
        unsafe rest.count < count ? nil : String(validating: rest.prefix(count), as: UTF8.self)
      }.first
      if let character {
        text += character
        unsafe rest = unsafe rest.dropFirst(character.utf8.count)
      } else {
        let digits = String(byte, radix: 16, uppercase: true)
        text += "\\x\(digits)"
        unsafe rest = unsafe rest.dropFirst()
      }
    }
    return text
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
