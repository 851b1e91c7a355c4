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

  private let secret = Self.random(bytes: 32)

  /// What a form carries, and the cookie to set where the browser has none yet.
  func issue(to request: Request) -> (token: String, setCookie: String?) {
    if let known = Self.browser(request) { return (Seal.text(known, key: secret), nil) }
    let browser = Self.random(bytes: 16)
    return (
      Seal.text(browser, key: secret), "\(Self.cookie)=\(browser); HttpOnly; SameSite=Strict; Path=/"
    )
  }

  /// Refuses what a browser sends for another site, and a form that it was not given here.
  ///
  /// - Parameter sent: what stands in the form's field.
  /// - Throws: a failure of status 403.
  func check(_ sent: String?, of request: Request) throws {
    guard request.isFromOurOwnPage else { throw HTTPError(.forbidden) }
    guard let browser = Self.browser(request), Seal.areEqual(sent ?? "", Seal.text(browser, key: secret))
    else {
      throw HTTPError(
        .forbidden,
        message: "form: it is out of date, or cookies are refused; open the form anew and send it again")
    }
  }

  private static func browser(_ request: Request) -> String? {
    Cookies(request.headers)[cookie].flatMap { value in
      value.utf8.count == 32 && value.allSatisfy(\.isHexDigit) ? value : nil
    }
  }

  /// Swift's generator asks the system's, which nobody can foretell.
  private static func random(bytes count: Int) -> String {
    var generator = SystemRandomNumberGenerator()
    return (0..<count).map { _ in
      let byte = UInt8.random(in: .min ... .max, using: &generator)
      return (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }.joined()
  }
}
