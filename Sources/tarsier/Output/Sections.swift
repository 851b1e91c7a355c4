internal import Billing

/// Several listings that one command gives.
///
/// People see them one below the other; a script gets one list of flat rows, each with its `section`.
struct Sections {
  struct Section {
    /// The word in `section`.
    var name: String
    var title: String
    var listing: Listing
  }

  var sections: [Section] = []

  mutating func add(_ name: String, _ title: String, _ listing: Listing) {
    sections.append(Section(name: name, title: title, listing: listing))
  }

  /// All rows under all columns.
  var joined: Listing {
    var columns: [Listing.Column] = [.init("section")]
    for column in sections.flatMap(\.listing.columns) where !columns.contains(where: { $0.key == column.key })
    {
      columns.append(column)
    }
    let rows = sections.flatMap { section -> [[Listing.Cell]] in
      let places = columns.map { column in section.listing.columns.firstIndex { $0.key == column.key } }
      return (0..<section.listing.rows.count).map { row in
        [.text(section.name)]
          + places.dropFirst().map { $0.map { section.listing.rows.columns[$0][row] } ?? .absent }
      }
    }
    return Listing(columns, rows: Listing.Rows(rows), notes: sections.flatMap(\.listing.notes))
  }
}

extension OutputOptions {
  /// Prints listings one below the other, or as one for scripts.
  func show(_ sections: Sections) throws {
    guard format.showsTotals else { return try show(sections.joined) }
    for (number, section) in sections.sections.enumerated() {
      let title = format == .markdown ? "**\(section.title)**\n\n" : "\(section.title)\n\n"
      try StandardStream.output.write((number > 0 ? "\n" : "") + title)
      try show(section.listing)
    }
  }
}
