internal import Allocation
internal import Billing
internal import Charts
internal import Listings

/// What else can be had of the answer: files, the command, the link, and why values are what they are.
extension CostPage {
  mutating func putWays() {
    page.put("<section class=\"take\" aria-label=\"Take it with you\">\n<ul>\n")
    for (format, name) in [("csv", "Download CSV"), ("markdown", "Markdown"), ("json", "JSON")] {
      page.put("<li><a href=\"")
      page.put(escaped: view.apiAddress(format: format))
      page.put(
        "\"\(format == "csv" ? " download=\"cost.csv\"" : "")\(format == "markdown" ? " data-copy-from" : "")>\(name)</a></li>\n"
      )
    }
    page.put("<li><a href=\"")
    page.put(escaped: view.address)
    page.put("\" data-copy-link>Link to this page</a></li>\n")
    for concept in explained {
      page.put("<li><a href=\"")
      page.put(escaped: view.address { $0.why = concept })
      page.put("#why\">Why these values of ")
      page.put(escaped: concept)
      page.put("?</a></li>\n")
    }
    page.put("</ul>\n<p class=\"command\"><code id=\"command\">")
    page.put(escaped: CommandLineText.command(for: view.question))
    page.put("</code></p>\n</section>\n")
  }

  /// The concepts that the question names.
  private var explained: [String] {
    session.settings.concepts.map(\.name).filter { concept in
      view.question.by.contains(concept) || view.question.filters.contains { $0.dimension == concept }
    }
  }

  /// How charges came to the values of a concept.
  mutating func putReasons() throws {
    guard let concept = view.why else { return }
    let known = session.settings.concepts.map(\.name)
    guard known.contains(concept) else {
      throw Problem.wrongValue("why", concept, expected: "none of \(known.joined(separator: ", "))")
    }
    var scope = Scope()
    (scope.filters, scope.from, scope.to) = (view.question.filters, view.question.from, view.question.to)
    scope.metric = view.question.metric
    var listing = Listing([
      .init("value"), .init("found_by"), .init("source"), .init("place"),
      .init("before", .money(decimals: 2), heading: "Before sharing"),
      .init("after", .money(decimals: 2), heading: "After sharing"),
      .init("currency"),
    ])
    let reasons = try session.engine.explanations(of: concept, scope)
    listing.rows = Listing.Rows(Array(reasons.prefix(Self.mostReasons))) { row in
      [
        .init(row.value), .text(row.trace.kind.rawValue), .init(row.trace.detail),
        .init(row.trace.place.map { "\($0)" }), .amount(row.before), .amount(row.after), .init(row.unit),
      ]
    }
    page.put("<section id=\"why\" class=\"why\">\n<h2>Why these values of ")
    page.put(escaped: concept)
    page.put("</h2>\n")
    if reasons.count > Self.mostReasons {
      page.put("<p>The \(Self.mostReasons) dearest of \(reasons.count).</p>\n")
    }
    page.put(ListingTable(listing, caption: "How charges came to their values").html)
    page.put("</section>\n")
  }

  private static let mostReasons = 100
}
