/// Writes a listing as a Markdown table that is also readable as plain text.
///
///     | Service   |   Cost   | Currency |
///     | :-------- | -------: | :------- |
///     | AmazonEC2 |    12.34 | USD      |
///     | **Total** | **12.34**| **USD**  |
public struct MarkdownWriter {
  public init() {}

  public func bytes(of listing: Listing) -> [UInt8] {
    let grid = Grid(listing, .markdown)
    let widths = grid.widths.map { max($0, 3) }
    var text: [UInt8] = []
    func line(_ append: (Int, inout [UInt8]) -> Void) {
      text.append(UInt8(ascii: "|"))
      for column in grid.columns.indices {
        text.append(UInt8(ascii: " "))
        append(column, &text)
        text.append(contentsOf: " |".utf8)
      }
      text.append(UInt8(ascii: "\n"))
    }
    line { grid.columns[$0].appendHeading(width: widths[$0], to: &$1) }
    line { column, text in
      let dashes = String(repeating: "-", count: widths[column] - 1)
      text.append(contentsOf: (grid.columns[column].isRight ? dashes + ":" : ":" + dashes).utf8)
    }
    for row in grid.rows { line { grid.columns[$0].append(row: row, width: widths[$0], to: &$1) } }
    for total in grid.totals { line { grid.columns[$0].append(total: total, width: widths[$0], to: &$1) } }
    return text
  }
}
