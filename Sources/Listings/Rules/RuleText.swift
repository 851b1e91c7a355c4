public import Audit

/// A rule as `rules show` tells it.
public enum RuleText {
  public static func text(of rule: Rule) -> String {
    var lines = [
      "\(rule.id): \(rule.title)",
      "\(rule.family.rawValue), \(rule.severity.rawValue), flags \(rule.resource)", "",
      rule.rationale.trimming(), "",
    ]
    if !rule.parameters.isEmpty {
      lines.append("Parameters:")
      for (name, value) in rule.parameters.sorted(by: { $0.key < $1.key }) {
        lines.append("  \(name): \(text(value))")
      }
      lines.append("")
    }
    if let cleanup = rule.cleanup {
      lines += ["Clean-up: \(cleanup.action), \(cleanup.text)", ""]
    }
    lines +=
      ["Query:"] + rule.query.split(separator: "\n", omittingEmptySubsequences: false).map { "  \($0)" }
    for table in rule.costs {
      let by = table.by.map { "\($0.column) (\($0.dimension))" }.joined(separator: ", ")
      lines.append(
        "Table \(table.name) of the bills: \(table.gives.joined(separator: ", ")) of \(table.days) days")
      lines.append("  by \(by)\(table.per == "total" ? "" : ", per \(table.per)")")
      if !table.filters.isEmpty { lines.append("  where \(table.filters.joined(separator: ", "))") }
      lines.append("")
    }
    lines += ["Examples:"]
    for example in rule.examples {
      let flags = example.flags.isEmpty ? "nothing" : example.flags.joined(separator: ", ")
      lines.append("  \(example.name): flags \(flags)")
    }
    if !rule.references.isEmpty { lines += ["", "References: \(rule.references.joined(separator: "; "))"] }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func text(_ value: Rule.Parameter) -> String {
    switch value {
    case .integer(let number): "\(number)"
    case .text(let text): text
    }
  }
}

extension String {
  fileprivate func trimming() -> String {
    let words = split(whereSeparator: \.isNewline)
    return words.joined(separator: "\n")
  }
}
