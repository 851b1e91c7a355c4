/// The AWS Cost and Usage Report, versions 1.0 (`lineItem/UnblendedCost`) and 2.0 (`line_item_unblended_cost`).
///
/// Columns are named here as version 1.0 names them, and looked up in either spelling.
/// 1.0: https://docs.aws.amazon.com/cur/latest/userguide/data-dictionary.html
/// 2.0: https://docs.aws.amazon.com/cur/latest/userguide/table-dictionary-cur2.html
enum CostAndUsageReport {
  static func layout(_ header: Header) throws -> BillLayout? {
    let names = ReportColumns(header)
    guard let billed = names["lineItem/UnblendedCost"], names["lineItem/LineItemType"] != nil else {
      return nil
    }
    var layout = BillLayout(
      format: names.isSecondVersion ? "CUR 2.0" : "CUR 1.0", header: header,
      periodStart: try names.mandatory("bill/BillingPeriodStartDate"),
      periodEnd: names.sources(["bill/BillingPeriodEndDate"]).first,
      chargeStart: try names.mandatory("lineItem/UsageStartDate"),
      chargeEnd: names.sources(["lineItem/UsageEndDate"]).first)
    layout.dimensions = columns.map { ($0, names.sources($1)) }
    layout.dimensions.append((.billingAccount, [try names.mandatory("bill/PayerAccountId")]))
    layout.dimensions.append((.currency, [try names.mandatory("lineItem/CurrencyCode")]))
    layout.resource = names["lineItem/ResourceId"]
    layout.lineID = names["identity/LineItemId"]
    for (index, name) in header.names.enumerated() {
      if name.hasPrefix("resourceTags/") {
        layout.tags.append((ReportTags.key(ofColumn: name), index))
      } else if let key = name.dropping(prefix: "costCategory/") {
        layout.costCategories.append((key, index))
      }
    }
    layout.tagMaps = [header["resource_tags"], header["tags"]].compactMap(\.self)
    layout.tagKey = ReportTags.key(ofEntry:)
    layout.costCategoryMaps = [header["cost_category"]].compactMap(\.self)
    layout.isEstimatedWithoutInvoice = true
    layout.derive = derive
    let columns = CostColumns(names, billed: billed)
    layout.measures = columns.measures
    layout.sums = { columns.sums(of: $0) }
    return layout
  }

  private static let columns: [(Dimension, [String])] = [
    (.account, ["lineItem/UsageAccountId"]),
    (.accountName, ["lineItem/UsageAccountName"]),
    (.region, ["product/regionCode", "product/region"]),
    (.zone, ["lineItem/AvailabilityZone"]),
    (.service, ["product/ProductName", "lineItem/ProductCode"]),
    (.serviceCode, ["lineItem/ProductCode"]),
    (.usageType, ["lineItem/UsageType"]),
    (.operation, ["lineItem/Operation"]),
    (.chargeType, ["lineItem/LineItemType"]),
    (.commitment, ["reservation/ReservationARN", "savingsPlan/SavingsPlanARN"]),
    (.billingEntity, ["bill/BillingEntity"]),
    (.invoice, ["bill/InvoiceId"]),
    (.invoiceIssuer, ["bill/InvoicingEntity", "lineItem/LegalEntity"]),
    (.description, ["lineItem/LineItemDescription"]),
    (.unit, ["pricing/unit"]),
  ]

  @Sendable private static func derive(_ combination: inout Combination) {
    combination[.provider] = "AWS"
    let type = combination[.chargeType] ?? ""
    combination[.chargeCategory] = category(of: type)
    switch type {
    case "DiscountedUsage", "SavingsPlanCoveredUsage":
      combination[.pricingCategory] = "Committed"
      combination[.commitmentStatus] = "Used"
    case "Usage":
      let isSpot = combination[.usageType]?.contains("SpotUsage") ?? false
      combination[.pricingCategory] = isSpot ? "Dynamic" : "Standard"
    default:
      if type == "RIFee" || type.hasPrefix("SavingsPlan") { combination[.pricingCategory] = "Committed" }
    }
  }

