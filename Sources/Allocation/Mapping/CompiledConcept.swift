internal import Billing

/// A concept, ready to be held against charges of one billing month.
struct CompiledConcept {
  let concept: Concept
  private let sources: [Reference]
  private let treatments: CompiledRules
  private let rules: CompiledRules
  private let account: Reference?
  /// Where its traces go; nil where nobody asks how values were found.
  private let traces: Traces?

  /// - Parameter reference: where a field stands, other spellings of its key included where it folds.
  init(
    _ concept: Concept, month: String?, traces: Traces?, reference: (Field, _ fold: Bool) -> Reference
  ) {
    self.concept = concept
    self.traces = traces
    let fold = concept.fold
    sources = concept.from.map { reference($0.field, fold) }
    account = concept.accountDefaults.isEmpty ? nil : reference(.dimension(.account), false)
    func compiled(_ condition: Condition) -> CompiledCondition {
      switch condition {
      case .compare(let test):
        let folds = fold && test.field.isFoldable
        return .test(CompiledTest(test, reference(test.field, folds), folds: folds))
      case .all(let parts): return .all(parts.map(compiled))
      case .any(let parts): return .any(parts.map(compiled))
      case .not(let part): return .not(compiled(part))
      }
    }
    treatments = CompiledRules(
      concept.treatments.enumerated().filter { $1.validity.holds(in: month) }.map {
        CompiledRules.Rule(condition: compiled($1.condition), number: $0)
      })
    rules = CompiledRules(
      concept.rules.enumerated().filter { $1.validity.holds(in: month) }.map {
        CompiledRules.Rule(condition: compiled($1.condition), number: $0)
      })
  }

  func value(_ facts: ChargeFacts) -> ConceptValue {
    if let number = treatments.first(facts) {
      let treatment = concept.treatments[number]
      switch treatment.action {
      case .stay: break
      case .value(let value): return found(value, .treat, nil, treatment.place)
      case .spread:
        var value = plainValue(facts)
        value.treatment = number
        return value
      }
    }
    return plainValue(facts)
  }

  private func plainValue(_ facts: ChargeFacts) -> ConceptValue {
    if let value = sourceValue(facts) { return value }
    if let number = rules.first(facts) {
      let rule = concept.rules[number]
      return found(rule.value, .rule, nil, rule.place)
    }
    if let account = account.flatMap({ facts.value($0) }), let placed = concept.accountDefaults[account] {
      return found(placed.value, .account, "account=\(account)", placed.place)
    }
    return found(concept.otherwise, concept.otherwise == nil ? .absent : .otherwise, nil, concept.place)
  }

  private func sourceValue(_ facts: ChargeFacts) -> ConceptValue? {
    for (source, reference) in zip(concept.from, sources) {
      guard let raw = facts.value(reference), !raw.isEmpty else { continue }
      guard let part = source.match.map({ $0.text(in: raw) }) ?? raw else { continue }
      let value = concept.fold ? Folding.folded(part) : part
      guard !value.isEmpty else { continue }
      let detail = traces == nil ? nil : "\(name(of: source, reference, facts))=\(raw)"
      guard let entry = concept.values.entry(for: value) else {
        return found(value, .from, detail, source.place)
      }
      return found(entry.value, entry.isFromFile ? .values : .alias, detail, entry.place)
    }
    return nil
  }

  /// The field as the bill spells it.
  private func name(of source: ConceptSource, _ reference: Reference, _ facts: ChargeFacts) -> String {
    facts.slot(reference).flatMap { traces?.inputNames[$0] } ?? source.field.name
  }

  private func found(_ value: String?, _ kind: Trace.Kind, _ detail: String?, _ place: Place) -> ConceptValue
  {
    guard let traces else { return ConceptValue(text: value) }
    return ConceptValue(text: value, trace: traces.number(Trace(kind: kind, detail: detail, place: place)))
  }
}
