internal import Billing
internal import Charts
internal import HTTPTypes
internal import Hummingbird

/// A file of ours that never changes: the style, the script, the description of the API.
struct Asset: Sendable {
  let path: String
  private let mediaType: String
  private let body: [UInt8]
  private let packed: [UInt8]?
  private let tag: EntityTag

  init(path: String, _ mediaType: String, _ body: [UInt8]) {
    self.path = path
    self.mediaType = mediaType
    self.body = body
    packed = Gzip.packed(body)
    var digest = ContentDigest()
    digest.combine(body)
    tag = EntityTag(digest.text)
  }

  static let all = [
    Asset(
      path: "/assets/dashboard.css", "text/css; charset=utf-8",
      PackageResources.dashboard_css + Array(TimeChart.css.utf8)),
    Asset(path: "/assets/dashboard.js", "text/javascript; charset=utf-8", PackageResources.dashboard_js),
    Asset(path: "/assets/icon.svg", "image/svg+xml", PackageResources.icon_svg),
  ]

  func response(to request: Request) -> Response {
    let condition = EntityTag.Condition(request.headers)
    if condition == .any || condition.names(tag) { return AnswerDesk.notModified(tag) }
    var headers = AnswerDesk.headers(tag)
    headers[.contentType] = mediaType
    var bytes = body
    if let packed, AcceptEncoding.takesGzip(request.headers) {
      headers[.contentEncoding] = "gzip"
      bytes = packed
    }
    return Response(status: .ok, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
  }
}
