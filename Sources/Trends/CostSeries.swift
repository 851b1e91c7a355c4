public import Billing

/// What something cost on consecutive days, or hours.
///
/// What is expected or usual is an estimate, so its figures have at most twelve decimals, rounded half to even; a
/// bill's own are never taken from here.
public struct CostSeries: Sendable, Equatable {
  /// The first day or hour, since 1970.
  public let first: Int
  /// The decimals of all units.
  let scale: Int
  let units: [Int128]

  static let mostDecimals = 12

  /// - Parameter amounts: the cost of each day or hour from `first` on, zero where nothing was charged.
  public init(first: Int, amounts: [Amount]) {
    let rounded = amounts.map { $0.roundedHalfEven(to: Self.mostDecimals) }
    // One decimal more, in which the mean of two figures is exact.
    let scale = (rounded.map(\.scale).max() ?? 0) + 1
    self.first = first
    self.scale = scale
    units = rounded.map { $0.scaled(to: scale).units }
  }

  /// Its days or hours.
  public var span: Range<Int> { first..<(first + units.count) }

  /// The units of a day or an hour that it has.
  subscript(day: Int) -> Int128 { units[day - first] }

  func amount(_ units: Int128) -> Amount { Amount(units: units, scale: scale) }

  /// 0…6, the same for days that are weeks apart.
  static func weekday(_ day: Int) -> Int { (day % 7 + 7) % 7 }
}
