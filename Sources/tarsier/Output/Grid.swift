/// A listing as the texts that people read, with numbers aligned at the point; tables and Markdown share it.
struct Grid {
  var columns: [GridColumn]
  let rows: Range<Int>
  let totals: Range<Int>

  init(_ listing: Listing, _ escaping: TextEscaping) {
    columns = listing.columns.map { GridColumn($0, escaping) }
    rows = 0..<listing.rows.count
    totals = rows.upperBound..<(rows.upperBound + listing.totals.count)
    for row in listing.rows {
      for index in columns.indices { columns[index].append(row[index], absent: "(none)") }
    }
    for row in listing.totals {
      for index in columns.indices { columns[index].append(row[index], absent: "", isStrong: true) }
    }
  }

  /// The width that each column needs.
  var widths: [Int] { columns.map(\.naturalWidth) }
}
