internal import Billing
internal import Yams

/// Reads how the cost of a concept's values is spread.
struct ShareReader {
  private static let ways = ["weights", "concept", "metric"]

  let names: ReferenceNames
  let concept: String
  let otherwise: String?

  /// The entries of `share`, in their order.
  func shares(_ node: Node, _ mapping: CheckedMapping) throws -> [CostShare] {
    guard let entries = node.mapping else {
      throw Problem.wrongValue(mapping.place(node), "share", expected: "a mapping of keys and values")
    }
    var emptied: [String] = []
    return try entries.map { key, value in
      let source = key.scalar?.string ?? ""
      let share = try share(of: source, value, mapping)
      emptied.append(source)
      let named: [String] =
        if case .weights(let weights) = share.weighting { weights.keys.sorted() } else { [] }
      for target in (share.targets ?? []) + named where emptied.contains(target) {
        throw Problem.emptiedTarget(mapping.place(value), target, source: source)
      }
      return share
    }
  }

  /// One way to spread, with its targets.
  func share(of source: String?, _ node: Node, _ mapping: CheckedMapping) throws -> CostShare {
    let entry = try CheckedMapping(node, file: mapping.file, key: source ?? "spread", known: ["by", "to"])
    let by = try entry.required("by")
    var share = CostShare(source: source, weighting: try weighting(by, entry), place: mapping.location(node))
    guard entry.node("to") != nil else { return share }
    let targets = try entry.texts("to")
    guard !targets.isEmpty else {
      throw Problem.wrongValue(entry.place(entry.node("to")), "to", expected: "a list of values")
    }
    for (index, target) in targets.enumerated() where targets[..<index].contains(target) {
      throw Problem.twiceListed(entry.place(entry.node("to")), target)
    }
    if case .weights(let weights) = share.weighting {
      for name in weights.keys.sorted() where !targets.contains(name) {
        throw Problem.weightWithoutTarget(entry.place(by), name)
      }
    }
    share.targets = targets
    return share
  }

  private func weighting(_ node: Node, _ entry: CheckedMapping) throws -> CostShare.Weighting {
    if let word = node.scalar?.string {
      switch word {
      case "cost": return .cost
      case "even": return .even
      default: throw Problem.unknownWord(entry.place(node), "by", word, known: ["cost", "even"] + Self.ways)
      }
    }
    let way = try CheckedMapping(node, file: entry.file, key: "by", known: Self.ways)
    let given = Self.ways.filter { way.node($0) != nil }
    guard given.count == 1 else { throw Problem.oneOf(way.place(node), Self.ways, "a weighting") }
    switch given[0] {
    case "weights": return .weights(try weights(way))
    case "concept":
      let name = try way.text("concept")
      guard names.concepts.contains(name) else {
        throw Problem.unknownWord(way.place(way.node("concept")), "concept", name, known: names.concepts)
      }
      return .concept(name)
    default:
      let name = try way.text("metric")
      guard names.metrics.contains(name) else {
        throw Problem.unknownMetric(way.place(way.node("metric")), name, known: names.metrics)
      }
      return .metric(name)
    }
  }

  private func weights(_ way: CheckedMapping) throws -> [String: Amount] {
    var weights: [String: Amount] = [:]
    for (target, node) in try way.entries("weights") {
      let text = try way.text(node, target)
      guard let weight = Amount(text), weight.scale <= 9, weight < Amount(units: 1_000_000_000_000, scale: 0)
      else {
        throw Problem.wrongValue(way.place(node), target, expected: "a weight such as 2 or 0.5")
      }
      guard weight >= .zero else { throw Problem.negativeWeight(way.place(node), target, text) }
      weights[target] = weight
    }
    guard weights.values.contains(where: { $0 > .zero }) else {
      throw Problem.noWeight(way.place(way.node("weights")))
    }
    return weights
  }
}
