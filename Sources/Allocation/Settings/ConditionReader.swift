internal import Billing
internal import Yams

/// Reads the `when` of a rule: conditions that must all hold, with `and`, `or` and `not` where that is not all.
struct ConditionReader {
  private static let words = ["and", "or", "not"]

  let names: ReferenceNames
  let mapping: CheckedMapping

  func condition() throws -> Condition {
    let node = try mapping.required("when")
    if let sequence = node.sequence, sequence.isEmpty {
      throw Problem.wrongValue(
        mapping.place(node), "when", expected: "a condition such as account=123456789012")
    }
    return try condition(node)
  }

  private func condition(_ node: Node) throws -> Condition {
    if let sequence = node.sequence {
      let parts = try sequence.map(condition)
      return parts.count == 1 ? parts[0] : .all(parts)
    }
    guard node.mapping != nil else { return .compare(try test(node)) }
    let entry = try CheckedMapping(node, file: mapping.file, key: "when", known: Self.words)
    let given = Self.words.filter { entry.node($0) != nil }
    guard given.count == 1, let inner = entry.node(given[0]) else {
      throw Problem.oneOf(entry.place(node), Self.words, "a condition")
    }
    switch given[0] {
    case "and": return .all(try parts(inner))
    case "or": return .any(try parts(inner))
    default: return .not(try condition(inner))
    }
  }

  private func parts(_ node: Node) throws -> [Condition] {
    guard let sequence = node.sequence, !sequence.isEmpty else {
      throw Problem.wrongValue(mapping.place(node), "when", expected: "a list of conditions")
    }
    return try sequence.map(condition)
  }

  private func test(_ node: Node) throws -> FieldTest {
    let place = mapping.location(node)
    let filter: Filter
    do {
      filter = try Filter(parsing: try mapping.text(node, "when"))
    } catch let problem as Problem where problem.place != "\(place)" {
      throw problem.placed(at: place)
    }
    let field = try names.field(filter.dimension, at: place)
    guard filter.comparison == .matches || filter.comparison == .differs else {
      return FieldTest(field: field, comparison: filter.comparison, values: filter.values)
    }
    let text = filter.values.first ?? ""
    do {
      let pattern = try LinearPattern(text)
      return FieldTest(field: field, comparison: filter.comparison, values: filter.values, pattern: pattern)
    } catch {
      throw Problem.pattern("\(place)", text, error.what, "correct it, or compare with = and a * pattern")
    }
  }
}
