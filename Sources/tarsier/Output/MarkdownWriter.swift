/// Writes a listing as a Markdown table that is also readable as plain text.
///
///     | Service   |   Cost   | Currency |
///     | :-------- | -------: | :------- |
///     | AmazonEC2 |    12.34 | USD      |
///     | **Total** | **12.34**| **USD**  |
struct MarkdownWriter {
  func text(of listing: Listing) -> String {
    var grid = Grid(listing, escaped: Self.escaped)
    grid.totals = grid.totals.map { $0.map(Self.strong) }
    let widths = grid.widths.map { max($0, 3) }
    func line(_ cells: [String]) -> String {
      let padded = cells.indices.map { column in
        let blanks = String(repeating: " ", count: widths[column] - displayWidth(of: cells[column]))
        return grid.isRight[column] ? blanks + cells[column] : cells[column] + blanks
      }
      return "| " + padded.joined(separator: " | ") + " |"
    }
    let rule = widths.indices.map { column in
      let dashes = String(repeating: "-", count: widths[column] - 1)
      return grid.isRight[column] ? dashes + ":" : ":" + dashes
    }
    return ([grid.headings, rule] + grid.rows + grid.totals).map { line($0) + "\n" }.joined()
  }

  private static func strong(_ text: String) -> String {
    let figure = text.trimmingBlanks
    return figure.isEmpty ? "" : "**\(figure)**"
  }

  /// Text that a Markdown reader shows as it is, and that ends no cell.
  private static func escaped(_ text: String) -> String {
    var result = ""
    for character in visibleControls(text) {
      if "\\|`*<[".contains(character) { result.append("\\") }
      result.append(character)
    }
    return result
  }
}

extension String {
  /// Without the blanks at both ends.
  fileprivate var trimmingBlanks: Substring {
    var result = drop { $0 == " " }
    while result.last == " " { result.removeLast() }
    return result
  }
}
