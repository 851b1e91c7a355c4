internal import Billing

/// The texts of one column, end to end: tables of many thousand rows are written without a string for each cell.
struct GridColumn {
  let heading: String
  private let kind: Listing.Kind
  /// As `Listing.Column.detail`.
  let detail: Int
  private let escaping: TextEscaping
  private var bytes: [UInt8] = []
  private var texts: [Text] = []
  /// Which text each row has, where many rows share one; else each has its own.
  private let codes: [Int32]?
  /// The text of the first total.
  private let firstTotal: Int
  private var longestFraction = 0

  private struct Text {
    /// Where the text ends in `bytes`.
    var end: Int
    var width: Int32
    /// How much of the width stands from the point on; -1 where there is no figure.
    var fraction: Int32
  }

  init(_ column: Listing.Column, _ cells: Listing.Cells, totals: [Listing.Cell], _ escaping: TextEscaping) {
    heading = escaping.escaped(column.heading)
    kind = column.kind
    detail = column.detail
    self.escaping = escaping
    isRight = column.kind != .text && column.kind != .flag
    isText = column.kind == .text
    // The totals stand behind the texts of the rows.
    if case .coded(let values, let codes) = cells {
      firstTotal = values.count
      self.codes = codes
      for value in values { append(value, absent: "(none)") }
    } else {
      firstTotal = cells.count
      codes = nil
      for row in 0..<cells.count { append(cells[row], absent: "(none)") }
    }
    for total in totals { append(total, absent: "", isStrong: true) }
  }

  /// Whether the column is set to the right.
  let isRight: Bool
  /// Whether its texts may be cut short to fit.
  let isText: Bool

  var naturalWidth: Int {
    var isShown = Array(repeating: codes == nil, count: texts.count)
    for code in codes ?? [] { isShown[Int(code)] = true }
    for total in firstTotal..<texts.count { isShown[total] = true }
    return texts.indices.reduce(displayWidth(of: heading)) { isShown[$1] ? max($0, width($1)) : $0 }
  }

  /// Appends a text behind the others.
  ///
  /// - Parameters:
  ///   - absent: what stands for no value.
  ///   - isStrong: whether the text is set apart, as a total is.
  private mutating func append(_ cell: Listing.Cell, absent: String, isStrong: Bool = false) {
    let start = bytes.count
    if isStrong { bytes.append(contentsOf: escaping.emphasis.utf8) }
    let content = bytes.count
    var width: Int?
    var fraction = 0
    switch cell {
    case .absent: bytes.append(contentsOf: absent.utf8)
    case .text(let text): width = append(text)
    case .amount(let amount), .number(let amount):
      let decimals = decimals(of: amount)
      amount.appendFormatted(decimals: decimals, to: &bytes)
      fraction = decimals > 0 ? decimals + 1 : 0
    case .count(let count): Amount(units: Int128(count), scale: 0).appendFormatted(decimals: 0, to: &bytes)
    case .flag(let flag): bytes.append(contentsOf: (flag ? "yes" : "no").utf8)
    }
    var total = width ?? (bytes.count - content)
    // A word in place of a figure, such as (none), has no point to align.
    var hasPoint = if case .money = kind { cell.isFigure } else { false }
    if hasPoint { longestFraction = max(longestFraction, fraction) }
    if isStrong, bytes.count == content {
      bytes.removeSubrange(start...)
    } else if isStrong, !escaping.emphasis.isEmpty {
      bytes.append(contentsOf: escaping.emphasis.utf8)
      total += 2 * escaping.emphasis.utf8.count
      hasPoint = false
    }
    texts.append(Text(end: bytes.count, width: Int32(total), fraction: hasPoint ? Int32(fraction) : -1))
  }

  /// Appends a text made safe; its width, where that is not its bytes' count.
  private mutating func append(_ text: String) -> Int? {
    if escaping.isPlain(text) {
      bytes.append(contentsOf: text.utf8)
      return nil
    }
    let safe = escaping.escaped(visibleBlanks(text))
    bytes.append(contentsOf: safe.utf8)
    return displayWidth(of: safe)
  }

  private func decimals(of amount: Amount) -> Int {
    switch kind {
    case .money(let decimals?): decimals
    case .money: max(2, amount.trimmed.scale)
    default: amount.trimmed.scale
    }
  }

  /// How wide a text is with the blanks behind it that align its point.
  private func width(_ text: Int) -> Int { Int(texts[text].width) + blanksBehind(text) }

  private func blanksBehind(_ text: Int) -> Int {
    texts[text].fraction < 0 ? 0 : longestFraction - Int(texts[text].fraction)
  }

  /// Appends the cell of a row to a line, filled up or cut short to `width`.
  func append(row: Int, width: Int, to line: inout [UInt8]) {
    append(text: codes.map { Int($0[row]) } ?? row, width: width, to: &line)
  }

  /// Appends the cell of a total to a line, filled up or cut short to `width`.
  func append(total: Int, width: Int, to line: inout [UInt8]) {
    append(text: firstTotal + total, width: width, to: &line)
  }

  private func append(text: Int, width: Int, to line: inout [UInt8]) {
    let range = (text == 0 ? 0 : texts[text - 1].end)..<texts[text].end
    let blanks = width - self.width(text)
    guard blanks >= 0 else {
      return append(String(decoding: bytes[range], as: UTF8.self), width: width, to: &line)
    }
    if isRight { line.append(contentsOf: repeatElement(Self.blank, count: blanks)) }
    line.append(contentsOf: bytes[range])
    line.append(contentsOf: repeatElement(Self.blank, count: blanksBehind(text) + (isRight ? 0 : blanks)))
  }

  /// Appends the heading to a line, filled up or cut short to `width`.
  func appendHeading(width: Int, to line: inout [UInt8]) {
    append(heading, width: width, to: &line)
  }

  private func append(_ text: String, width: Int, to line: inout [UInt8]) {
    let short = shortened(text, to: width)
    let blanks = repeatElement(Self.blank, count: width - displayWidth(of: short))
    if isRight { line.append(contentsOf: blanks) }
    line.append(contentsOf: short.utf8)
    if !isRight { line.append(contentsOf: blanks) }
  }

  private static let blank = UInt8(ascii: " ")
}

extension Listing.Cell {
  fileprivate var isFigure: Bool {
    switch self {
    case .amount, .number, .count: true
    case .absent, .text, .flag: false
    }
  }
}
