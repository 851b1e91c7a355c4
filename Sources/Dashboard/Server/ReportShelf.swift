internal import Billing
internal import FoundationEssentials
internal import HTTPTypes
internal import Hummingbird
internal import HummingbirdCore
internal import Listings
internal import NIOPosix

/// The month's reports as files of a folder, which is looked through at each request.
///
/// Only what the listing has is ever opened, and a symbolic link is not in it: so no name leads out of the folder.
struct ReportShelf: Sendable {
  static let path = "/reports"

  /// A report's page has its style inline, and needs nothing else.
  static let policy =
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; "
    + "frame-ancestors 'none'; sandbox allow-downloads"

  private static let mediaTypes = [
    "html": "text/html; charset=utf-8", "md": "text/markdown; charset=utf-8",
    "csv": "text/csv; charset=utf-8", "txt": "text/plain; charset=utf-8",
  ]

  private let settings: DashboardSettings

  init(_ settings: DashboardSettings) { self.settings = settings }

  /// The page that lists them.
  func page() async throws -> Response {
    let page = try await NIOThreadPool.singleton.runIfActive {
      let model = ReportsPage(StoredReports.all(in: settings.reports).map(\.name), folder: settings.reports)
      return try PageFrame(title: "Reports", path: Self.path, settings: settings, notes: [])
        .html(try Templates.render(model, with: "reports.html"))
    }
    return Response(
      status: .ok, headers: [.contentType: "text/html; charset=utf-8", .cacheControl: "private, no-cache"],
      body: .init(byteBuffer: ByteBuffer(bytes: page)))
  }

  /// One file.
  func file(for request: Request) async throws -> Response {
    let address = request.uri.path.dropFirst(Self.path.count + 1)
    guard let name = address.percentDecoded,
      let (type, bytes) = try await NIOThreadPool.singleton.runIfActive({
        try Self.read(name, in: settings.reports)
      })
    else { throw HTTPError(.notFound) }
    var headers: HTTPFields = [
      .contentType: type, .vary: "Accept-Encoding", .cacheControl: "private, no-cache",
      .contentSecurityPolicy: Self.policy,
    ]
    var body = bytes
    if AcceptEncoding.takesGzip(request.headers), let packed = Gzip.packed(bytes) {
      headers[.contentEncoding] = "gzip"
      body = packed
    }
    return Response(status: .ok, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: body)))
  }

  private static func read(_ name: String, in folder: String) throws -> (type: String, bytes: [UInt8])? {
    guard let type = mediaTypes[String(name.split(separator: ".").last ?? "")],
      StoredReports.all(in: folder).contains(where: { $0.name == name }),
      let data = FileManager.default.contents(atPath: "\(folder)/\(name)")
    else { return nil }
    return (type, Array(data))
  }
}
