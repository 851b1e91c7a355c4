public import Billing

/// Runs of hours that cost far more than the same hours of other days: a show, a launch, a load test.
///
/// An hour is far above the median of its hour of the day by at least five times the median absolute deviation, half
/// of the median and a least amount; hours next to each other are one run.
public struct PeakHours: Sendable, Equatable {
  /// The hours of each run, in hours since 1970, in order.
  public var runs: [Range<Int>] = []

  static let deviations: Int128 = 5

  /// - Parameters:
  ///   - firstHour: the hour of the first amount, in hours since 1970.
  ///   - amounts: the cost of consecutive hours.
  ///   - minimum: what an hour must cost above the median.
  public init(firstHour: Int, amounts: [Amount], minimum: Amount = Amount(units: 1, scale: 0)) {
    let series = CostSeries(first: firstHour, amounts: amounts + [minimum])
    let least = series.units[amounts.count]
    var usual: [(median: Int128, scatter: Int128)] = []
    for hour in 0..<24 {
      let costs = amounts.indices.filter { (firstHour + $0) % 24 == hour }.map { series.units[$0] }
      let middle = median(costs) ?? 0
      usual.append((middle, medianDeviation(costs, from: middle)))
    }
    for index in amounts.indices {
      let (middle, scatter) = usual[(firstHour + index) % 24]
      let above = series.units[index] - middle
      guard above > 0, above >= least, above >= scatter * Self.deviations, above * 2 >= middle else {
        continue
      }
      let hour = firstHour + index
      if let last = runs.last, last.upperBound == hour {
        runs[runs.count - 1] = last.lowerBound..<(hour + 1)
      } else {
        runs.append(hour..<(hour + 1))
      }
    }
  }
}
