internal import Billing

/// A listing as the texts that people read, with numbers aligned at the point; tables and Markdown share it.
struct Grid {
  var headings: [String]
  var rows: [[String]]
  var totals: [[String]]
  /// Whether a column is set to the right.
  var isRight: [Bool]
  /// Whether a column may be cut short to fit.
  var isText: [Bool]

  /// - Parameter escaped: makes a text safe for the format at hand.
  init(_ listing: Listing, escaped: (String) -> String) {
    headings = listing.columns.map { escaped($0.heading) }
    isRight = listing.columns.map { $0.kind != .text && $0.kind != .flag }
    isText = listing.columns.map { $0.kind == .text }
    rows = []
    totals = []
    for row in listing.rows {
      rows.append(zip(row, listing.columns).map { Self.text($0, $1.kind, absent: "(none)", escaped) })
    }
    for row in listing.totals {
      totals.append(zip(row, listing.columns).map { Self.text($0, $1.kind, absent: "", escaped) })
    }
    for (index, column) in listing.columns.enumerated() {
      if case .money = column.kind { alignAtPoint(index) }
    }
  }

  private static func text(
    _ cell: Listing.Cell, _ kind: Listing.Kind, absent: String, _ escaped: (String) -> String
  ) -> String {
    switch cell {
    case .absent: absent
    case .text(let text): escaped(visibleBlanks(text))
    case .amount(let amount): amount.formatted(decimals: decimals(of: amount, kind))
    case .number(let number): number.formatted(decimals: decimals(of: number, kind))
    case .count(let count): Amount(units: Int128(count), scale: 0).formatted(decimals: 0)
    case .flag(let flag): flag ? "yes" : "no"
    }
  }

  private static func decimals(of amount: Amount, _ kind: Listing.Kind) -> Int {
    switch kind {
    case .money(let decimals?): decimals
    case .money: max(2, amount.trimmed.scale)
    default: amount.trimmed.scale
    }
  }

  /// Fills up the figures of a column behind the point, so that set to the right their points stand in line.
  private mutating func alignAtPoint(_ column: Int) {
    let longest = (rows + totals).map { Self.fraction(of: $0[column]) }.max() ?? 0
    func aligned(_ text: String) -> String {
      // A word in place of a figure, such as (none), has no point to align.
      guard text.last?.isNumber == true else { return text }
      return text + String(repeating: " ", count: longest - Self.fraction(of: text))
    }
    for row in rows.indices { rows[row][column] = aligned(rows[row][column]) }
    for row in totals.indices { totals[row][column] = aligned(totals[row][column]) }
  }

  /// How long a figure is from its point on.
  private static func fraction(of text: String) -> Int {
    guard text.last?.isNumber == true, let point = text.lastIndex(of: ".") else { return 0 }
    return text.distance(from: point, to: text.endIndex)
  }

  /// The width that each column needs.
  var widths: [Int] {
    headings.indices.map { column in
      ([headings] + rows + totals).map { displayWidth(of: $0[column]) }.max() ?? 0
    }
  }
}
