internal import Allocation
internal import Billing
internal import FoundationEssentials
internal import Inventory
internal import Yams

/// Reads a rule from its YAML.
public enum RuleFile {
  private static let keys = [
    "id", "title", "family", "severity", "resource", "rationale", "parameters", "costs", "query", "program",
    "saves", "cleanup", "references", "examples", "replaces",
  ]

  /// - Parameter file: the file's path, for what is told of it.
  public static func read(_ yaml: String, file: String) throws -> Rule {
    let root = try root(yaml, file)
    let mapping = try CheckedMapping(root, file: file, key: "the rule", known: keys)
    let id = try mapping.text("id")
    let family: Rule.Family = try mapping.word("family")
    let program = try RuleProgram(in: mapping)
    return Rule(
      id: id, title: try mapping.text("title"), family: family, severity: try mapping.word("severity"),
      resource: try resource(mapping), rationale: try mapping.optionalText("rationale") ?? "",
      parameters: try parameters(mapping), costs: try RuleCostTable.all(in: mapping),
      query: try mapping.text("query"), program: program,
      saves: try mapping.flag("saves") ?? (family != .conformity), cleanup: try cleanup(mapping),
      references: try mapping.texts("references"),
      examples: try mapping.list("examples").map { try example($0, mapping) },
      replaces: try mapping.optionalText("replaces"), file: file,
      queryPlace: mapping.place(mapping.node("query")), hash: hash(yaml, program))
  }

  private static func root(_ yaml: String, _ file: String) throws -> Node {
    guard let root = try YAMLText.compose(yaml, file: file) else {
      throw Problem.notYAML(file, "it is empty")
    }
    return root
  }

  private static func resource(_ mapping: CheckedMapping) throws -> String {
    let name = try mapping.text("resource")
    let known = ResourceCatalog.types.map(\.name) + Rule.billTypes + [Rule.anyResource]
    guard known.contains(name) else {
      throw Problem.unknownWord(mapping.place(mapping.node("resource")), "resource", name, known: known)
    }
    return name
  }

  private static func parameters(_ mapping: CheckedMapping) throws -> [String: Rule.Parameter] {
    var parameters: [String: Rule.Parameter] = [:]
    for (name, node) in try mapping.entries("parameters") {
      guard let scalar = node.scalar else {
        throw Problem.wrongValue(mapping.place(node), name, expected: "a number or a text")
      }
      parameters[name] =
        scalar.style == .plain
        ? Int(scalar.string).map(Rule.Parameter.integer) ?? .text(scalar.string)
        : .text(scalar.string)
    }
    return parameters
  }

  private static func cleanup(_ mapping: CheckedMapping) throws -> Rule.Cleanup? {
    guard let node = mapping.node("cleanup") else { return nil }
    let cleanup = try CheckedMapping(
      node, file: mapping.file, key: "cleanup",
      known: ["action", "retention_days", "retention_days_without_owner"])
    let withoutOwner = "retention_days_without_owner"
    return Rule.Cleanup(
      action: try cleanup.text("action"), retentionDays: try cleanup.integer("retention_days", atLeast: 1),
      retentionDaysWithoutOwner: try cleanup.node(withoutOwner).map { _ in
        try cleanup.integer(withoutOwner, atLeast: 1)
      })
  }

  private static func hash(_ yaml: String, _ program: RuleProgram?) -> String {
    var digest = ContentDigest()
    digest.combine(yaml)
    if let program, let bytes = FileManager.default.contents(atPath: program.path) {
      digest.combine([UInt8](bytes))
    }
    return digest.text
  }

  private static func example(_ node: Node, _ mapping: CheckedMapping) throws -> RuleExample {
    let example = try CheckedMapping(
      node, file: mapping.file, key: "an example", known: ["name", "parameters", "given", "flags"])
    var rows: [RuleExample.Row] = []
    for (table, node) in try example.entries("given") {
      guard let list = node.sequence else {
        throw Problem.wrongValue(example.place(node), table, expected: "a list of rows")
      }
      for row in list {
        var values: [String: RuleExample.Value] = [:]
        for (column, value) in try example.entries(of: row, table) { values[column] = try self.value(value) }
        rows.append(RuleExample.Row(table: table, values: values, place: example.place(row)))
      }
    }
    _ = try example.required("flags")
    return RuleExample(
      name: try example.text("name"), parameters: try parameters(example), given: rows,
      flags: try example.texts("flags"),
      place: example.place(nil))
  }

  /// A value as a table has it: true as 1, a list or a mapping (tags) as JSON.
  private static func value(_ node: Node) throws -> RuleExample.Value {
    guard let scalar = node.scalar else { return .text(YAMLToJSON.text(node)) }
    guard scalar.style == .plain else { return .text(scalar.string) }
    switch scalar.string {
    case "", "~", "null": return .null
    case "true": return .integer(1)
    case "false": return .integer(0)
    default: return Int(scalar.string).map(RuleExample.Value.integer) ?? .text(scalar.string)
    }
  }
}
