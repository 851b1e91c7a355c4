internal import Billing
internal import Yams

/// Writes a list or a mapping of a rule file as JSON, as the tables hold tags and lists.
enum YAMLToJSON {
  static func text(_ node: Node) -> String {
    if let mapping = node.mapping {
      let entries = mapping.map { "\(TagMap.quoted($0.key.scalar?.string ?? "")):\(text($0.value))" }
      return "{\(entries.joined(separator: ","))}"
    }
    if let sequence = node.sequence { return "[\(sequence.map(text).joined(separator: ","))]" }
    return TagMap.quoted(node.scalar?.string ?? "")
  }
}
