internal import ArgumentParser

/// The form in which a command lists what it found.
enum OutputFormat: String, CaseIterable, ExpressibleByArgument {
  case table, json, csv, markdown

  /// Whether sums stand under the rows: people want them, scripts would count them twice.
  var showsTotals: Bool { self == .table || self == .markdown }

  /// The text of `listing`, with a line feed at its end.
  ///
  /// Only a table heeds the terminal: the others are for programs and pages.
  func text(of listing: Listing, on terminal: Terminal) -> String {
    switch self {
    case .table: TableWriter(width: terminal.width, colour: terminal.colour).text(of: listing)
    case .json: JSONWriter().text(of: listing)
    case .csv: CSVWriter().text(of: listing)
    case .markdown: MarkdownWriter().text(of: listing)
    }
  }
}
