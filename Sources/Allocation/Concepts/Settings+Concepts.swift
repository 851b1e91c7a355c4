internal import Billing

extension Settings {
  /// The value of a concept for a resource of the inventory, which has tags and a place, but no charge.
  public func value(ofConcept name: String, tags: [String: String], account: String, region: String)
    -> String?
  {
    guard let concept = concepts.first(where: { $0.name == name }) else { return nil }
    for field in concept.from {
      let value: String? =
        switch field {
        case .tag(let key): tags[key]
        case .dimension(.account): account
        case .dimension(.region): region
        case .dimension(.accountName): accounts[account]?.name
        default: nil
        }
      if let value, !value.isEmpty { return value }
    }
    return concept.accountDefaults[account] ?? concept.otherwise
  }
}
