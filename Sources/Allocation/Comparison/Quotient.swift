package import Billing

extension Amount {
  /// This × `numerator` ÷ `denominator`, rounded half-even at its own scale; nil where that has no value in 128 bits.
  package func times(_ numerator: Int128, over denominator: Int128) -> Amount? {
    guard denominator != 0 else { return nil }
    let product = units.magnitude.multipliedFullWidth(by: numerator.magnitude)
    let divisor = denominator.magnitude
    guard product.high < divisor else { return nil }
    var (quotient, remainder) = divisor.dividingFullWidth(product)
    let rest = divisor - remainder
    if remainder > rest || (remainder == rest && quotient % 2 != 0) { quotient += 1 }
    guard let size = Int128(exactly: quotient) else { return nil }
    let isNegative = ((units < 0) != (numerator < 0)) != (denominator < 0)
    return Amount(units: isNegative ? -size : size, scale: scale)
  }

  /// This divided by a number of things, with ten decimals or its own if they are more; nil for none.
  func divided(by quantity: Amount) -> Amount? {
    let fine = scaled(to: max(scale, 10))
    return fine.times(powerOfTen(quantity.scale), over: quantity.units)
  }
}
