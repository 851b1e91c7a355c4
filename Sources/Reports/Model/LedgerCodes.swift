/// The general ledger's accounts that a month's costs are booked to.
public struct LedgerCodes: Sendable, Equatable {
  /// The concept or dimension whose values are cost centers.
  public var costCenter: String
  /// Accounts by cost center.
  public var codes: [String: String]
  /// For cost centers without an account of their own.
  public var otherwise: String
  /// For tax; without it, tax is booked with what it is paid for.
  public var tax: String?
  /// What is owed to the provider.
  public var payable: String
  /// The cents that rounding leaves.
  public var rounding: String

  public init(
    costCenter: String, codes: [String: String], otherwise: String, tax: String?, payable: String,
    rounding: String
  ) {
    self.costCenter = costCenter
    self.codes = codes
    self.otherwise = otherwise
    self.tax = tax
    self.payable = payable
    self.rounding = rounding
  }
}
