internal import Allocation
internal import Billing
internal import Trends

/// What the report's month is expected to have cost at its end, for the whole and for budgets.
struct MonthForecast {
  private let known: KnownDays
  private let sums: DailySums
  private let earlier: [Range<Int>]
  /// What gives the series of days.
  let question: CostQuestion

  /// - Parameters:
  ///   - by: the dimension whose values are forecast; none for the whole bill.
  ///   - filters: what of the bill is meant.
  init(_ context: ReportContext, by: [String] = [], where filters: [Filter] = []) throws {
    known = context.knownDays
    let periods = context.unbrokenPeriods(MonthTrend.longest)
    var question = context.question(of: periods.map(\.description), by: by, per: .day)
    question.filters += filters
    self.question = question
    sums = DailySums(try context.rows(question))
    earlier = periods.dropLast().map { period in
      let days = period.days.map(\.number)
      return days[0]..<(days[0] + days.count)
    }
  }

  /// Nil where too few days are known.
  func of(_ values: [String?], _ currency: String) -> Forecast? {
    sums.series(DailySums.Group(values: values, currency: currency), before: known.end).flatMap {
      Forecast(month: known.month, knownBefore: known.end, series: $0, earlier: earlier)
    }
  }
}

extension KnownDays {
  /// Why there is no forecast of a month that is not whole; nil where there is one.
  var noForecast: String? {
    count >= Forecast.leastDays
      ? nil
      : "No forecast: \(count) \(count == 1 ? "day" : "days") of the month are known, and it takes "
        + "\(Forecast.leastDays) to have seen every weekday."
  }
}

extension Forecast {
  /// The method, and how far it was off.
  var method: String {
    let errors = backTests.count
    let error = medianError.map {
      "On \(errors) earlier \(errors == 1 ? "month" : "months"), cut at the same day, it was off by "
        + "\($0.asPercent) (median)."
    }
    return
      "Forecast from \(knownDays) known days: each further day is taken to cost the median of the last four of "
      + "its weekday, times a trend of \(Amount(units: Int128(trend), scale: 6).formatted(decimals: 3)): the median "
      + "of what the last seven days cost against those medians. The range takes the second lowest and second highest "
      + "of the seven, and is never narrower than the error on earlier months. "
      + (error ?? "There is no earlier month to test it on.")
  }
}
