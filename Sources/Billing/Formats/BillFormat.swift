/// The formats of bills, recognised from the names of their columns.
///
/// A new format is one file with a function like `Focus.layout`, and one line here.
enum BillFormat {
  private static let readers: [@Sendable (Header) throws -> BillLayout?] = [
    CostAndUsageReport.layout, Focus.layout, DetailedBilling.layout,
  ]

  /// Finds the format of a header and where its columns are.
  static func layout(for header: Header) throws -> BillLayout {
    for reader in readers {
      if let layout = try reader(header) { return layout }
    }
    if let known = OtherFormats.name(of: header) {
      throw Problem.unsupportedFormat(known.format, file: header.file, instead: known.instead)
    }
    throw Problem.notABill(header)
  }
}

/// Providers' own older exports, which are recognised and refused by name.
enum OtherFormats {
  static func name(of header: Header) -> (format: String, instead: String)? {
    if header.has("CostInBillingCurrency") || header.has("BillingAccountId", "MeterId") {
      return ("an Azure cost export", "export the cost and usage details (FOCUS) in Cost Management")
    }
    if header.has("cost/myCost") {
      return ("an OCI cost report", "take the FOCUS reports of the same bucket")
    }
    if header.has("billing_account_id", "cost_type") || header.has("billing_account_id", "invoice.month") {
      return ("a Google Cloud billing export", "export its FOCUS view from BigQuery as CSV")
    }
    return nil
  }
}
