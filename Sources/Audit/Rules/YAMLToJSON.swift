internal import Yams

/// Writes a list or a mapping of a rule file as JSON, as the tables hold tags and lists.
enum YAMLToJSON {
  static func text(_ node: Node) -> String {
    if let mapping = node.mapping {
      let entries = mapping.map { "\(quoted($0.key.scalar?.string ?? "")):\(text($0.value))" }
      return "{\(entries.joined(separator: ","))}"
    }
    if let sequence = node.sequence { return "[\(sequence.map(text).joined(separator: ","))]" }
    return quoted(node.scalar?.string ?? "")
  }

  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
