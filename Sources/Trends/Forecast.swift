public import Billing

/// What a month will have cost at its end.
///
/// A day that is not known yet is expected to cost the median of the last four of its weekday, times a trend: what
/// each of the last seven known days cost against that median of its own weekday, of which the median counts. Both
/// are robust: one odd day moves neither.
///
/// The range takes the second lowest and the second highest of those seven instead, and is never narrower than the
/// error that the same method made in earlier months.
public struct Forecast: Sendable, Equatable {
  /// The cost of the whole month.
  public var expected: Amount
  public var low: Amount
  public var high: Amount
  /// The cost of the days that are known.
  public var known: Amount
  public var knownDays: Int
  /// Millionths: 1,000,000 where the last week cost what its weekdays cost before.
  public var trend: Int
  /// The same method on earlier months, in their order.
  public var backTests: [BackTest]

  /// An earlier month, forecast from as many of its days.
  public struct BackTest: Sendable, Equatable {
    /// The month's first day, in days since 1970.
    public var firstDay: Int
    public var expected: Amount
    public var actual: Amount
    /// The distance of both in tenths of a percent of what it cost, half to even.
    public var error: Int
  }

  /// The median of the errors, in tenths of a percent; nil where no earlier month is known.
  public var medianError: Int? { median(backTests.map { Int128($0.error) }).map { Int($0) } }

  /// With fewer known days of a month, some weekday has not been seen in it.
  public static let leastDays = 8
  static let weeks = 4
  static let trendDays = 7
  static let million: Int128 = 1_000_000

  /// Forecasts a month.
  ///
  /// - Parameters:
  ///   - month: its days, in days since 1970.
  ///   - end: the first day that is not known.
  ///   - series: the days before `end`, as many months back as are known.
  ///   - earlier: the days of earlier whole months, to test the method on.
  /// - Returns: nil with fewer than `leastDays` known days of the month.
  public init?(month: Range<Int>, knownBefore end: Int, series: CostSeries, earlier: [Range<Int>] = []) {
    guard let parts = Parts(month: month, end: end, series: series) else { return nil }
    expected = series.amount(parts.known + parts.rest)
    known = series.amount(parts.known)
    knownDays = parts.knownDays
    trend = Int(clamping: parts.trend)
    backTests = earlier.compactMap { other in
      guard other.lowerBound >= series.first, other.upperBound <= month.lowerBound,
        let parts = Parts(month: other, end: other.lowerBound + (end - month.lowerBound), series: series)
      else { return nil }
      let (expected, actual) = (parts.known + parts.rest, other.reduce(Int128(0)) { $0 + series[$1] })
      guard actual != 0 else { return nil }
      let distance = Int128((expected - actual).magnitude)
      return BackTest(
        firstDay: other.lowerBound, expected: series.amount(expected), actual: series.amount(actual),
        error: Int(clamping: dividedHalfEven(distance * 1000, by: Int128(actual.magnitude))))
    }
    let total = parts.known + parts.rest
    let margin = dividedHalfEven(
      Int128(total.magnitude) * (median(backTests.map { Int128($0.error) }) ?? 0), by: 1000)
    low = series.amount(min(parts.known + parts.restLow, total - margin))
    high = series.amount(max(parts.known + parts.restHigh, total + margin))
  }

  /// What is known of a month, and what is expected of the rest.
  private struct Parts {
    var known: Int128
    var rest: Int128
    var restLow: Int128
    var restHigh: Int128
    var trend: Int128
    var knownDays: Int

    init?(month: Range<Int>, end: Int, series: CostSeries) {
      let end = min(end, month.upperBound)
      // The first bill may begin within the month.
      let start = max(month.lowerBound, series.first)
      guard end - start >= Forecast.leastDays, series.span.contains(end - 1) else { return nil }
      let usual = Self.usual(before: end, series)
      let ratios = ((end - Forecast.trendDays)..<end).compactMap { day -> Int128? in
        let usual = usual[CostSeries.weekday(day)]
        guard usual > 0 else { return nil }
        return dividedHalfEven(series[day] * Forecast.million, by: usual)
      }
      .sorted()
      let trend = median(ratios) ?? Forecast.million
      let lowest = ratios.count > 2 ? ratios[1] : trend
      let highest = ratios.count > 2 ? ratios[ratios.count - 2] : trend
      let pattern = (end..<month.upperBound).reduce(Int128(0)) { $0 + usual[CostSeries.weekday($1)] }
      known = (start..<end).reduce(0) { $0 + series[$1] }
      rest = dividedHalfEven(pattern * trend, by: Forecast.million)
      let sides = [lowest, highest].map { dividedHalfEven(pattern * $0, by: Forecast.million) }
      restLow = sides.min() ?? rest
      restHigh = sides.max() ?? rest
      self.trend = trend
      knownDays = end - start
    }

    /// The median of the last days of each weekday.
    private static func usual(before end: Int, _ series: CostSeries) -> [Int128] {
      (0..<7).map { weekday in
        let days = (series.first..<end).reversed().lazy.filter { CostSeries.weekday($0) == weekday }
        return median(days.prefix(Forecast.weeks).map { series[$0] }) ?? 0
      }
    }
  }
}
