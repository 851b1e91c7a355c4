internal import Billing

/// A concept, ready to be held against charges of one billing month.
final class CompiledConcept {
  let concept: Concept
  /// All that its value depends on.
  let references: Set<Reference>
  private let sources: [Reference]
  private let matchers: [PatternMatcher?]
  private let treatments: CompiledRules
  private let rules: CompiledRules
  private let account: Reference?
  /// Where its traces go; nil where nobody asks how values were found.
  private let traces: Traces?

  /// - Parameter resolve: where a field stands, other spellings of its key included where it folds.
  init(
    _ concept: Concept, month: String?, traces: Traces?, resolve: (Field, _ fold: Bool) -> Reference
  ) {
    self.concept = concept
    self.traces = traces
    let fold = concept.fold
    var references: Set<Reference> = []
    func reference(_ field: Field, _ fold: Bool) -> Reference {
      let found = resolve(field, fold)
      references.insert(found)
      return found
    }
    sources = concept.from.map { reference($0.field, fold) }
    matchers = concept.from.map { $0.match?.matcher() }
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
    self.references = references
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
    for (place, reference) in sources.enumerated() {
      guard let raw = facts.value(reference), !raw.isEmpty else { continue }
      guard let part = matchers[place].map({ $0.text(in: raw) }) ?? raw else { continue }
      let value = concept.fold ? Folding.folded(part) : part
      guard !value.isEmpty else { continue }
      let entry = concept.values.isEmpty ? nil : concept.values.entry(for: value)
      // Most questions want no traces, and all charges come through here.
      guard traces != nil else { return ConceptValue(text: entry?.value ?? value) }
      let source = concept.from[place]
      let detail = "\(name(of: source, reference, facts))=\(raw)"
      guard let entry else { return found(value, .from, detail, source.place) }
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
