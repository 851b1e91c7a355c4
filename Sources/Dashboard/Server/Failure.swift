internal import Allocation
internal import Billing
internal import Charts
internal import HTTPTypes
internal import Hummingbird

/// What became of a request that could not be answered.
struct Failure {
  let status: HTTPResponse.Status
  /// What was wrong, and what to do about it.
  let detail: String
  /// What the failure itself tells, such as the methods that there are.
  private let headers: HTTPFields

  init(_ error: any Error, path: String) {
    headers = (error as? HTTPError)?.headers ?? [:]
    switch error {
    case let unavailable as Unavailable:
      (status, detail) = (.serviceUnavailable, unavailable.problem.description)
    case let exceeded as WorkLimit.Exceeded:
      (status, detail) = (.unprocessableContent, exceeded.problem.description)
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
    case .methodNotAllowed: "\(path): can't be asked for in this way; see the header Allow"
    case .uriTooLong: "address: is longer than \(RequestLimits.longestAddress) bytes; ask for less at a time"
    case .requestHeaderFieldsTooLarge:
      "header: is longer than \(RequestLimits.longestHeader) bytes; delete this site's cookies, or send less"
    case .unauthorized: "access: this server asks who you are; sign in, or send 'Authorization: Bearer TOKEN'"
    case .forbidden: "form: was sent from a page of another site; open the page here, and send it again"
    case .contentTooLarge: "form: is longer than any of ours; send less"
    case .misdirectedRequest:
      "host: this server does not answer under that name; open it as 127.0.0.1 or localhost"
    default: status.reasonPhrase
    }
  }

  var problemDocument: Response {
    var json = "{\"type\": \"about:blank\", \"title\": "
    json += TagMap.quoted(status.reasonPhrase)
    json += ", \"status\": \(status.code), \"detail\": \(TagMap.quoted(detail))}\n"
    return response("application/problem+json", Array(json.utf8))
  }

  /// - Parameter next: the address that was asked for, to go on with after signing in.
  func page(_ settings: DashboardSettings, next: String) throws -> Response {
    var content = "<p class=\"failure\" role=\"alert\">\(escaped(detail))</p>\n"
    let path = String(next.prefix { $0 != "?" })
    if let entry = Pages.menu.first(where: { $0.path == path }), next != path {
      content += "<p><a href=\"\(path)\">\(entry.name), from the start</a></p>\n"
    }
    if status == .unauthorized, case .token = settings.access {
      content += try Templates.render(
        SignIn.Form(next: SignIn.destination(next)), with: "sign-in.html")
    }
    let page = try PageFrame(title: status.reasonPhrase, path: "", settings: settings, notes: []).html(
      content)
    return response("text/html; charset=utf-8", page)
  }

  private func response(_ mediaType: String, _ body: [UInt8]) -> Response {
    var headers = headers
    headers[.contentType] = mediaType
    headers[.cacheControl] = "no-store"
    if status == .unauthorized { headers[.wwwAuthenticate] = "Bearer" }
    return Response(status: status, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: body)))
  }
}
