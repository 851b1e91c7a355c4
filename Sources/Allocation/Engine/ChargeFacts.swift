internal import Billing
internal import Ledger

/// What is known of the charges of one combination, or of one member of it.
struct ChargeFacts {
  let bill: StoredBill
  /// The combination's values of the dimensions that the question needs.
  var dimensions: [Dimension: String] = [:]
  var tags: [String: String] = [:]
  var costCategories: [String: String] = [:]
  var resource: String?

  /// The value of a field; nil where it is absent.
  func value(_ field: Field, _ resolver: FieldResolver, _ settings: Settings) -> String? {
    switch field {
    case .dimension(.billingAccount): bill.key.billingAccount
    case .dimension(.billingPeriod): bill.key.period
    case .dimension(.resource): resource
    case .dimension(.accountName):
      dimensions[.accountName] ?? dimensions[.account].flatMap { settings.accounts[$0]?.name }
    case .dimension(let dimension): dimensions[dimension]
    case .tag(let key): tags[key]
    case .costCategory(let key): costCategories[key]
    case .concept(let name): resolver.concept(name).flatMap { value(of: $0, resolver, settings) }
    }
  }

  private func value(of concept: Concept, _ resolver: FieldResolver, _ settings: Settings) -> String? {
    for field in concept.from {
      if let found = value(field, resolver, settings), !found.isEmpty { return found }
    }
    return dimensions[.account].flatMap { concept.accountDefaults[$0] } ?? concept.otherwise
  }
}
