internal import Billing

/// Several listings that one command gives.
///
/// People see them one below the other; a script gets one list of flat rows, each with its `section`.
public struct Sections {
  public struct Section {
    /// The word in `section`.
    public var name: String
    public var title: String
    public var listing: Listing
  }

  public var sections: [Section] = []

  public init() {}

  public mutating func add(_ name: String, _ title: String, _ listing: Listing) {
    sections.append(Section(name: name, title: title, listing: listing))
  }

  /// All rows under all columns.
  public var joined: Listing {
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
