/// An address of a server such as `https://example.com:8443/hook`, taken apart by what decides whom it reaches.
public struct WebAddress: Sendable, Equatable, CustomStringConvertible {
  /// In lower case.
  public let scheme: String
  /// In lower case; an IPv6 address is in brackets.
  public let host: String
  public let port: Int?
  /// As it was written.
  public let description: String

  /// - Returns: nil for what is no such address: without host, with a name before an `@`, with blanks or controls.
  public init?(_ text: String) {
    guard let mark = text.firstRange(of: "://") else { return nil }
    guard text.utf8.allSatisfy({ $0 > 32 && $0 < 127 && $0 != UInt8(ascii: "\\") }) else { return nil }
    scheme = text[..<mark.lowerBound].lowercased()
    let authority = text[mark.upperBound...].prefix { $0 != "/" && $0 != "?" && $0 != "#" }
    // What stands before an @ is a name, not the host.
    guard !scheme.isEmpty, !authority.contains("@") else { return nil }
    let end =
      authority.hasPrefix("[")
      ? authority.firstIndex(of: "]").map { authority.index(after: $0) } ?? authority.endIndex
      : authority.firstIndex(of: ":") ?? authority.endIndex
    host = authority[..<end].lowercased()
    let rest = authority[end...]
    if rest.isEmpty {
      port = nil
    } else {
      guard rest.first == ":", let number = UInt16(rest.dropFirst()), number > 0 else { return nil }
      port = Int(number)
    }
    guard Self.isHost(host) else { return nil }
    description = text
  }

  /// Whether it reaches this machine, whatever the network says.
  public var isLoopback: Bool {
    if host == "localhost" || host == "[::1]" { return true }
    let parts = host.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
  }

  private static func isHost(_ host: String) -> Bool {
    if host.hasPrefix("[") {
      return host.hasSuffix("]") && host.count > 3
        && host.dropFirst().dropLast().allSatisfy { $0.isHexDigit || $0 == ":" || $0 == "." }
    }
    return !host.isEmpty && host.utf8.allSatisfy { isLetterOrDigit($0) || "-._".utf8.contains($0) }
  }
}

/// Whether a byte is an ASCII letter or digit.
func isLetterOrDigit(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
    UInt8(ascii: "0")...UInt8(ascii: "9"):
    true
  default: false
  }
}
