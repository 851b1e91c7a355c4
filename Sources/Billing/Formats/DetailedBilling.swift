/// The AWS detailed billing report with resources and tags (DBR), which Netflix's ICE read.
///
/// It names no currency (it is in US dollars) and no billing period (it is the month of its charges), and
/// closes with lines that repeat the bill: those are never charges, and each is held against what it states.
/// https://docs.aws.amazon.com/awsaccountbilling/latest/aboutv2/billing-reports.html
enum DetailedBilling {
  static func layout(_ header: Header) throws -> BillLayout? {
    guard header.has("RecordType", "InvoiceID", "UsageQuantity"),
      let billed = header["UnBlendedCost"] ?? header["Cost"]
    else { return nil }
    var layout = BillLayout(
      format: "DBR", header: header, periodStart: .constant(""), periodEnd: nil,
      chargeStart: try header.mandatory("UsageStartDate"), chargeEnd: header.sources(["UsageEndDate"]).first)
    layout.takesPeriodFromCharges = true
    layout.isEstimatedWithoutInvoice = true
    layout.dimensions = columns.map { ($0, header.sources($1)) }
    layout.dimensions.append((.billingAccount, [try header.mandatory("PayerAccountId")]))
    layout.dimensions.append((.currency, [.constant("USD")]))
    layout.resource = header["ResourceId"]
    layout.lineID = header["RecordId"]
    for (index, name) in header.names.enumerated() {
      if let key = name.dropping(prefix: "user:") {
        layout.tags.append((key, index))
      } else if name.hasPrefix("aws:") {
        layout.tags.append((name, index))
      }
    }
    let reserved = header["ReservedInstance"]
    if let reserved { layout.dimensions.append((.commitmentStatus, [.column(reserved)])) }
    layout.derive = derive
    layout.statedTotal = statedTotal
    layout.measures = [.billed, .usage]
    let sums: [MeasureSum] = [.cell(billed), .cell(header["UsageQuantity"] ?? billed)]
    layout.sums = { _ in sums }
    return layout
  }

  private static let columns: [(Dimension, [String])] = [
    (.account, ["LinkedAccountId", "PayerAccountId"]),
    (.zone, ["AvailabilityZone"]),
    (.service, ["ProductName"]),
    (.usageType, ["UsageType"]),
    (.operation, ["Operation"]),
    (.chargeType, ["RecordType"]),
    (.invoice, ["InvoiceID"]),
    (.description, ["ItemDescription"]),
  ]

  @Sendable private static func derive(_ combination: inout Combination) {
    combination[.provider] = "AWS"
    if combination[.invoice] == "Estimated" { combination[.invoice] = nil }
    let category = category(of: combination)
    combination[.chargeCategory] = category
    let isReserved = combination[.commitmentStatus] == "Y"
    combination[.commitmentStatus] = isReserved ? "Used" : nil
    guard category == "Usage" else { return }
    let isSpot = combination[.usageType]?.contains("SpotUsage") ?? false
    combination[.pricingCategory] = isReserved ? "Committed" : isSpot ? "Dynamic" : "Standard"
  }

  /// The report has no line item types; a line without a usage type tells its kind in its description.
  private static func category(of combination: Combination) -> String {
    guard combination[.chargeType] == "LineItem" else { return "Adjustment" }
    guard combination[.usageType] == nil, let text = combination[.description]?.lowercased() else {
      return "Usage"
    }
    if text.contains("tax") || text.hasPrefix("vat") { return "Tax" }
    if text.contains("credit") { return "Credit" }
    if text.contains("refund") { return "Adjustment" }
    return text.contains("sign up charge") ? "Purchase" : "Usage"
  }

  @Sendable private static func statedTotal(_ combination: Combination) -> StatedTotal? {
    switch combination[.chargeType] {
    case "InvoiceTotal": .invoice(combination[.invoice])
    case "AccountTotal": .account(combination[.account] ?? "")
    case "StatementTotal": .statement
    default: nil
    }
  }
}

/// What a total line of a bill adds up.
enum StatedTotal: Equatable, Sendable {
  /// All charges of an invoice; nil while invoices have no number yet.
  case invoice(String?)
  case account(String)
  case statement

  func covers(_ combination: Combination) -> Bool {
    switch self {
    case .invoice(let invoice): combination[.invoice] == invoice
    case .account(let account): combination[.chargeType] == "LineItem" && combination[.account] == account
    case .statement: true
    }
  }

  var name: String {
    switch self {
    case .invoice(let invoice): "the total of invoice \(invoice ?? "(estimated)")"
    case .account(let account): "the total of account \(account)"
    case .statement: "the statement's total"
    }
  }
}
