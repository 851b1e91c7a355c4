internal import Billing
internal import Yams

/// Reads one concept of the settings.
struct ConceptReader {
  static let keys = ["from", "fold", "aliases", "values", "rules", "otherwise", "share", "treat"]
  private static let sourceKeys = ["tag", "cost_category", "dimension", "concept"]

  let names: ReferenceNames
  let name: String
  let mapping: CheckedMapping

  init(_ name: String, _ node: Node, file: String, names: ReferenceNames) throws {
    self.names = names
    self.name = name
    mapping = try CheckedMapping(node, file: file, key: name, known: Self.keys)
    guard Dimension(rawValue: name) == nil else {
      throw Problem.conceptNamedLikeDimension(mapping.place(node), name)
    }
    guard !name.isEmpty, !name.contains(where: { ":,=!~\"".contains($0) || $0.isWhitespace }) else {
      throw Problem.wrongConceptName(mapping.place(node), name)
    }
  }

  /// - Parameter defaults: what accounts say of it.
  func concept(_ place: Place, defaults: [String: PlacedValue], path: (String) -> String) throws -> Concept {
    var concept = Concept(name: name, place: place)
    concept.from = try sources()
    concept.fold = try mapping.flag("fold") ?? false
    concept.otherwise = try mapping.optionalText("otherwise")
    concept.accountDefaults = defaults
    concept.values = try values(fold: concept.fold, path)
    concept.rules = try rules()
    let shares = ShareReader(names: names, concept: name, otherwise: concept.otherwise)
    concept.treatments = try treatments(shares)
    if let node = mapping.node("share") { concept.shares = try shares.shares(node, mapping) }
    return concept
  }

  private func sources() throws -> [ConceptSource] {
    try mapping.list("from").map { node in
      guard node.mapping != nil else {
        let text = try mapping.text(node, "from")
        return ConceptSource(
          field: try names.field(text, at: mapping.location(node)), place: mapping.location(node))
      }
      let source = try CheckedMapping(
        node, file: mapping.file, key: "from", known: Self.sourceKeys + ["match"])
      let given = Self.sourceKeys.filter { source.node($0) != nil }
      guard given.count == 1, let key = given.first else {
        throw Problem.oneOf(source.place(node), Self.sourceKeys, "a source")
      }
      let value = try source.text(key)
      let isTag = key == "tag" || key == "cost_category"
      let field = try names.field(isTag ? "\(key):\(value)" : value, at: source.location(source.node(key)))
      return ConceptSource(field: field, match: try match(source), place: mapping.location(node))
    }
  }

  /// The pattern with its one named group.
  private func match(_ source: CheckedMapping) throws -> LinearPattern? {
    guard let node = source.node("match") else { return nil }
    let text = try source.text("match")
    do throws(PatternError) {
      let groups = try LinearPattern(text).groups
      guard let group = groups.count == 1 ? groups[0] : groups.first(where: { $0 == name }) else {
        throw PatternError(
          what: groups.isEmpty ? "it names no group" : "it names several groups, and none '\(name)'")
      }
      return try LinearPattern(text, group: group)
    } catch {
      throw Problem.pattern(
        source.place(node), text, error.what, "write one with one named group, as in ^(?<\(name)>[a-z]+)-")
    }
  }

  private func values(fold: Bool, _ path: (String) -> String) throws -> ValueMap {
    var map = ValueMap()
    if let node = mapping.node("aliases") {
      guard let aliases = node.mapping else {
        throw Problem.wrongValue(mapping.place(node), "aliases", expected: "a mapping of keys and values")
      }
      for (key, value) in aliases {
        let entry = ValueMap.Entry(
          spelling: key.scalar?.string ?? "", value: try mapping.text(value, key.scalar?.string ?? "aliases"),
          isFromFile: false, place: mapping.location(key))
        if let known = map.add(entry, fold: fold) {
          throw Problem.twice(entry.place, entry.spelling, known.place)
        }
      }
    }
    if let node = mapping.node("values") {
      let place = mapping.location(node)
      try ValueFile(concept: name, fold: fold).read(
        path(try mapping.text("values")), namedAt: place, into: &map)
    }
    return map
  }

  private func rules() throws -> [ConceptRule] {
    var known: [Condition: [ConceptRule]] = [:]
    return try mapping.list("rules").map { node in
      let rule = try CheckedMapping(
        node, file: mapping.file, key: "rules", known: ["when", "value", "valid"])
      let read = ConceptRule(
        condition: try ConditionReader(names: names, mapping: rule).condition(),
        value: try rule.text("value"),
        validity: try validity(rule), place: mapping.location(node))
      for earlier in known[read.condition] ?? []
      where read.validity != .always && earlier.validity != .always
        && read.validity.overlaps(earlier.validity)
      {
        throw Problem.overlap(rule.place(rule.node("valid")), earlier.place)
      }
      known[read.condition, default: []].append(read)
      return read
    }
  }

  private func validity(_ rule: CheckedMapping) throws -> Validity {
    guard let text = try rule.optionalText("valid") else { return .always }
    guard let validity = Validity(text) else { throw Problem.validity(rule.place(rule.node("valid")), text) }
    return validity
  }

  private func treatments(_ shares: ShareReader) throws -> [Treatment] {
    let actions = ["stay", "value", "spread"]
    return try mapping.list("treat").map { node in
      let entry = try CheckedMapping(
        node, file: mapping.file, key: "treat", known: ["when", "valid"] + actions)
      let condition = try ConditionReader(names: names, mapping: entry).condition()
      let given = actions.filter { entry.node($0) != nil }
      guard given.count == 1 else { throw Problem.oneOf(entry.place(node), actions, "a treatment") }
      let action: Treatment.Action
      switch given[0] {
      case "value": action = .value(try entry.text("value"))
      case "spread": action = .spread(try shares.share(of: nil, try entry.required("spread"), mapping))
      default:
        guard try entry.flag("stay") == true else {
          throw Problem.wrongValue(entry.place(entry.node("stay")), "stay", expected: "true")
        }
        action = .stay
      }
      return Treatment(
        condition: condition, action: action, validity: try validity(entry), place: mapping.location(node))
    }
  }
}
