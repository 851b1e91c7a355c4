internal import Allocation
internal import Yams

/// An executable that judges the rows of a rule's query, where SQL is not enough.
public struct RuleProgram: Sendable, Equatable {
  /// The name under which the settings allow it; a path beside the rule file.
  public var name: String
  /// How long it may take for all rows.
  public var seconds: Int
  /// The folder of the rule file.
  var folder: String

  var path: String { name.hasPrefix("/") || folder.isEmpty ? name : "\(folder)/\(name)" }
}

extension RuleProgram {
  /// What stands under `program:`; nil where nothing does.
  init?(in rule: CheckedMapping) throws {
    guard let node = rule.node("program") else { return nil }
    let folder = rule.file.split(separator: "/", omittingEmptySubsequences: false).dropLast()
      .joined(separator: "/")
    guard node.mapping != nil else {
      self.init(name: try rule.text(node, "program"), seconds: 30, folder: folder)
      return
    }
    let mapping = try CheckedMapping(node, file: rule.file, key: "program", known: ["run", "seconds"])
    self.init(
      name: try mapping.text("run"),
      seconds: mapping.node("seconds") == nil ? 30 : try mapping.integer("seconds", atLeast: 1),
      folder: folder)
  }
}
