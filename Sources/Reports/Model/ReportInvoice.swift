public import Billing

/// What a provider asks for on one invoice, and how near the bills are to it.
public struct ReportInvoice: Sendable, Equatable {
  /// Nil where the invoice's number alone names it.
  public var issuer: String?
  public var number: String
  public var currency: String
  public var amount: Amount
  /// What is billed beyond it.
  public var difference: Amount
  /// `equal to the cent`, `within tolerance` or `different`.
  public var verdict: String
  /// How many charges of the bills are on it.
  public var charges: Int

  public init(
    issuer: String?, number: String, currency: String, amount: Amount, difference: Amount, verdict: String,
    charges: Int
  ) {
    self.issuer = issuer
    self.number = number
    self.currency = currency
    self.amount = amount
    self.difference = difference
    self.verdict = verdict
    self.charges = charges
  }
}
