internal import Billing
internal import Charts
internal import HTTPTypes
internal import Hummingbird

/// A file of ours that pages load: the style and the script.
struct Asset: Sendable {
  let path: String
  private let mediaType: String
  private let body: [UInt8]
  private let packed: [UInt8]?
  private let entityTag: String

  private init(_ name: String, _ mediaType: String, _ body: [UInt8]) {
    path = "/assets/\(name)"
    self.mediaType = mediaType
    self.body = body
    packed = Gzip.packed(body)
    var digest = ContentDigest()
    digest.combine(body)
    entityTag = "\"\(digest.text)\""
  }

  static let all = [
    Asset(
      "dashboard.css", "text/css; charset=utf-8", PackageResources.dashboard_css + Array(TimeChart.css.utf8)),
    Asset("dashboard.js", "text/javascript; charset=utf-8", PackageResources.dashboard_js),
    Asset("icon.svg", "image/svg+xml", PackageResources.icon_svg),
  ]

  func response(to request: Request) -> Response {
    var headers: HTTPFields = [
      .contentType: mediaType, .eTag: entityTag, .vary: "Accept-Encoding", .cacheControl: "private, no-cache",
    ]
    if request.headers[.ifNoneMatch] == entityTag { return Response(status: .notModified, headers: headers) }
    var bytes = body
    if let packed, request.headers[.acceptEncoding]?.contains("gzip") == true {
      headers[.contentEncoding] = "gzip"
      bytes = packed
    }
    return Response(status: .ok, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
  }
}
