internal import Listings
internal import ArgumentParser

/// The form in which a command lists what it found.
enum OutputFormat: String, CaseIterable, ExpressibleByArgument {
  case table, json, csv, markdown

  /// Whether sums stand under the rows: people want them, scripts would count them twice.
  var showsTotals: Bool { self == .table || self == .markdown }

  /// The text of `listing` as UTF-8, with a line feed at its end.
  ///
  /// Only a table heeds the terminal: the others are for programs and pages.
  func bytes(of listing: Listing, on terminal: Terminal) -> [UInt8] {
    switch self {
    case .table: TableWriter(width: terminal.width, colour: terminal.colour).bytes(of: listing)
    case .json: JSONWriter().bytes(of: listing)
    case .csv: CSVWriter().bytes(of: listing)
    case .markdown: MarkdownWriter().bytes(of: listing)
    }
  }
}
