/// A text in which `{COLUMN}` stands for what is known of a resource: `{id}`, `{arn}`, `{url}`.
///
/// `{arn>:loadbalancer/}` is what stands behind `:loadbalancer/` in it.
enum Template {
  /// - Returns: nil where the resource lacks one of them.
  static func text(_ template: String, of id: String, _ root: JSONValue) -> String? {
    var result = ""
    var rest = template[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      result += rest[..<open]
      let parts = rest[rest.index(after: open)..<close].split(separator: ">", maxSplits: 1)
      guard let name = parts.first,
        let value = name == "id" ? id : root.member(String(name))?.scalar
      else { return nil }
      if parts.count == 2 {
        guard let marker = value.firstRange(of: parts[1]) else { return nil }
        result += value[marker.upperBound...]
      } else {
        result += value
      }
      rest = rest[rest.index(after: close)...]
    }
    return result + rest
  }
}
