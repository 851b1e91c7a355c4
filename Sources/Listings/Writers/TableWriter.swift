/// Writes a listing as a table for people: aligned columns under underlined headings, and totals.
///
///     Service          Cost  Currency
///     ─────────  ──────────  ────────
///     AmazonEC2  1,234.5678  USD
///     AmazonS3       0.25    USD
///     ─────────  ──────────  ────────
///     Total      1,234.8178  USD
public struct TableWriter {
  /// The columns of the terminal; nil where a line may be as long as it likes.
  public var width: Int?
  public var colour: Bool

  /// No text is cut shorter than this.
  private static let narrowest = 10
  /// Details are left out before a text is cut shorter than this.
  private static let comfortable = 20
  private static let gap = "  "

  public init(width: Int?, colour: Bool) { (self.width, self.colour) = (width, colour) }

  public func bytes(of listing: Listing) -> [UInt8] {
    var grid = Grid(listing, .terminal)
    for detail in Set(listing.columns.map(\.detail)).sorted(by: >) where detail > 0 {
      guard let width, Self.comfortableWidth(of: grid) > width else { break }
      grid.columns.removeAll { $0.detail >= detail }
    }
    let widths = fitted(grid)
    var text: [UInt8] = []
    func line(isBold: Bool, _ append: (Int, inout [UInt8]) -> Void) {
      if isBold { text.append(contentsOf: "\u{1B}[1m".utf8) }
      for column in grid.columns.indices {
        if column > 0 { text.append(contentsOf: Self.gap.utf8) }
        append(column, &text)
      }
      while text.last == UInt8(ascii: " ") { text.removeLast() }
      if isBold { text.append(contentsOf: "\u{1B}[0m".utf8) }
      text.append(UInt8(ascii: "\n"))
    }
    func rule() {
      line(isBold: false) { $1.append(contentsOf: String(repeating: "─", count: widths[$0]).utf8) }
    }
    line(isBold: colour) { grid.columns[$0].appendHeading(width: widths[$0], to: &$1) }
    rule()
    text.reserveCapacity((widths.reduce(0, +) + widths.count * Self.gap.count) * grid.rows.count)
    for row in grid.rows {
      line(isBold: false) { grid.columns[$0].append(row: row, width: widths[$0], to: &$1) }
    }
    if !grid.totals.isEmpty { rule() }
    for total in grid.totals {
      line(isBold: colour) { grid.columns[$0].append(total: total, width: widths[$0], to: &$1) }
    }
    return text
  }

  /// How wide a table is whose long texts are cut, but none to less than what can be read with ease.
  private static func comfortableWidth(of grid: Grid) -> Int {
    let widths = zip(grid.widths, grid.columns).map { $1.isText ? min($0, comfortable) : $0 }
    return widths.reduce(0, +) + gap.count * (widths.count - 1)
  }

  /// Takes from the widest text column as long as the table is too wide.
  private func fitted(_ grid: Grid) -> [Int] {
    var widths = grid.widths
    guard let width else { return widths }
    var excess = widths.reduce(0, +) + Self.gap.count * (widths.count - 1) - width
    while excess > 0 {
      let candidates = widths.indices.filter { grid.columns[$0].isText && widths[$0] > Self.narrowest }
      guard let widest = candidates.max(by: { widths[$0] < widths[$1] }) else { break }
      widths[widest] -= 1
      excess -= 1
    }
    return widths
  }
}
