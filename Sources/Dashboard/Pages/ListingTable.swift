internal import Billing
internal import Charts
internal import Listings

/// A listing as a table of a page, with numbers aligned and absent values told apart from empty ones.
///
/// It is written as bytes: a page has thousands of cells, and a template reads each by reflection.
struct ListingTable {
  let html: String

  /// - Parameter link: the address of a cell by row and column, where it has one.
  init(_ listing: Listing, caption: String, link: (Int, Int) -> String? = { _, _ in nil }) {
    var page = Markup()
    page.put("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"")
    page.put(escaped: caption)
    page.put("\">\n<table>\n<caption>")
    page.put(escaped: caption)
    page.put("</caption>\n<thead>\n<tr>")
    for column in listing.columns {
      page.put("<th scope=\"col\" class=\"\(Self.style(column.kind))\">")
      page.put(escaped: column.heading)
      page.put("</th>")
    }
    page.put("</tr>\n</thead>\n<tbody>\n")
    for row in 0..<listing.rows.count {
      page.put("<tr>")
      for (index, column) in listing.columns.enumerated() {
        page.put(Self.field(listing.rows.columns[index][row], column), link: link(row, index))
      }
      page.put("</tr>\n")
    }
    page.put("</tbody>\n<tfoot>\n")
    for cells in listing.totals {
      page.put("<tr>")
      for (cell, column) in zip(cells, listing.columns) {
        page.put(Self.field(cell, column, isTotal: true), link: nil)
      }
      page.put("</tr>\n")
    }
    page.put("</tfoot>\n</table>\n</div>\n")
    html = page.text
  }

  fileprivate struct Field {
    var text: String
    var style: String
  }

  private static func style(_ kind: Listing.Kind) -> String {
    switch kind {
    case .text, .flag: "text"
    case .money, .count: "number"
    }
  }

  private static func field(_ cell: Listing.Cell, _ column: Listing.Column, isTotal: Bool = false) -> Field {
    let style = style(column.kind)
    switch cell {
    case .absent: return Field(text: isTotal ? "" : "(none)", style: style + " absent")
    case .text(let text): return Field(text: text, style: style)
    case .amount(let amount), .number(let amount):
      if case .money(let decimals?) = column.kind {
        return Field(text: amount.formatted(decimals: decimals), style: style)
      }
      return Field(text: amount.formatted(), style: style)
    case .count(let count): return Field(text: String(count), style: style)
    case .flag(let flag): return Field(text: flag ? "yes" : "no", style: style)
    }
  }
}

extension Markup {
  fileprivate mutating func put(_ field: ListingTable.Field, link: String?) {
    put("<td class=\"")
    put(field.style)
    put("\">")
    if let link {
      put("<a href=\"")
      put(escaped: link)
      put("\">")
    }
    put(escaped: field.text)
    put(link == nil ? "</td>" : "</a></td>")
  }
}
