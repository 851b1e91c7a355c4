public import Billing
internal import Ledger

/// Something in a mapping that is no mistake, but does nothing.
public struct MappingRemark: Sendable {
  public var place: Place
  public var concept: String
  public var what: String
  public var remedy: String
}

/// What a value costs under a mapping, and under the one before it.
public struct ValueChange: Sendable {
  public var concept: String
  public var value: String?
  /// Nil where there is nothing to compare with.
  public var before: Amount?
  public var after: Amount
  public var unit: String?
}

extension CostEngine {
  /// What in the mapping does nothing in a month.
  public func remarks(month: String) throws -> [MappingRemark] {
    let scope = Scope().month(month)
    return try settings.concepts.flatMap { concept -> [MappingRemark] in
      let explanations = try explanations(of: concept.name, scope)
      let used = Set(explanations.compactMap(\.trace.place))
      let met = Set(explanations.compactMap(\.value))
      let remarks =
        try keyRemarks(concept) + ruleRemarks(concept, used, month) + valueRemarks(concept, used, month)
        + shareRemarks(concept, met, month)
      return remarks.sorted { ($0.place.line, $0.place.column) < ($1.place.line, $1.place.column) }
    } + metricRemarks(month)
  }

  private func keyRemarks(_ concept: Concept) throws -> [MappingRemark] {
    let known = try ledger.tagKeys()
    return concept.from.compactMap { source in
      guard case .tag(let key) = source.field, !known.contains(key) else { return nil }
      guard !concept.fold || Folding.spellings(of: key, among: known).count == 1 else { return nil }
      let near = Spelling.meant(by: key, among: known).map { "did you mean 'tag:\($0)'?" }
      return MappingRemark(
        place: source.place, concept: concept.name, what: "no bill has the tag key '\(key)'",
        remedy: near ?? "take it out, or correct it")
    }
  }

  private func ruleRemarks(_ concept: Concept, _ used: Set<Place>, _ month: String) -> [MappingRemark] {
    var always: [Condition: Place] = [:]
    return concept.rules.compactMap { rule in
      if let earlier = always[rule.condition] {
        return MappingRemark(
          place: rule.place, concept: concept.name,
          what: "this rule is never reached: the one at \(earlier) has the same condition",
          remedy: "take it out")
      }
      if rule.validity == .always { always[rule.condition] = rule.place }
      guard rule.validity.holds(in: month), !used.contains(rule.place) else { return nil }
      return MappingRemark(
        place: rule.place, concept: concept.name,
        what:
          "this rule gives no charge of \(month) its value '\(rule.value)': none fits, or all that fit have one before",
        remedy: "correct it, move it up, or take it out")
    }
  }

  private func valueRemarks(_ concept: Concept, _ used: Set<Place>, _ month: String) -> [MappingRemark] {
    let unused = concept.values.entries.filter { !used.contains($0.place) }
    let remarks = unused.map { entry in
      MappingRemark(
        place: entry.place, concept: concept.name,
        what: "no charge of \(month) has '\(entry.spelling)'",
        remedy: entry.isFromFile ? "take the row out, or correct it" : "take the alias out, or correct it")
    }.sorted {
      ($0.place.file, $0.place.line, $0.place.column) < ($1.place.file, $1.place.line, $1.place.column)
    }
    guard remarks.count > Self.mostValueRemarks else { return remarks }
    var shown = Array(remarks.prefix(Self.mostValueRemarks))
    shown.append(
      MappingRemark(
        place: remarks[Self.mostValueRemarks].place, concept: concept.name,
        what: "this spelling and \(remarks.count - shown.count - 1) more are in no charge of \(month)",
        remedy: "take them out, or correct them"))
    return shown
  }

  private static let mostValueRemarks = 20

  private func shareRemarks(_ concept: Concept, _ met: Set<String>, _ month: String) -> [MappingRemark] {
    concept.shares.flatMap { share -> [MappingRemark] in
      var names = share.targets ?? []
      if case .weights(let weights) = share.weighting { names += weights.keys.sorted() }
      if let source = share.source { names.insert(source, at: 0) }
      var seen: Set<String> = []
      return names.filter { seen.insert($0).inserted && !met.contains($0) }.map { name in
        let near = Spelling.meant(by: name, among: met.sorted()).map { "did you mean '\($0)'?" }
        return MappingRemark(
          place: share.place, concept: concept.name, what: "no charge of \(month) has the value '\(name)'",
          remedy: near ?? "correct it, or wait for its first charge")
      }
    }
  }

  /// Reads every measured series; one that cannot be read is an error.
  private func metricRemarks(_ month: String) throws -> [MappingRemark] {
    try settings.metrics.sorted { $0.key < $1.key }.compactMap { name, source in
      guard let metric = try settings.metric(name),
        !metric.rows.contains(where: { Civil.monthText(hours: $0.hour) == month })
      else { return nil }
      return MappingRemark(
        place: source.place, concept: name, what: "\(source.path) measures nothing in \(month)",
        remedy: "add the month's rows")
    }
  }

  /// What each value costs in a month, beside what it cost under an earlier mapping.
  public func changes(month: String, from earlier: CostEngine?) throws -> [ValueChange] {
    var changes: [ValueChange] = []
    for concept in settings.concepts { changes += try self.changes(concept.name, month, from: earlier) }
    return changes
  }

  private func changes(_ concept: String, _ month: String, from earlier: CostEngine?) throws -> [ValueChange]
  {
    struct Key: Hashable {
      var value: String?
      var unit: String?
    }
    let question = Scope().month(month).question(by: [concept])
    let isNew = earlier?.settings.concepts.contains { $0.name == concept } != true
    var found: [Key: ValueChange] = [:]
    let mine = try answer(question).rows
    let earlierRows = try isNew ? nil : earlier?.answer(question).rows
    for (rows, isBefore) in [(mine, false), (earlierRows, true)] {
      for row in rows.map(Array.init) ?? [] {
        let key = Key(value: row.values[0], unit: row.unit)
        var value =
          found[key]
          ?? ValueChange(
            concept: concept, value: key.value, before: isNew ? nil : .zero, after: .zero, unit: key.unit)
        if isBefore { value.before = (value.before ?? .zero) + row.amount } else { value.after += row.amount }
        found[key] = value
      }
    }
    return found.values.sorted { a, b in
      if a.after != b.after { return a.after > b.after }
      return (a.value ?? "", a.unit ?? "") < (b.value ?? "", b.unit ?? "")
    }
  }
}
