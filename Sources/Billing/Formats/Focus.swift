/// FOCUS, the FinOps Open Cost and Usage Specification (https://focus.finops.org), versions 1.0 to 1.4.
enum Focus {
  /// Columns that a version brought, newest first.
  private static let versions: [(name: String, columns: [String])] = [
    ("1.4", ["AllocatedCost", "InvoiceDetailId", "CommitmentProgramEligibilityDetails"]),
    ("1.3", ["ServiceProviderName", "HostProviderName", "AllocatedMethodId", "ContractApplied"]),
    ("1.2", ["InvoiceId", "BillingAccountType", "SubAccountType", "PricingCurrency"]),
    ("1.1", ["CapacityReservationId", "CommitmentDiscountQuantity", "ServiceSubcategory", "SkuMeter"]),
  ]

  static func layout(_ header: Header) throws -> BillLayout? {
    guard header.has("BilledCost"), header.has("ChargePeriodStart") else { return nil }
    let version = versions.first { $0.columns.contains { header[$0] != nil } }?.name ?? "1.0"
    var layout = BillLayout(
      format: "FOCUS \(version)", header: header,
      periodStart: try header.mandatory("BillingPeriodStart"),
      periodEnd: header.sources(["BillingPeriodEnd"]).first,
      chargeStart: try header.mandatory("ChargePeriodStart"),
      chargeEnd: header.sources(["ChargePeriodEnd"]).first)
    layout.dimensions = columns.map { ($0, header.sources($1)) }
    layout.dimensions.append((.billingAccount, [try header.mandatory("BillingAccountId")]))
    layout.dimensions.append((.currency, [try header.mandatory("BillingCurrency")]))
    layout.resource = header["ResourceId"]
    layout.tagMaps = [header["Tags"]].compactMap(\.self)
    layout.isEstimatedWithoutInvoice = header["InvoiceId"] != nil

    let measured = measures.compactMap { measure, name in header[name].map { (measure, $0) } }
    layout.measures = measured.map(\.0)
    let sums = measured.map { MeasureSum.cell($0.1) }
    layout.sums = { _ in sums }
    return layout
  }

  private static let measures: [(Measure, String)] = [
    (.billed, "BilledCost"), (.effective, "EffectiveCost"), (.list, "ListCost"),
    (.contracted, "ContractedCost"), (.usage, "ConsumedQuantity"),
  ]

  private static let columns: [(Dimension, [String])] = [
    (.provider, ["ProviderName", "ServiceProviderName", "HostProviderName", "InvoiceIssuerName"]),
    (.account, ["SubAccountId"]),
    (.accountName, ["SubAccountName"]),
    (.region, ["RegionId"]),
    (.zone, ["AvailabilityZone"]),
    (.service, ["ServiceName"]),
    (.serviceCode, ["x_ServiceCode"]),
    (.serviceCategory, ["ServiceCategory"]),
    (.usageType, ["x_UsageType"]),
    (.operation, ["x_Operation"]),
    (.chargeCategory, ["ChargeCategory"]),
    (.chargeClass, ["ChargeClass"]),
    (.chargeFrequency, ["ChargeFrequency"]),
    (.pricingCategory, ["PricingCategory"]),
    (.commitment, ["CommitmentDiscountId"]),
    (.commitmentStatus, ["CommitmentDiscountStatus"]),
    (.invoice, ["InvoiceId"]),
    (.invoiceIssuer, ["InvoiceIssuerName"]),
    (.description, ["ChargeDescription"]),
    (.unit, ["ConsumedUnit"]),
  ]
}
