internal import HTTPTypes

/// The cookies of a request; whatever is no `name=value` is passed over.
struct Cookies {
  private var values: [String: String] = [:]

  init(_ headers: HTTPFields) {
    for pair in headers[values: .cookie].flatMap({ $0.split(separator: ";") }) {
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2 else { continue }
      let name = parts[0].drop { $0 == " " }
      // The first of a name is the one with the longest path (RFC 6265).
      if values[String(name)] == nil { values[String(name)] = String(parts[1]) }
    }
  }

  subscript(name: String) -> String? { values[name] }
}
