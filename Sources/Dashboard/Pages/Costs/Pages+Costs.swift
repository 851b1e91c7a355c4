internal import Allocation
internal import Ledger

extension Pages {
  static let costs = Resource.page("/costs", "Costs", CostView.parameters) { query, session in
    let bills = try session.ledger.bills()
    guard let spans = CostSpans(bills) else { return noBills }
    let month = spans.newestMonth
    let view =
      query.pairs.isEmpty
      ? CostView(
        monthFrom: month.lowerBound, to: month.upperBound,
        // What an organisation names first is what its people look for.
        by: session.settings.concepts.first?.name ?? "service") : try CostView(query)
    var page = try CostPage(view, bills, spans, session)
    return (try page.write(), page.notes)
  }

  static let costFilter = Resource.page(CostFilterPage.path, "Choose values", CostFilterPage.parameters) {
    query, session in
    guard CostSpans(try session.ledger.bills()) != nil else { return noBills }
    var page = try CostFilterPage(query, session)
    return (page.write(), [])
  }

  /// What pages about money show of a ledger without any.
  static let noBills: (content: String, notes: [String]) = (
    "<p class=\"empty\">The ledger holds no bill yet. Load one: <code>tarsier import PATH</code></p>\n", []
  )
}

extension Resource {
  /// A page that is written as bytes, within the frame that all pages have.
  ///
  /// - Parameter content: the page's markup, and what a reader must know beside the figures.
  static func page(
    _ path: String, _ title: String, _ parameters: [Parameter],
    content: @escaping @Sendable (Query, Session) throws -> (content: String, notes: [String])
  ) -> Resource {
    Resource(path: path, summary: "The page \(title).", parameters: parameters) { query, session in
      let (content, notes) = try content(query, session)
      let frame = PageFrame(title: title, path: path, settings: session.dashboard, notes: notes)
      return Content(mediaType: "text/html; charset=utf-8", body: try frame.html(content))
    }
  }
}
