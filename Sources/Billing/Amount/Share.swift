extension Amount {
  /// This as a part of `whole`, in tenths of a percent, half-even; nil where the whole is not above zero.
  ///
  /// Integers all the way: a share must not differ from machine to machine.
  package func share(of whole: Amount) -> Int? {
    guard whole > .zero else { return nil }
    return ratio(to: whole, times: 1000)
  }

  /// The growth from `before` to this, in tenths of a percent; nil where there was nothing, or less.
  package func growth(from before: Amount) -> Int? {
    guard before > .zero else { return nil }
    return (self - before).ratio(to: before, times: 1000)
  }

  /// This ÷ `other` × `factor`, half-even; nil where `other` is zero or the result has no use.
  package func ratio(to other: Amount, times factor: UInt128) -> Int? {
    let scale = max(self.scale, other.scale)
    let (numerator, divisor) = (scaled(to: scale).units, other.scaled(to: scale).units)
    let product = numerator.magnitude.multipliedFullWidth(by: factor)
    guard divisor != 0, product.high < divisor.magnitude else { return nil }
    var (quotient, remainder) = divisor.magnitude.dividingFullWidth(product)
    let rest = divisor.magnitude - remainder
    if remainder > rest || (remainder == rest && quotient % 2 != 0) { quotient += 1 }
    guard let size = Int(exactly: quotient) else { return nil }
    return (numerator < 0) != (divisor < 0) ? -size : size
  }
}
