/// An exact decimal number: `units` × 10^-`scale`.
///
/// Money and quantities are held so from the bill's bytes to the printed digits; there is no floating
/// point on the way. Sums trap on overflow of 128 bits, which is beyond 10^10 at 28 decimals.
public struct Amount: Sendable {
  public var units: Int128
  /// How many of the digits stand behind the point; at most `maximumScale`.
  public var scale: Int

  /// The most decimals that a figure may have.
  public static let maximumScale = 30

  public init(units: Int128, scale: Int) {
    self.units = units
    self.scale = scale
  }

  public static let zero = Amount(units: 0, scale: 0)

  public var isZero: Bool { units == 0 }

  /// The same number with more decimals.
  public func scaled(to scale: Int) -> Amount {
    precondition(scale >= self.scale, "an amount is only ever given more decimals")
    return Amount(units: units * powerOfTen(scale - self.scale), scale: scale)
  }

  public static func + (a: Amount, b: Amount) -> Amount {
    let scale = max(a.scale, b.scale)
    return Amount(units: a.scaled(to: scale).units + b.scaled(to: scale).units, scale: scale)
  }

  public static func += (a: inout Amount, b: Amount) { a = a + b }
  public static prefix func - (a: Amount) -> Amount { Amount(units: -a.units, scale: a.scale) }
  public static func - (a: Amount, b: Amount) -> Amount { a + -b }

  /// The nearest number with at most `scale` decimals, ties to the even digit (IEEE 754 roundTiesToEven).
  public func roundedHalfEven(to scale: Int) -> Amount {
    guard scale < self.scale else { return self }
    let divisor = powerOfTen(self.scale - scale)
    var (quotient, remainder) = units.quotientAndRemainder(dividingBy: divisor)
    let twice = remainder.magnitude * 2
    if twice > divisor.magnitude || (twice == divisor.magnitude && quotient % 2 != 0) {
      quotient += remainder.signum()
    }
    return Amount(units: quotient, scale: scale)
  }

  /// The same number without zeros behind its last digit.
  public var trimmed: Amount {
    // Nearly every amount fits 64 bits, whose divisions are many times as fast.
    if let small = Int64(exactly: units) {
      let (units, scale) = Self.trimmed(small, scale)
      return Amount(units: Int128(units), scale: scale)
    }
    let (units, scale) = Self.trimmed(units, scale)
    return Amount(units: units, scale: scale)
  }

  private static func trimmed<Units: FixedWidthInteger>(_ units: Units, _ scale: Int) -> (Units, Int) {
    var (units, scale) = (units, scale)
    while scale > 0, units % 10 == 0 {
      units /= 10
      scale -= 1
    }
    return (units, scale)
  }
}

extension Amount: Comparable, Hashable {
  public static func == (a: Amount, b: Amount) -> Bool { (a - b).units == 0 }
  public static func < (a: Amount, b: Amount) -> Bool { (a - b).units < 0 }

  public func hash(into hasher: inout Hasher) {
    let shortest = trimmed
    hasher.combine(shortest.units)
    hasher.combine(shortest.scale)
  }
}

extension Amount: CustomStringConvertible {
  /// All digits, without trailing zeros: `-0.0125`.
  public var description: String { trimmed.digits }

  /// All digits, trailing zeros included: `12.3400` at a scale of 4.
  public var digits: String { text { append(to: &$0) } }

  /// Money for people: rounded half-even to `decimals`, thousands set apart by commas, `12,345.67`.
  public func formatted(decimals: Int = 2) -> String { text { appendFormatted(decimals: decimals, to: &$0) } }

  private func text(_ write: (inout [UInt8]) -> Void) -> String {
    var text: [UInt8] = []
    write(&text)
    return String(decoding: text, as: UTF8.self)
  }

  /// Appends what `digits` gives, as ASCII.
  public func append(to text: inout [UInt8]) { append(to: &text, groupsThousands: false) }

  /// Appends what `formatted` gives, as ASCII.
  public func appendFormatted(decimals: Int = 2, to text: inout [UInt8]) {
    var rounded = roundedHalfEven(to: decimals)
    if rounded.scale < decimals { rounded = rounded.scaled(to: decimals) }
    rounded.append(to: &text, groupsThousands: true)
  }

  private func append(to text: inout [UInt8], groupsThousands: Bool) {
    // A sign, 39 digits or as many as the scale asks for, their point and 13 commas.
    unsafe withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 64) { buffer in
      var position = buffer.count
      var written = 0
      func put(_ byte: UInt8) {
        position -= 1
        unsafe buffer[position] = byte
      }
      func put(digit: UInt8) {
        if written == scale, scale > 0 { put(UInt8(ascii: ".")) }
        let whole = written - scale
        if groupsThousands, whole > 0, whole % 3 == 0 { put(UInt8(ascii: ",")) }
        put(UInt8(ascii: "0") + digit)
        written += 1
      }
      var rest = units.magnitude
      while rest > UInt128(UInt64.max) {
        let (quotient, digit) = rest.quotientAndRemainder(dividingBy: 10)
        put(digit: UInt8(digit))
        rest = quotient
      }
      var small = UInt64(rest)
      while small > 0 || written <= scale {
        let (quotient, digit) = small.quotientAndRemainder(dividingBy: 10)
        put(digit: UInt8(digit))
        small = quotient
      }
      if units < 0 { put(UInt8(ascii: "-")) }
      unsafe text.append(contentsOf: buffer[position...])
    }
  }
}

/// 10^`exponent` for 0…38.
public func powerOfTen(_ exponent: Int) -> Int128 { powersOfTen[exponent] }

private let powersOfTen: [Int128] = {
  var powers: [Int128] = [1]
  for _ in 1...38 { powers.append(powers[powers.count - 1] * 10) }
  return powers
}()

extension Amount {
  /// Reads what `description` writes; nil where the text is no such decimal.
  public init?(_ text: String) {
    let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    guard let units = Int128(parts.joined()) else { return nil }
    self.init(units: units, scale: parts.count > 1 ? parts[1].count : 0)
  }
}
