internal import Billing

/// A condition, ready to be held against charges.
indirect enum CompiledCondition {
  case test(CompiledTest)
  case all([CompiledCondition])
  case any([CompiledCondition])
  case not(CompiledCondition)

  func holds(_ facts: ChargeFacts) -> Bool {
    switch self {
    case .test(let test): test.holds(facts.value(test.reference))
    case .all(let parts): parts.allSatisfy { $0.holds(facts) }
    case .any(let parts): parts.contains { $0.holds(facts) }
    case .not(let part): !part.holds(facts)
    }
  }

  /// A comparison with plain values without which the condition cannot hold; nil where there is none.
  var necessary: CompiledTest? {
    switch self {
    case .test(let test): test.isPlain ? test : nil
    case .all(let parts): parts.lazy.compactMap(\.necessary).first
    case .any, .not: nil
    }
  }
}

/// A comparison of one field, ready to be held against its value.
struct CompiledTest {
  let reference: Reference
  let values: Set<String>
  private let wildcards: [Wildcard]
  private let pattern: LinearPattern?
  private let isNegated: Bool
  private let folds: Bool

  /// - Parameter folds: whether spellings that fold to the same are one.
  init(_ test: FieldTest, _ reference: Reference, folds: Bool) {
    self.reference = reference
    self.folds = folds && test.pattern == nil
    pattern = test.pattern
    isNegated = test.comparison == .different || test.comparison == .differs
    let written = folds ? test.values.map(Folding.folded) : test.values
    wildcards = test.pattern == nil ? written.compactMap(Wildcard.init) : []
    values = Set(written.filter { Wildcard($0) == nil })
  }

  /// Whether it only asks for one of its values.
  fileprivate var isPlain: Bool { wildcards.isEmpty && pattern == nil && !isNegated }

  /// The form of a value in which it is looked for among `values`.
  func key(_ value: String?) -> String { folds ? Folding.folded(value ?? "") : value ?? "" }

  func holds(_ value: String?) -> Bool { matches(value) != isNegated }

  private func matches(_ value: String?) -> Bool {
    if let pattern { return value.map(pattern.matches) ?? false }
    let key = key(value)
    if values.contains(key) { return true }
    return value != nil && wildcards.contains { $0.matches(key) }
  }
}
