public import Billing
internal import Ledger

/// A key or a value that looks like another one.
public struct Lookalike: Sendable {
  public var concept: String
  /// `tag:Team` for a key, else the value itself.
  public var spelling: String
  /// What it most likely means.
  public var like: String
  public var cost: Amount
  public var unit: String?
  /// The line to paste into the concept's settings.
  public var line: String
}

/// A spelling that folding made one with a value.
public struct FoldedSpelling: Sendable {
  public var concept: String
  /// As the bill has it: `tag:Team=Voting`.
  public var spelling: String
  public var value: String
  public var cost: Amount
  public var unit: String?
}

extension CostEngine {
  /// Keys and values that look like misspellings of others, dearest first.
  public func lookalikes(_ concepts: [String], _ scope: Scope) throws -> [Lookalike] {
    let all = settings.concepts.filter { concepts.contains($0.name) }
    return try all.flatMap { concept in
      try values(like: concept, scope) + keys(like: concept, scope)
    }.sorted { $0.cost != $1.cost ? $0.cost > $1.cost : $0.spelling < $1.spelling }
  }

  private func values(like concept: Concept, _ scope: Scope) throws -> [Lookalike] {
    let rows = try answer(scope.question(by: [concept.name], beforeSharing: true)).rows
    let costs = rows.compactMap { row in row.values[0].map { (name: $0, amount: row.amount, unit: row.unit) }
    }
    let written = try writtenNames(but: concept, scope)
    return costs.compactMap { value in
      // Of two spellings the one that is written elsewhere is right, else the dearer.
      let others = costs.filter { other in
        let (isKnown, isOtherKnown) = (written.contains(value.name), written.contains(other.name))
        return other.unit == value.unit
          && (isKnown == isOtherKnown ? other.amount > value.amount : isOtherKnown)
      }.map(\.name)
      guard value.name != concept.otherwise, let like = Spelling.meant(by: value.name, among: others) else {
        return nil
      }
      return Lookalike(
        concept: concept.name, spelling: value.name, like: like, cost: value.amount, unit: value.unit,
        line: "aliases: {\(Spelling.yaml(value.name)): \(Spelling.yaml(like))}")
    }
  }

  /// Names that the mapping writes, or that other concepts have as values.
  private func writtenNames(but concept: Concept, _ scope: Scope) throws -> Set<String> {
    var names = Set(settings.concepts.flatMap(\.writtenValues))
    for other in settings.concepts where other.name != concept.name {
      names.formUnion(
        try answer(scope.question(by: [other.name], beforeSharing: true)).rows.compactMap { $0.values[0] })
    }
    return names
  }

  private func keys(like concept: Concept, _ scope: Scope) throws -> [Lookalike] {
    let wanted = concept.tagKeys
    let folded = Set(wanted.map(Folding.folded))
    return try ledger.tagKeys().flatMap { key -> [Lookalike] in
      let isTaken = wanted.contains(key) || concept.fold && folded.contains(Folding.folded(key))
      guard !isTaken, let like = Spelling.meant(by: key, among: wanted) else { return [] }
      var tagged = scope
      tagged.filters.append(Filter("tag:\(key)", .different, [""]))
      return try answer(tagged.question(by: [])).rows.map { row in
        Lookalike(
          concept: concept.name, spelling: "tag:\(key)", like: "tag:\(like)", cost: row.amount,
          unit: row.unit,
          line: Folding.folded(key) == Folding.folded(like)
            ? "fold: true"
            : "from: [\((concept.sourceNames + ["tag:\(key)"]).map(Spelling.yaml).joined(separator: ", "))]")
      }
    }
  }

  /// What folding made one, dearest first.
  public func folded(_ concepts: [String], _ scope: Scope) throws -> [FoldedSpelling] {
    let folding = settings.concepts.filter { $0.fold && concepts.contains($0.name) }
    return try folding.flatMap { concept -> [FoldedSpelling] in
      let fields = Dictionary(concept.from.map { ($0.field.name, $0) }) { first, _ in first }
      return try traced(scope.question(by: [concept.name], beforeSharing: true)).compactMap {
        row -> FoldedSpelling? in
        guard let detail = row.trace.detail, let value = row.values[0], row.trace.kind != .account,
          let equals = detail.firstIndex(of: "=")
        else { return nil }
        let raw = String(detail[detail.index(after: equals)...])
        let isAsWritten = fields[String(detail[..<equals])] != nil && Folding.folded(raw) == raw
        guard !isAsWritten else { return nil }
        return FoldedSpelling(
          concept: concept.name, spelling: detail, value: value, cost: row.amount, unit: row.unit)
      }
    }
  }
}
