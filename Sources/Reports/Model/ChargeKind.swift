/// What a charge is for, in the order of an invoice.
///
/// FOCUS has five charge categories; support and marketplace are told apart from them here by the service, the
/// billing entity and the issuer.
enum ChargeKind: String, CaseIterable, Comparable {
  case usage, commitmentFees = "commitment_fees", support, marketplace, fees, credits, refunds, discounts, tax

  var title: String {
    switch self {
    case .usage: "Use"
    case .commitmentFees: "Fees of commitments"
    case .support: "Support"
    case .marketplace: "Marketplace"
    case .fees: "Other fees and purchases"
    case .credits: "Credits"
    case .refunds: "Refunds and corrections"
    case .discounts: "Discounts"
    case .tax: "Tax"
    }
  }

  static func < (a: ChargeKind, b: ChargeKind) -> Bool {
    (allCases.firstIndex(of: a) ?? 0) < (allCases.firstIndex(of: b) ?? 0)
  }

  /// - Parameters:
  ///   - values: charge category, charge type, service, commitment, billing entity, invoice issuer, provider.
  ///   - isResold: whether another issuer than the provider says nothing, because all charges have one.
  init(_ values: [String?], isResold: Bool) {
    let (category, type, service) = (values[0] ?? "", values[1] ?? "", values[2] ?? "")
    switch category {
    case "Tax": self = .tax
    case "Credit": self = type.contains("Discount") ? .discounts : .credits
    case "Adjustment": self = .refunds
    case _ where values[4]?.lowercased().contains("marketplace") == true: self = .marketplace
    case _ where !isResold && Self.isIssuedByProvider(values) == false: self = .marketplace
    case _ where Self.isSupport(service): self = .support
    case "Purchase":
      let isCommitment = values[3] != nil || type.hasPrefix("RI") || type.hasPrefix("SavingsPlan")
      self = isCommitment ? .commitmentFees : .fees
    default: self = .usage
    }
  }

  /// `AWS Support (Business)`, `AWSSupportBusiness`, `Premium Support`.
  private static func isSupport(_ service: String) -> Bool {
    service.hasPrefix("AWSSupport") || service.split(separator: " ").contains("Support")
  }

  /// Whether the invoice's issuer is the provider, by the first word of their names; nil where one of them is absent.
  static func isIssuedByProvider(_ values: [String?]) -> Bool? {
    guard let issuer = values[5].flatMap(firstWord), let provider = values[6].flatMap(firstWord) else {
      return nil
    }
    return issuer == provider || Set([issuer, provider]) == ["aws", "amazon"]
  }

  private static func firstWord(_ name: String) -> String? {
    name.split { !$0.isLetter && !$0.isNumber }.first.map { $0.lowercased() }
  }
}
