/// A named property of a charge that a question can group by or filter on; tags stand beside them.
///
/// Columns and dimensions are named as in FOCUS; what they are made of is told in `docs/formats.md`.
public enum Dimension: String, CaseIterable, Sendable, Codable {
  case provider
  case billingAccount = "billing_account"
  case billingPeriod = "billing_period"
  case account
  case accountName = "account_name"
  case region
  case zone
  case service
  case serviceCode = "service_code"
  case serviceCategory = "service_category"
  case usageType = "usage_type"
  case operation
  case resource
  case chargeCategory = "charge_category"
  case chargeClass = "charge_class"
  case chargeType = "charge_type"
  case chargeFrequency = "charge_frequency"
  case pricingCategory = "pricing_category"
  case commitment
  case commitmentStatus = "commitment_status"
  case billingEntity = "billing_entity"
  case invoice
  case invoiceIssuer = "invoice_issuer"
  case description
  case unit
  case currency

  /// The dimensions that a combination of a bill holds: all but the bill's own and the member's.
  public static let ofCombinations = allCases.filter {
    $0 != .billingAccount && $0 != .billingPeriod && $0 != .resource
  }
}

/// The values that many charges have in common: dimensions, tags and cost categories, but no resource.
public struct Combination: Hashable, Sendable {
  private var values: [String?]
  public var tags: [String: String]
  public var costCategories: [String: String]

  public init() {
    values = Array(repeating: nil, count: Dimension.allCases.count)
    tags = [:]
    costCategories = [:]
  }

  /// The value of a dimension; nil where it is absent.
  public subscript(dimension: Dimension) -> String? {
    get { values[Self.position[dimension] ?? 0] }
    set { values[Self.position[dimension] ?? 0] = newValue }
  }

  private static let position = Dictionary(
    uniqueKeysWithValues: Dimension.allCases.enumerated().map { ($1, $0) })
}
