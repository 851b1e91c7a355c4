internal import Billing
internal import Charts
internal import Listings

/// A listing as a table of a page: numbers aligned, times and accounts for people, and a currency that all lines
/// have said once.
///
/// It is written as bytes: a page has thousands of cells, and a template reads each by reflection.
struct ListingTable {
  let html: String

  /// - Parameters:
  ///   - link: the address of a cell by row and column, where it has one.
  ///   - sort: what the heading of a column does, where it sorts.
  init(
    _ listing: Listing, caption: String, link: (Int, Int) -> String? = { _, _ in nil },
    sort: (Listing.Column) -> SortHeading? = { _ in nil }
  ) {
    let (shown, currency) = Self.columns(listing)
    let caption = currency.map { "\(caption), \($0)" } ?? caption
    var page = Markup()
    page.put("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"")
    page.put(escaped: caption)
    page.put("\">\n<table>\n<caption>")
    page.put(escaped: caption)
    page.put("</caption>\n<thead>\n<tr>")
    for column in shown.map({ listing.columns[$0] }) {
      page.putHead(column.heading, style: Self.style(column), sort(column))
    }
    page.put("</tr>\n</thead>\n<tbody>\n")
    for row in 0..<listing.rows.count {
      page.put("<tr>")
      for column in shown {
        let link = link(row, column)
        let cell = listing.rows.columns[column][row]
        page.put(Self.field(cell, listing.columns[column], hasLink: link != nil), link: link)
      }
      page.put("</tr>\n")
    }
    page.put("</tbody>\n<tfoot>\n")
    for cells in listing.totals {
      page.put("<tr>")
      for column in shown {
        let field =
          cells[column] == .absent
          ? Field(text: "", style: "text")
          : Self.field(cells[column], listing.columns[column], hasLink: false)
        page.put(field, link: nil)
      }
      page.put("</tr>\n")
    }
    page.put("</tfoot>\n</table>\n</div>\n")
    html = page.text
  }

  /// The columns to show, and the currency that all lines have.
  private static func columns(_ listing: Listing) -> (shown: [Int], currency: String?) {
    let all = Array(listing.columns.indices)
    guard let column = listing.columns.firstIndex(where: { $0.key == "currency" }), column > 0,
      listing.rows.count > 0
    else { return (all, nil) }
    let cells = listing.rows.columns[column]
    let known = Set((0..<cells.count).map { cells[$0] }.filter { $0 != .absent })
    guard known.count <= 1 else { return (all, nil) }
    let shown = all.filter { $0 != column }
    guard case .text(let currency)? = known.first else { return (shown, nil) }
    return (shown, currency)
  }

  fileprivate struct Field {
    var text: String
    var style: String
    /// The exact moment where the text is one.
    var time: String?
    /// What stands small under the text.
    var detail: String?
  }

  /// A text that is longer may be broken.
  private static let longestShort = 26

  private static func style(_ column: Listing.Column) -> String {
    switch column.kind {
    case .text, .flag: column.key == "share" ? "number" : "text"
    case .money, .count: "number"
    }
  }

  private static func field(_ cell: Listing.Cell, _ column: Listing.Column, hasLink: Bool) -> Field {
    let style = style(column)
    switch cell {
    case .absent: return Field(text: hasLink ? "(none)" : "–", style: style + " absent")
    case .text(let text): return field(text, column, style)
    case .amount(let amount), .number(let amount):
      if case .money(let decimals?) = column.kind {
        return Field(text: amount.formatted(decimals: decimals), style: style)
      }
      return Field(text: amount.formatted(), style: style)
    case .count(let count): return Field(text: Pager.number(count), style: style)
    case .flag(let flag): return Field(text: flag ? "yes" : "no", style: style)
    }
  }

  private static func field(_ text: String, _ column: Listing.Column, _ style: String) -> Field {
    if let shown = ShownTime.text(text) { return Field(text: shown, style: style + " short", time: text) }
    // `production (111111111111)`, as `Settings.label(ofAccount:)` writes it.
    if column.key.hasPrefix("account"), text.hasSuffix(")"), let bracket = text.lastIndex(of: "("),
      text[..<bracket].hasSuffix(" ")
    {
      return Field(
        text: String(text[..<bracket].dropLast()), style: style,
        detail: String(text[bracket...].dropFirst().dropLast()))
    }
    var style = style
    if style == "text", text.utf8.count <= longestShort { style += " short" }
    if column.key == "severity" || column.key == "state" { style += " is-\(text)" }
    return Field(text: text, style: style)
  }
}

extension Markup {
  fileprivate mutating func put(_ field: ListingTable.Field, link: String?) {
    put("<td class=\"")
    put(escaped: field.style)
    put("\">")
    if let link {
      put("<a href=\"")
      put(escaped: link)
      put("\">")
    }
    if let time = field.time { put("<time datetime=\"\(time)\">") }
    put(escaped: field.text)
    if field.time != nil { put("</time>") }
    if link != nil { put("</a>") }
    if let detail = field.detail {
      put(" <small>")
      put(escaped: detail)
      put("</small>")
    }
    put("</td>")
  }
}
