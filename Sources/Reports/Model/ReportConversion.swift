public import Billing

/// The rates at which accounting books foreign money, as the settings give them.
public struct ReportConversion: Sendable, Equatable {
  /// The currency to book in, as `EUR`.
  public var to: String
  /// What one unit of each currency is in it.
  public var rates: [String: Amount]
  /// Where the rates are from, as `ECB reference rates, 30 October 2026`.
  public var source: String

  public init(to: String, rates: [String: Amount], source: String) {
    self.to = to
    self.rates = rates
    self.source = source
  }
}

extension Amount {
  /// This × `rate` in cents, half-even; nil where it is beyond all money.
  ///
  /// The product has all its digits before it is rounded, once.
  func converted(at rate: Amount) -> Amount? {
    let product = units.magnitude.multipliedFullWidth(by: rate.units.magnitude)
    let decimals = scale + rate.scale - 2
    guard decimals > 0 else {
      guard product.high == 0, let whole = Int128(exactly: product.low) else { return nil }
      let exact = whole * powerOfTen(-decimals)
      return Amount(units: isNegative(with: rate) ? -exact : exact, scale: 2)
    }
    guard decimals <= 38 else { return nil }
    let divisor = powerOfTen(decimals).magnitude
    guard product.high < divisor else { return nil }
    var (quotient, remainder) = divisor.dividingFullWidth((product.high, product.low))
    let rest = divisor - remainder
    if remainder > rest || (remainder == rest && quotient % 2 != 0) { quotient += 1 }
    guard let size = Int128(exactly: quotient) else { return nil }
    return Amount(units: isNegative(with: rate) ? -size : size, scale: 2)
  }

  private func isNegative(with rate: Amount) -> Bool { (units < 0) != (rate.units < 0) }
}
