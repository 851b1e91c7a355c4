/// A listing as the texts that people read, with numbers aligned at the point; tables and Markdown share it.
struct Grid {
  var columns: [GridColumn]
  let rows: Range<Int>
  let totals: Range<Int>

  init(_ listing: Listing, _ escaping: TextEscaping) {
    rows = 0..<listing.rows.count
    totals = listing.totals.indices
    columns = listing.columns.enumerated().map { index, column in
      GridColumn(
        column, listing.rows.columns.isEmpty ? .each([]) : listing.rows.columns[index],
        totals: listing.totals.map { $0[index] }, escaping)
    }
  }

  /// The width that each column needs.
  var widths: [Int] { columns.map(\.naturalWidth) }
}
