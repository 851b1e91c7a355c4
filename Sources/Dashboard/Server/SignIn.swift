internal import HTTPTypes
internal import Hummingbird
internal import NIOCore

/// The form that takes the token, and the cookie that stands for it afterwards.
enum SignIn {
  static let path = "/sign-in"
  static let cookie = "tarsier-session"

  private static let parameters = [
    Parameter("token", .text, "The token."), Parameter("next", .text, "Where to go on."),
  ]

  /// What the cookie holds: it proves that the token was known, and does not tell it.
  ///
  /// Another token ends it.
  static func session(of token: String) -> String { Seal.text("session", key: token) }

  /// Takes a filled-in form; a wrong token gets the form again.
  static func response(to request: Request, _ settings: DashboardSettings) async throws -> Response {
    guard case .token(let token) = settings.access else { throw HTTPError(.notFound) }
    guard request.isFromOurOwnPage else { throw HTTPError(.forbidden) }
    let form = try Query(try await request.form(), parameters)
    guard Seal.areEqual(form.text("token") ?? "", token) else { throw HTTPError(.unauthorized) }
    var response = Response.redirect(to: destination(form.text("next")), type: .normal)
    response.headers[.setCookie] =
      "\(cookie)=\(session(of: token)); Path=/; HttpOnly; SameSite=Strict"
    return response
  }

  /// A page of ours, whatever was sent: `//host` and `/\host` would lead elsewhere.
  static func destination(_ next: String?) -> String {
    guard let next, next.hasPrefix("/"), next != path,
      !next.dropFirst().hasPrefix("/"), !next.contains("\\"), next.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7f })
    else { return "/costs" }
    return next
  }

  /// What stands in the form.
  struct Form {
    var path = SignIn.path
    var next: String
  }
}

extension Request {
  /// The most that a form of ours holds, in bytes.
  private static let longestForm = 8_192

  /// What a form sent.
  func form() async throws -> String {
    guard headers[.contentType]?.hasPrefix("application/x-www-form-urlencoded") == true else {
      throw HTTPError(.unsupportedMediaType)
    }
    do {
      return String(buffer: try await body.collect(upTo: Self.longestForm))
    } catch is NIOTooManyBytesError {
      throw HTTPError(.contentTooLarge)
    }
  }

  /// Whether a browser sent this from a page of this server; programs, which say nothing of it, may.
  var isFromOurOwnPage: Bool {
    if let site = headers[.secFetchSite], site != "same-origin", site != "none" { return false }
    guard let origin = headers[.origin] else { return true }
    // Our pages send no referrer, and browsers then hide a form's origin (Fetch Standard, 3.2).
    if origin == "null" { return headers[.secFetchSite] != nil }
    return ["http://", "https://"].contains { origin == $0 + (head.authority ?? "") }
  }
}
