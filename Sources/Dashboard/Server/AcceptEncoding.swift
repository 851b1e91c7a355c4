internal import HTTPTypes

/// Which codings of an answer a client takes (RFC 9110, 12.5.3).
enum AcceptEncoding {
  /// Whether it takes gzip: as it says, else as it says of all others; where it says nothing, it gets none.
  static func takesGzip(_ headers: HTTPFields) -> Bool {
    var others = false
    for element in headers[values: .acceptEncoding].joined(separator: ",").split(separator: ",") {
      let parts = element.split(separator: ";", omittingEmptySubsequences: false).map {
        $0.trimmed.lowercased()
      }
      let isTaken = parts.dropFirst().allSatisfy { isMore(thanNothing: $0) }
      switch parts.first {
      case "gzip", "x-gzip": return isTaken
      case "*": others = isTaken
      default: break
      }
    }
    return others
  }

  /// Whether a weight such as `q=0.5` is well written and not 0.
  private static func isMore(thanNothing weight: String) -> Bool {
    guard weight.hasPrefix("q=") else { return false }
    let digits = weight.dropFirst(2).split(separator: ".", omittingEmptySubsequences: false)
    guard let whole = digits.first, digits.count <= 2 else { return false }
    let decimals = digits.count == 2 ? digits[1] : ""
    guard decimals.utf8.count <= 3, decimals.utf8.allSatisfy({ (48...57).contains($0) }) else { return false }
    switch whole {
    case "1": return decimals.utf8.allSatisfy { $0 == 48 }
    case "0": return decimals.utf8.contains { $0 != 48 }
    default: return false
    }
  }
}
