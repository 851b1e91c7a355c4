internal import Billing

/// A question's fields and conditions over the facts of one billing month.
struct PlannedQuery {
  let plan: ConceptPlan
  /// What to group by.
  let fields: [Reference]
  /// The unit of usage.
  let unit: Reference
  private let filters: [(reference: Reference, filter: CompiledFilter)]

  init(
    _ fields: [Field], _ filters: [CompiledFilter], _ settings: Settings, _ known: KnownKeys, month: String?,
    traces: Traces? = nil
  ) {
    let unit = Field.dimension(.unit)
    let plan = ConceptPlan(
      fields + filters.map(\.field) + [unit], settings, known, month: month, traces: traces)
    self.plan = plan
    self.unit = plan.reference(unit)
    self.fields = fields.map(plan.reference)
    self.filters = filters.map { (plan.reference($0.field), $0) }
  }

  /// Whether any of some inputs is asked for as it is.
  func asks(for slots: Set<Int>) -> Bool {
    (fields + filters.map(\.reference)).contains { reference in
      if case .input(let slot) = reference { slots.contains(slot) } else { false }
    }
  }

  /// What decides the group of charges: all that is asked of them.
  func signature(_ facts: ChargeFacts, isMoney: Bool) -> Signature {
    Signature(
      values: fields.map { facts.value($0) } + filters.map { facts.value($0.reference) }
        + [facts.value(plan.currency), isMoney ? nil : facts.value(unit)],
      concepts: facts.concepts)
  }

  /// The tests of dimensions as the bill has them.
  var dimensionTests: [(dimension: Dimension, test: FilterTest)] {
    filters.compactMap { _, filter in
      if case .dimension(let dimension) = filter.field { (dimension, filter.test) } else { nil }
    }
  }

  /// Whether charges of these facts pass the conditions.
  func wants(_ facts: ChargeFacts) -> Bool {
    filters.allSatisfy { $0.filter.holds(facts.value($0.reference)) }
  }
}

/// Charges of the same signature are in the same group, or are divided alike.
struct Signature: Hashable {
  var values: [String?]
  var concepts: [ConceptValue]
}
