internal import Allocation
internal import Billing
internal import Listings

/// Something to GET that is made from the ledger alone, so that its answer holds as long as the ledger does.
struct Resource: Sendable {
  var path: String
  /// One sentence for the document.
  var summary: String
  var parameters: [Parameter]
  /// What its answer is, for the document.
  var form = Form.page
  /// Whether its answer holds as long as the ledger, the settings and the rules stay as they are; else it is made anew.
  var isOfLedger = true
  var answer: @Sendable (Query, Session) throws -> Content

  enum Form: Sendable {
    case page
    case text
    /// Flat objects with at least these keys.
    case listing([Listing.Column])
  }

  /// Bytes with what they are.
  struct Content: Sendable {
    var mediaType: String
    var body: [UInt8]
    /// What a reader must know beside the figures.
    var notes: [String] = []
    /// How many rows there are beyond those that were asked for.
    var next: Int?
  }
}

extension Resource {
  /// What a command lists, in the command's own JSON, CSV or Markdown.
  static func listing(
    _ path: String, _ summary: String, _ parameters: [Parameter], columns: [Listing.Column] = [],
    isOfLedger: Bool = true, answer: @escaping @Sendable (Query, Session) throws -> Listing
  ) -> Resource {
    Resource(
      path: path, summary: summary, parameters: parameters + paging, form: .listing(columns),
      isOfLedger: isOfLedger
    ) { query, session in
      var listing = try answer(query, session)
      let (offset, count) = (query.count("offset") ?? 0, listing.rows.count)
      let end = min(count, offset + (query.count("limit") ?? count))
      if offset > 0 || end < count {
        listing.rows = listing.rows[min(offset, end)..<end]
        // The sums of all rows say nothing of some of them.
        listing.totals = []
      }
      let limit = session.dashboard.mostRows
      guard listing.rows.count <= limit else {
        throw WorkLimit.Exceeded(.tooManyRows(listing.rows.count, limit: limit))
      }
      let (mediaType, body) =
        switch query.text("format") {
        case "csv": ("text/csv; charset=utf-8", CSVWriter().bytes(of: listing))
        case "markdown": ("text/markdown; charset=utf-8", MarkdownWriter().bytes(of: listing))
        default: ("application/json", JSONWriter().bytes(of: listing))
        }
      return Content(
        mediaType: mediaType, body: body, notes: listing.notes, next: end < count ? end : nil)
    }
  }

  private static let paging = [
    Parameter(
      "format", .oneOf(["json", "csv", "markdown"]), "How to write it; JSON unless another is asked for."),
    Parameter(
      "limit", .count(1...1_000_000_000),
      "How many rows at most; all of them without, and 422 where they are too many."),
    Parameter("offset", .count(0...1_000_000_000), "How many rows to leave out before the first."),
  ]
}
