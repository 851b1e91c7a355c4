/// `number` ÷ `divisor`, rounded half to even; the divisor is above zero.
public func dividedHalfEven(_ number: Int128, by divisor: Int128) -> Int128 {
  let (quotient, remainder) = number.quotientAndRemainder(dividingBy: divisor)
  let twice = remainder.magnitude * 2
  let isUp = twice > divisor.magnitude || (twice == divisor.magnitude && !quotient.isMultiple(of: 2))
  return isUp ? quotient + remainder.signum() : quotient
}
