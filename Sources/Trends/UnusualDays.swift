public import Billing

/// The days on which something cost far more than usual, told apart: what comes back every week, and what does not.
///
/// Usual is the median of the last 28 usual days; a day is far from it by at least five times the median absolute
/// deviation of these days, 30% of the usual and a least amount, as in the rules for anomalies. A day that is far
/// is no part of what is usual after it, so something that goes on stays unusual for as long as it was not so within
/// eight weeks before.
///
/// A far day that also stands out of the six days before it, and of which another of its weekday within four weeks
/// did the same by no less than 100/130 as much, is the week's own rhythm.
public struct UnusualDays: Sendable, Equatable {
  /// One day, with what it cost and what would have been usual.
  public struct Day: Sendable, Equatable {
    /// In days since 1970.
    public var day: Int
    public var cost: Amount
    public var usual: Amount

    public var above: Amount { cost - usual }
  }

  /// Days that no rhythm explains, in order.
  public var anomalies: [Day] = []
  /// Days of the week's own rhythm, in order; their usual is that of the days around them.
  public var recurring: [Day] = []

  /// The least that counts.
  public struct Limits: Sendable {
    public var minimum: Amount
    public var deviations: Int
    public var percent: Int

    public init(minimum: Amount = Amount(units: 20, scale: 0), deviations: Int = 5, percent: Int = 30) {
      self.minimum = minimum
      self.deviations = deviations
      self.percent = percent
    }
  }

  static let window = 28
  static let memory = 56
  /// With fewer usual days before it, a day is not judged.
  static let leastDays = 7

  /// - Parameters:
  ///   - month: the days to tell, in days since 1970; those before them only show what is usual.
  public init(in month: Range<Int>, of series: CostSeries, limits: Limits = Limits()) {
    let finder = Finder(series, limits)
    var normals: [Int] = []
    for day in series.span {
      normals.removeAll { $0 < day - Self.memory }
      let recent = normals.suffix(Self.window)
      guard recent.count >= Self.leastDays, let usual = finder.usual(recent, below: day) else {
        normals.append(day)
        continue
      }
      if let around = finder.rhythm(day) {
        if month.contains(day) { recurring.append(finder.day(day, usual: around)) }
      } else if month.contains(day) {
        anomalies.append(finder.day(day, usual: usual))
      }
    }
  }

  private struct Finder {
    let series: CostSeries
    let limits: Limits
    let minimum: Int128

    init(_ series: CostSeries, _ limits: Limits) {
      self.series = series
      self.limits = limits
      let scale = max(series.scale, limits.minimum.scale)
      // What is no whole unit of the series is rounded up.
      let units = limits.minimum.scaled(to: scale).units
      let divisor = powerOfTen(scale - series.scale)
      minimum = units / divisor + (units % divisor > 0 ? 1 : 0)
    }

    /// What the days before would have it cost; nil where the day is not far above that.
    func usual(_ days: some Collection<Int>, below day: Int) -> Int128? {
      let costs = days.map { series[$0] }
      guard let usual = median(costs) else { return nil }
      let above = series[day] - usual
      let scatter = medianDeviation(costs, from: usual)
      let isFar =
        above > 0 && above >= minimum && above >= scatter * Int128(limits.deviations)
        && above * 100 >= Int128(usual.magnitude) * Int128(limits.percent)
      return isFar ? usual : nil
    }

    /// What the six days before would have a day of the week's rhythm cost; nil for any other.
    func rhythm(_ day: Int) -> Int128? {
      guard let around = peak(day) else { return nil }
      let others = [-4, -3, -2, -1, 1, 2, 3, 4].map { day + 7 * $0 }.filter(series.span.contains)
      let limit = Int128(100 + limits.percent)
      let isWeekly = others.contains { other in
        guard let usual = peak(other) else { return false }
        return (series[other] - usual) * limit >= (series[day] - around) * 100
      }
      return isWeekly ? around : nil
    }

    /// The median of the six days before, or at the beginning of the series of those after, where the day stands out
    /// of them; nil where it does not.
    private func peak(_ day: Int) -> Int128? {
      let before = max(series.first, day - 6)..<day
      let after = (day + 1)..<max(day + 1, min(series.span.upperBound, day + 7))
      return usual(before.count < 4 ? Array(after) : Array(before), below: day)
    }

    func day(_ day: Int, usual: Int128) -> Day {
      Day(day: day, cost: series.amount(series[day]), usual: series.amount(usual))
    }
  }
}
