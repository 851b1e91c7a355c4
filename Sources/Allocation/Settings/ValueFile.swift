internal import Billing

/// Reads the side file of a concept's values: what a bill says, and what it stands for.
struct ValueFile {
  /// Names that a header may give to the first column.
  private static let headings = ["value", "from", "alias", "spelling", "tag", "key", "name"]

  let concept: String
  let fold: Bool

  /// Adds the rows of a file to a map; a header is optional.
  func read(_ path: String, namedAt place: Place, into map: inout ValueMap) throws {
    let table = try SideTable.read(path, namedAt: place)
    guard let width = table.rows.first?.cells.count else { throw Problem.emptySideFile(place, path) }
    guard width >= 2 else { throw Problem.valueFileColumns(table.place(table.rows[0], 0)) }
    for (number, row) in table.rows.enumerated() {
      if number == 0, isHeader(row.cells) { continue }
      guard row.cells.count >= 2 else { throw Problem.valueFileColumns(table.place(row, 0)) }
      for cell in 0..<2 where row.cells[cell].isEmpty {
        throw Problem.emptySideCell(table.place(row, cell))
      }
      let entry = ValueMap.Entry(
        spelling: row.cells[0], value: row.cells[1], isFromFile: true, place: table.place(row, 0))
      if let known = map.add(entry, fold: fold) {
        throw Problem.twice(entry.place, row.cells[0], known.place)
      }
    }
  }

  private func isHeader(_ cells: [String]) -> Bool {
    cells[1].lowercased() == concept.lowercased() || Self.headings.contains(cells[0].lowercased())
  }
}
