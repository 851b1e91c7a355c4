/// Writes a listing as a table for people: aligned columns under underlined headings, and totals.
///
///     Service          Cost  Currency
///     ─────────  ──────────  ────────
///     AmazonEC2  1,234.5678  USD
///     AmazonS3       0.25    USD
///     ─────────  ──────────  ────────
///     Total      1,234.8178  USD
struct TableWriter {
  /// The columns of the terminal; nil where a line may be as long as it likes.
  var width: Int?
  var colour: Bool

  /// No text is cut shorter than this.
  private static let narrowest = 10
  /// Details are left out before a text is cut shorter than this.
  private static let comfortable = 20
  private static let gap = "  "

  func text(of listing: Listing) -> String {
    var grid = Grid(listing, escaped: visibleControls)
    for detail in Set(listing.columns.map(\.detail)).sorted(by: >) where detail > 0 {
      guard let width, Self.comfortableWidth(of: grid) > width else { break }
      grid = Grid(listing.leavingOut(detail: detail), escaped: visibleControls)
    }
    let widths = fitted(grid.widths, grid.isText)
    let rule = widths.map { String(repeating: "─", count: $0) }.joined(separator: Self.gap)
    func line(_ cells: [String]) -> String {
      var line = cells.indices.map { column in
        let text = shortened(cells[column], to: widths[column])
        let blanks = String(repeating: " ", count: widths[column] - displayWidth(of: text))
        return grid.isRight[column] ? blanks + text : text + blanks
      }.joined(separator: Self.gap)
      while line.last == " " { line.removeLast() }
      return line
    }

    var lines = [bold(line(grid.headings)), rule] + grid.rows.map(line)
    if !grid.totals.isEmpty { lines += [rule] + grid.totals.map { bold(line($0)) } }
    return lines.joined(separator: "\n") + "\n"
  }

  /// How wide a table is whose long texts are cut, but none to less than what can be read with ease.
  private static func comfortableWidth(of grid: Grid) -> Int {
    let widths = zip(grid.widths, grid.isText).map { $1 ? min($0, comfortable) : $0 }
    return widths.reduce(0, +) + gap.count * (widths.count - 1)
  }

  /// Takes from the widest text column as long as the table is too wide.
  private func fitted(_ natural: [Int], _ isText: [Bool]) -> [Int] {
    guard let width else { return natural }
    var widths = natural
    var excess = widths.reduce(0, +) + Self.gap.count * (widths.count - 1) - width
    while excess > 0 {
      let candidates = widths.indices.filter { isText[$0] && widths[$0] > Self.narrowest }
      guard let widest = candidates.max(by: { widths[$0] < widths[$1] }) else { break }
      widths[widest] -= 1
      excess -= 1
    }
    return widths
  }

  private func bold(_ line: String) -> String { colour ? "\u{1B}[1m\(line)\u{1B}[0m" : line }
}

extension Listing {
  /// Without the columns of at least that `detail`.
  fileprivate func leavingOut(detail: Int) -> Listing {
    let kept = columns.indices.filter { columns[$0].detail < detail }
    var listing = self
    listing.columns = kept.map { columns[$0] }
    listing.rows = rows.map { row in kept.map { row[$0] } }
    listing.totals = totals.map { row in kept.map { row[$0] } }
    return listing
  }
}
