internal import Billing

extension Settings {
  /// The value of a concept for a resource of the inventory, which has tags and a place, but no charge.
  ///
  /// - Parameter month: the billing month whose rules count; nil for those that have no end.
  public func value(
    ofConcept name: String, tags: [String: String], account: String, region: String, month: String? = nil
  ) -> String? {
    let keys = KnownKeys(tags: tags.keys.sorted())
    let plan = ConceptPlan([.concept(name)], self, keys, month: month)
    let inputs = plan.inputs.map { field -> String? in
      switch field {
      case .tag(let key): tags[key]
      case .dimension(.account): account
      case .dimension(.region): region
      case .dimension(.accountName): accounts[account]?.name
      default: nil
      }
    }
    return plan.evaluate(inputs).value(plan.reference(.concept(name)))
  }
}
