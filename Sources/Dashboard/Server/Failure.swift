internal import Billing
internal import HTTPTypes
internal import Hummingbird

/// What became of a request that could not be answered.
struct Failure {
  let status: HTTPResponse.Status
  /// What was wrong, and what to do about it.
  let detail: String

  init(_ error: any Error, path: String) {
    switch error {
    case let unavailable as Unavailable:
      (status, detail) = (.serviceUnavailable, unavailable.problem.description)
    case let problem as Problem:
      (status, detail) = (.badRequest, problem.description)
    case let error as HTTPError:
      (status, detail) = (error.status, error.body ?? Self.words(error.status, path))
    default:
      (status, detail) = (
        .internalServerError, "\(path): \(error); this is a fault of Tarsier, please report it"
      )
    }
  }

  private static func words(_ status: HTTPResponse.Status, _ path: String) -> String {
    switch status {
    case .notFound: "\(path): there is no such page; start from /costs"
    case .uriTooLong: "address: is longer than \(RequestLimits.longestAddress) bytes; ask for less at a time"
    case .misdirectedRequest:
      "host: this server does not answer under that name; open it as 127.0.0.1 or localhost"
    default: status.reasonPhrase
    }
  }

  var problemDocument: Response {
    var json = "{\"type\": \"about:blank\", \"title\": "
    json += TagMap.quoted(status.reasonPhrase)
    json += ", \"status\": \(status.code), \"detail\": \(TagMap.quoted(detail))}\n"
    return Response(
      status: status, headers: [.contentType: "application/problem+json", .cacheControl: "no-store"],
      body: .init(byteBuffer: ByteBuffer(string: json)))
  }

  func page(_ settings: DashboardSettings) throws -> Response {
    let page = try PageFrame(title: status.reasonPhrase, path: "", settings: settings, notes: [])
      .html("<p class=\"failure\">\(escapedHTML(detail))</p>\n")
    return Response(
      status: status, headers: [.contentType: "text/html; charset=utf-8", .cacheControl: "no-store"],
      body: .init(byteBuffer: ByteBuffer(bytes: page)))
  }
}
