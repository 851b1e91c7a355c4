internal import Billing
internal import Glibc
internal import HTTPTypes
internal import Hummingbird
internal import HummingbirdCore
internal import Inventory
internal import Janitor
internal import Listings

/// Keeps resources from being cleaned up: the one thing that the web can write.
///
/// The form is a page of its own, since its token belongs to one browser and pages are kept for all.
struct KeepDesk: Sendable {
  static let path = "/janitor/keep"

  private let settings: DashboardSettings
  private let pool: LedgerPool
  private let writer: LedgerWriter
  private let tokens: FormToken

  init(_ settings: DashboardSettings, _ pool: LedgerPool, _ tokens: FormToken) {
    self.settings = settings
    self.pool = pool
    self.tokens = tokens
    writer = LedgerWriter(settings)
  }

  /// The form for one resource.
  func form(for request: Request) async throws -> Response {
    let query = try Query(request.uri.query ?? "", [Self.resource])
    let name = query.text("id") ?? ""
    let (token, setCookie) = tokens.issue(to: request)
    let page = try await pool.answer { session in
      let resource = try Self.resource(name, session).resource
      let keeps = Keeps(try KeepStore(session.ledger).all())
      let kept = keeps.keep(
        type: resource.type, account: resource.account, region: resource.region, id: resource.id,
        arn: resource.arn, at: session.asOf.lastSecond)
      let model = KeepForm(
        id: resource.fullName, name: resource.id, path: Self.path, field: FormToken.field, token: token,
        earliest: String(Civil.timeText(seconds: session.asOf.lastSecond).prefix(10)), kept: kept?.text,
        back: PageAddress("/resources/show", ["id": resource.fullName]).text)
      return try PageFrame(
        title: "Keep \(resource.id)", path: Self.path, settings: session.dashboard, notes: []
      ).html(try Templates.render(model, with: "keep.html"))
    }
    var headers: HTTPFields = [.contentType: "text/html; charset=utf-8", .cacheControl: "no-store"]
    headers[.setCookie] = setCookie
    return Response(status: .ok, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: page)))
  }

  /// Writes the keep that a form asks for, and leads on to the page that shows it.
  func keep(_ request: Request) async throws -> Response {
    let form = try Query(try await request.form(), Self.fields)
    try tokens.check(form.text(FormToken.field), of: request)
    let name = form.text("id") ?? ""
    // Where nobody is told apart, that is what is known.
    let caller = settings.access.user(request.headers) ?? "dashboard"
    let (keep, asOf) = try await pool.answer { session in
      let (resource, asOf) = try Self.resource(name, session)
      return (
        try Keep(
          resource, until: form.asOf("until")?.lastSecond, reason: form.text("reason").flatMap(Self.trimmed),
          by: caller, asOf: asOf), asOf
      )
    }
    try await writer.write { ledger in
      try KeepStore(ledger).add(keep, at: asOf, clock: Int(time(nil)))
    }
    let kept = "\(keep.account)/\(keep.region)/\(keep.type)/\(keep.resource)"
    return .redirect(to: PageAddress("/janitor", ["kept": kept]).text, type: .normal)
  }

  private static let resource = Parameter("id", .text, "The resource to keep.", isRequired: true)
  private static let fields = [
    resource,
    Parameter("until", .time, "The last day on which it is kept; for good without."),
    Parameter("reason", .text, "Why, for whoever reads the list."),
    Parameter(FormToken.field, .text, "What came with the form."),
  ]

  private static func resource(_ name: String, _ session: Session) throws -> (
    resource: KnownResource, asOf: Int
  ) {
    let asOf = session.asOf.lastSecond
    return (try InventoryView(ledger: session.ledger, asOf: asOf).resource(named: name), asOf)
  }

  private static func trimmed(_ text: String) -> String? {
    let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return words.isEmpty ? nil : words
  }

  private struct KeepForm {
    var id: String
    var name: String
    var path: String
    var field: String
    var token: String
    /// The first day until which it may be kept.
    var earliest: String
    /// How it is kept already; nil where it is not.
    var kept: String?
    var back: String
  }
}
