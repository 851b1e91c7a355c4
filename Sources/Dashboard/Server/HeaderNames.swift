internal import HTTPTypes

/// Headers that swift-http-types has no name for.
extension HTTPField.Name {
  static let crossOriginOpenerPolicy = ours("Cross-Origin-Opener-Policy")
  static let crossOriginResourcePolicy = ours("Cross-Origin-Resource-Policy")
  static let link = ours("Link")
  static let referrerPolicy = ours("Referrer-Policy")
  static let secFetchSite = ours("Sec-Fetch-Site")
  /// What a reader must know beside the figures: the notes that commands write on standard error.
  static let note = ours("Tarsier-Note")

  private static func ours(_ text: String) -> HTTPField.Name {
    guard let name = HTTPField.Name(text) else { preconditionFailure("\(text) is no header's name") }
    return name
  }
}
