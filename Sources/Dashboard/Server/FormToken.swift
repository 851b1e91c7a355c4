internal import CSodium
internal import HTTPTypes
internal import Hummingbird

/// Ties what a form sends to the browser that was given the form: a page elsewhere can make a browser send a form,
/// and cannot read the token that goes with it (CSRF).
///
/// The browser holds a random cookie; the token is a keyed hash of it, and the key is a secret of this process.
struct FormToken: Sendable {
  /// The cookie's name.
  static let cookie = "tarsier-form"
  /// The name of the form's field.
  static let field = "token"

  private let secret: [UInt8]

  init() { secret = Self.randomBytes(Int(crypto_auth_hmacsha256_keybytes())) }

  /// What a form carries, and the cookie to set where the browser has none yet.
  func issue(to request: Request) -> (token: String, setCookie: String?) {
    if let known = Self.browser(request) { return (token(of: known), nil) }
    let browser = Self.hexadecimal(Self.randomBytes(16))
    return (token(of: browser), "\(Self.cookie)=\(browser); HttpOnly; SameSite=Strict; Path=/")
  }

  /// Refuses what a browser sends for another site, and a form that it was not given here.
  ///
  /// - Parameter sent: what stands in the form's field.
  /// - Throws: a failure of status 403.
  func check(_ sent: String?, of request: Request) throws {
    try Self.checkSite(request)
    guard let browser = Self.browser(request), let sent, isToken(sent, of: browser) else {
      throw HTTPError(
        .forbidden,
        message: "form: it is out of date, or cookies are refused; open the form anew and send it again")
    }
  }

  /// What browsers say of where a request comes from.
  ///
  /// Pages here send no referrer, so a form's `Origin` may be `null`; then `Sec-Fetch-Site` and the token decide.
  private static func checkSite(_ request: Request) throws {
    let site = request.headers[.secFetchSite]
    let isOtherSite = site.map { $0 != "same-origin" && $0 != "none" } ?? false
    let isOtherOrigin =
      request.headers[.origin].map { origin in
        origin != "null" && origin.split(separator: "/").last.map(String.init) != request.head.authority
      } ?? false
    guard !isOtherSite, !isOtherOrigin else {
      throw HTTPError(.forbidden, message: "form: it was sent from another site; nothing was changed")
    }
  }

  private static func browser(_ request: Request) -> String? {
    for header in request.headers[values: .cookie] {
      for part in header.split(separator: ";") {
        let pair = part.drop { $0 == " " }
        guard pair.hasPrefix(cookie + "=") else { continue }
        let value = pair.dropFirst(cookie.count + 1)
        if value.utf8.count == 32, value.allSatisfy({ $0.isASCII && $0.isHexDigit }) { return String(value) }
      }
    }
    return nil
  }

  private func isToken(_ sent: String, of browser: String) -> Bool {
    let (sent, right) = (Array(sent.utf8), Array(token(of: browser).utf8))
    // All bytes are compared in any case, so the time that it takes tells nothing.
    guard sent.count == right.count else { return false }
    return unsafe sodium_memcmp(sent, right, right.count) == 0
  }

  private func token(of browser: String) -> String {
    let text = Array(browser.utf8)
    var code = [UInt8](repeating: 0, count: Int(crypto_auth_hmacsha256_bytes()))
    unsafe crypto_auth_hmacsha256(&code, text, UInt64(text.count), secret)
    return Self.hexadecimal(code)
  }

  /// Swift's generator asks the system's, which nobody can foretell.
  private static func randomBytes(_ count: Int) -> [UInt8] {
    var generator = SystemRandomNumberGenerator()
    return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
  }

  private static func hexadecimal(_ bytes: [UInt8]) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
}

extension HTTPField.Name {
  static let secFetchSite = HTTPField.Name("Sec-Fetch-Site")!
}
