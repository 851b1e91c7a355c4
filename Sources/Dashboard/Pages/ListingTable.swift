internal import Billing
internal import Listings

/// A listing as a table of a page, with numbers aligned and absent values told apart from empty ones.
struct ListingTable {
  var caption: String
  var heads: [Head]
  var lines: [[Field]]
  var totals: [[Field]]

  struct Head {
    var text: String
    var style: String
  }

  struct Field {
    var text: String
    var style: String
    /// Where a click on it leads; nil for nowhere.
    var link: String?
  }

  /// - Parameter link: the address of a cell by row and column, where it has one.
  init(_ listing: Listing, caption: String, link: (Int, Int) -> String? = { _, _ in nil }) {
    self.caption = caption
    heads = listing.columns.map { Head(text: $0.heading, style: Self.style($0.kind)) }
    lines = (0..<listing.rows.count).map { row in
      listing.columns.indices.map { column in
        Self.field(listing.rows.columns[column][row], listing.columns[column], link(row, column))
      }
    }
    totals = listing.totals.map { cells in
      zip(cells, listing.columns).map { Self.field($0, $1, nil, isTotal: true) }
    }
  }

  private static func style(_ kind: Listing.Kind) -> String {
    switch kind {
    case .text, .flag: "text"
    case .money, .count: "number"
    }
  }

  private static func field(
    _ cell: Listing.Cell, _ column: Listing.Column, _ link: String?, isTotal: Bool = false
  ) -> Field {
    let style = style(column.kind)
    switch cell {
    case .absent: return Field(text: isTotal ? "" : "(none)", style: style + " absent", link: link)
    case .text(let text): return Field(text: text, style: style, link: link)
    case .amount(let amount), .number(let amount):
      if case .money(let decimals?) = column.kind {
        return Field(text: amount.formatted(decimals: decimals), style: style, link: link)
      }
      return Field(text: amount.formatted(), style: style, link: link)
    case .count(let count): return Field(text: String(count), style: style, link: link)
    case .flag(let flag): return Field(text: flag ? "yes" : "no", style: style, link: link)
    }
  }
}
