/// A mail address that can stand in an envelope, in a header and on a command line, and means nothing else there.
///
/// It is the plain part of RFC 5322 alone: letters, digits and the signs of an atom before the `@`, a host name
/// behind it. No name beside it, no quotes, no comments, and never a `-` in front, which a program would read as
/// an option.
public struct MailAddress: Sendable, Hashable, CustomStringConvertible {
  public let description: String

  /// - Returns: nil for anything else.
  public init?(_ text: String) {
    let parts = text.split(separator: "@", omittingEmptySubsequences: false)
    guard text.utf8.count <= 254, parts.count == 2, parts[0].utf8.count <= 64 else { return nil }
    let name = parts[0].split(separator: ".", omittingEmptySubsequences: false)
    let isName =
      text.first != "-"
      && name.allSatisfy { atom in
        !atom.isEmpty
          && atom.utf8.allSatisfy { isLetterOrDigit($0) || "!#$%&'*+-/=?^_`{|}~".utf8.contains($0) }
      }
    let host = parts[1].split(separator: ".", omittingEmptySubsequences: false)
    let isHost = host.allSatisfy { label in
      (1...63).contains(label.utf8.count) && label.first != "-" && label.last != "-"
        && label.utf8.allSatisfy { isLetterOrDigit($0) || $0 == UInt8(ascii: "-") }
    }
    guard isName, isHost, host.count > 1 || parts[1] == "localhost" else { return nil }
    description = text
  }

  public static func isOne(_ text: String) -> Bool { MailAddress(text) != nil }
}
