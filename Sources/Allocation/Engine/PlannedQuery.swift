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

  /// Whether charges of these facts pass the conditions.
  func wants(_ facts: ChargeFacts) -> Bool {
    filters.allSatisfy { $0.filter.holds(facts.value($0.reference)) }
  }
}
