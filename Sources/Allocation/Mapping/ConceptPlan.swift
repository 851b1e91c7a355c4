internal import Billing

/// What a question needs of each charge, and how concepts come of it in one billing month.
///
/// Plain fields are inputs; concepts are computed from them, each behind those that it is made from.
struct ConceptPlan {
  private(set) var inputs: [Field] = []
  private(set) var concepts: [CompiledConcept] = []
  /// The currency of a charge.
  let currency: Reference
  private var slots: [Field: Int] = [:]
  private var indexes: [String: Int] = [:]
  private let known: KnownKeys
  private let traces: Traces?

  /// - Parameters:
  ///   - fields: what is asked for.
  ///   - month: the billing month; nil for what holds now.
  ///   - traces: where to tell how values were found.
  init(_ fields: [Field], _ settings: Settings, _ known: KnownKeys, month: String?, traces: Traces? = nil) {
    self.known = known
    self.traces = traces
    currency = .input(0)
    slots = [.dimension(.currency): 0]
    inputs = [.dimension(.currency)]
    let all = Dictionary(settings.concepts.map { ($0.name, $0) }) { first, _ in first }
    let needed = Self.concepts(fields, all)
    for name in settings.conceptOrder where needed.contains(name) {
      guard let concept = all[name] else { continue }
      let compiled = CompiledConcept(concept, month: month, traces: traces) { reference(to: $0, fold: $1) }
      indexes[name] = concepts.count
      concepts.append(compiled)
    }
    for field in fields { _ = reference(to: field, fold: false) }
  }

  /// The concepts that fields are, or are made from.
  private static func concepts(_ fields: [Field], _ all: [String: Concept]) -> Set<String> {
    var needed: Set<String> = []
    var open = fields
    while let field = open.popLast() {
      guard let name = field.conceptName, needed.insert(name).inserted, let concept = all[name] else {
        continue
      }
      open += concept.fields
    }
    return needed
  }

  private mutating func reference(to field: Field, fold: Bool) -> Reference {
    switch field {
    case .concept(let name): return indexes[name].map(Reference.concept) ?? .inputs([])
    case .origin(let name): return indexes[name].map(Reference.origin) ?? .inputs([])
    case .tag(let key) where fold:
      return .inputs(Folding.spellings(of: key, among: known.tags).map { slot(.tag($0)) })
    case .costCategory(let key) where fold:
      return .inputs(Folding.spellings(of: key, among: known.costCategories).map { slot(.costCategory($0)) })
    default: return .input(slot(field))
    }
  }

  private mutating func slot(_ field: Field) -> Int {
    if let known = slots[field] { return known }
    slots[field] = inputs.count
    inputs.append(field)
    traces?.inputNames[inputs.count - 1] = field.name
    return inputs.count - 1
  }

  /// Where a field that was asked for stands.
  func reference(_ field: Field) -> Reference {
    switch field {
    case .concept(let name): indexes[name].map(Reference.concept) ?? .inputs([])
    case .origin(let name): indexes[name].map(Reference.origin) ?? .inputs([])
    default: slots[field].map(Reference.input) ?? .inputs([])
    }
  }

  func index(of concept: String) -> Int? { indexes[concept] }

  /// Computes the concepts of a charge.
  func evaluate(_ inputs: [String?]) -> ChargeFacts {
    var facts = ChargeFacts(inputs: inputs)
    facts.concepts.reserveCapacity(concepts.count)
    for concept in concepts { facts.concepts.append(concept.value(facts)) }
    return facts
  }
}

/// The keys that the bills have.
struct KnownKeys {
  var tags: [String] = []
  var costCategories: [String] = []
}