  /// AWS's line item type as a charge category of FOCUS.
  private static func category(of type: String) -> String {
    switch type {
    case "Usage", "DiscountedUsage", "SavingsPlanCoveredUsage", "SavingsPlanNegation": "Usage"
    case "Fee", "RIFee": "Purchase"
    case "Tax": "Tax"
    case "Credit": "Credit"
    default:
      if type.hasPrefix("SavingsPlan"), type.hasSuffix("Fee") {
        "Purchase"
      } else if type.hasSuffix("Discount") {
        "Credit"
      } else {
        "Adjustment"
      }
    }
  }
}

/// The cost columns of a CUR, and how each line item type comes to its measures.
///
/// Amortisation as in AWS's "Understanding your amortized reservation data" and "Understanding savings
/// plans" of the CUR user guide.
private struct CostColumns: Sendable {
  let billed: Int
  let netBilled: Int?
  let list: Int?
  let usage: Int?
  /// Where the columns named in `amortisation` are.
  let positions: [String: Int]

  init(_ names: ReportColumns, billed: Int) {
    self.billed = billed
    netBilled = names["lineItem/NetUnblendedCost"]
    list = names["pricing/publicOnDemandCost"]
    usage = names["lineItem/UsageAmount"]
    var positions: [String: Int] = [:]
    for name in Self.amortisation { positions[name] = names[name] }
    self.positions = positions
  }

  private static let amortisation = [
    "reservation/EffectiveCost", "reservation/NetEffectiveCost",
    "reservation/UnusedAmortizedUpfrontFeeForBillingPeriod", "reservation/UnusedRecurringFee",
    "reservation/NetUnusedAmortizedUpfrontFeeForBillingPeriod", "reservation/NetUnusedRecurringFee",
    "savingsPlan/SavingsPlanEffectiveCost", "savingsPlan/NetSavingsPlanEffectiveCost",
    "savingsPlan/TotalCommitmentToDate", "savingsPlan/UsedCommitment",
  ]

  var measures: [Measure] {
    var measures: [Measure] = [.billed, .effective]
    if list != nil { measures.append(.list) }
    if netBilled != nil { measures += [.netBilled, .netEffective] }
    if usage != nil { measures.append(.usage) }
    return measures
  }

  func sums(of combination: Combination) -> [MeasureSum] {
    let effective = effective(combination, net: false)
    return measures.map { measure in
      switch measure {
      case .effective: effective
      case .list: .cell(list ?? billed)
      case .usage: .cell(usage ?? billed)
      case .netBilled: .cell(netBilled ?? billed, fallback: 0)
      case .netEffective: self.effective(combination, net: true)
      case .billed, .contracted: .cell(billed)
      }
    }
  }

  private func effective(_ combination: Combination, net: Bool) -> MeasureSum {
    let prefix = net ? "Net" : ""
    switch combination[.chargeType] {
    case "DiscountedUsage":
      return sum([("reservation/\(prefix)EffectiveCost", false)], net: net)
    case "SavingsPlanCoveredUsage":
      return sum([("savingsPlan/\(prefix)SavingsPlanEffectiveCost", false)], net: net)
    case "RIFee":
      return sum(
        [
          ("reservation/\(prefix)UnusedAmortizedUpfrontFeeForBillingPeriod", false),
          ("reservation/\(prefix)UnusedRecurringFee", false),
        ], net: net)
    case "SavingsPlanRecurringFee":
      let columns = [("savingsPlan/TotalCommitmentToDate", false), ("savingsPlan/UsedCommitment", true)]
      return sum(columns, net: net)
    case "SavingsPlanUpfrontFee", "SavingsPlanNegation":
      return .zero
    case "Fee" where combination[.commitment].map { !$0.contains(":savingsplans:") } ?? false:
      // With a reservation's ARN, `:reserved-instances/` of EC2 as well as `:ri:` of RDS: paid up front.
      return .zero
    default:
      return net ? .cell(netBilled ?? billed, fallback: 1) : .cell(billed)
    }
  }

  private func sum(_ columns: [(name: String, negative: Bool)], net: Bool) -> MeasureSum {
    var sum = MeasureSum(terms: [], fallback: net ? 1 : 0)
    for (name, negative) in columns {
      if let position = positions[name] {
        sum.terms.append(.init(column: position, negative: negative))
      } else {
        sum.missingColumn = name
      }
    }
    return sum
  }
}

extension String {
  func dropping(prefix: String) -> String? {
    hasPrefix(prefix) ? String(dropFirst(prefix.count)) : nil
  }
}
