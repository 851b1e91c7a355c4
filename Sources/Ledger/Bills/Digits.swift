internal import Billing

/// Whole numbers as a base and digits of one width: the form in which stock SQL can cut a cell out.
struct Digits: Equatable {
  /// The least of the numbers; nil where they are too wide for 64 bits.
  var base: Int64?
  /// Digits a cell: 0 where all are the base.
  var width: Int
  var bytes: [UInt8]
  /// Whether a number is beyond even the wide form, so that nothing of this may be stored.
  var isOutOfReach = false

  /// Sign, 19 whole digits, 30 decimals.
  static let wideWidth = 50
  /// What stands before a wide figure's point at most: stock SQL adds up a day of them as integers.
  static let mostWhole = Int64.max / 24
  /// The decimals beyond which a figure's unit fits no 64-bit integer.
  static let mostDecimals = 18

  /// - Parameter scale: how many of a number's digits are decimals.
  init(_ numbers: some Collection<Int128>, scale: Int) {
    var least = numbers.first ?? 0
    var most = least
    for number in numbers {
      if number < least { least = number }
      if number > most { most = number }
    }
    // The least 64-bit integer has no absolute value there, which the views take.
    guard scale <= Self.mostDecimals, let base = Int64(exactly: least), base > .min,
      Int64(exactly: most) != nil,
      most - least <= Int128(Int64.max)
    else {
      self = Digits(wide: numbers, scale: scale)
      return
    }
    self.base = base
    width = most == least ? 0 : Self.width(of: UInt64(most - least))
    bytes = Array(repeating: 0, count: width * numbers.count)
    guard width > 0 else { return }
    unsafe bytes.withUnsafeMutableBufferPointer { cells in
      var end = width
      for number in numbers {
        unsafe Self.write(UInt64(truncatingIfNeeded: number - least), before: end, width, cells)
        end += width
      }
    }
  }

  /// Small numbers such as hours, members and offsets, from zero on.
  init(counting numbers: some Collection<Int>) {
    base = 0
    width = Self.width(of: UInt64(numbers.max() ?? 0))
    bytes = Array(repeating: 0, count: width * numbers.count)
    unsafe bytes.withUnsafeMutableBufferPointer { cells in
      var end = width
      for number in numbers {
        unsafe Self.write(UInt64(number), before: end, width, cells)
        end += width
      }
    }
  }

  private init(wide numbers: some Collection<Int128>, scale: Int) {
    base = nil
    width = Self.wideWidth
    bytes = []
    for number in numbers {
      bytes.append(UInt8(ascii: number < 0 ? "-" : "+"))
      let (whole, decimals) = number.magnitude.quotientAndRemainder(dividingBy: powerOfTen(scale).magnitude)
      if whole > UInt128(Self.mostWhole) { isOutOfReach = true }
      bytes.append(contentsOf: Self.padded(String(whole), 19).utf8)
      let fraction = scale == 0 ? "" : Self.padded(String(decimals), scale)
      bytes.append(contentsOf: fraction.utf8)
      bytes.append(contentsOf: repeatElement(UInt8(ascii: "0"), count: 30 - scale))
    }
  }

  private static func padded(_ digits: String, _ width: Int) -> String {
    String(repeating: "0", count: max(0, width - digits.count)) + digits
  }

  static func width(of number: UInt64) -> Int {
    var width = 1
    var limit: UInt64 = 10
    while number >= limit {
      width += 1
      let (next, overflow) = limit.multipliedReportingOverflow(by: 10)
      if overflow { return width }
      limit = next
    }
    return width
  }

  @inline(__always)
  private static func write(
    _ number: UInt64, before end: Int, _ width: Int, _ cells: UnsafeMutableBufferPointer<UInt8>
  ) {
    var rest = number
    var position = end
    for _ in 0..<width {
      position -= 1
      let (quotient, digit) = rest.quotientAndRemainder(dividingBy: 10)
      unsafe cells[position] = UInt8(truncatingIfNeeded: digit) + UInt8(ascii: "0")
      rest = quotient
    }
  }

  /// One number among digits.
  @inline(__always)
  static func read(_ cells: UnsafePointer<UInt8>, _ index: Int, _ width: Int) -> Int {
    var number = 0
    let start = unsafe cells + index * width
    for position in 0..<width { number = unsafe number &* 10 &+ Int(start[position] &- UInt8(ascii: "0")) }
    return number
  }

  /// One figure of the wide form, at `scale`.
  static func readWide(_ cells: UnsafePointer<UInt8>, _ index: Int, scale: Int) -> Int128 {
    let start = unsafe cells + index * wideWidth
    var number: Int128 = 0
    for position in 1..<(20 + scale) {
      number = unsafe number * 10 + Int128(start[position] - UInt8(ascii: "0"))
    }
    return unsafe start[0] == UInt8(ascii: "-") ? -number : number
  }
}
