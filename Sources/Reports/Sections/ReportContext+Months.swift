internal import Allocation
internal import Billing
internal import Trends

extension ReportContext {
  /// The months of trends that the ledger has bills of, the report's own last.
  var trendPeriods: [String] {
    var (month, periods) = (inputs.period, [inputs.period.description])
    for _ in 1..<MonthTrend.longest {
      month = month.previous
      if inputs.periods.contains(month.description) { periods.insert(month.description, at: 0) }
    }
    return periods
  }

  /// The report's month and those before it without a gap, oldest first.
  func unbrokenPeriods(_ longest: Int) -> [Period] {
    var periods = [inputs.period]
    while periods.count < longest, inputs.periods.contains(periods[0].previous.description) {
      periods.insert(periods[0].previous, at: 0)
    }
    return periods
  }

  /// A question about several billing months.
  func question(of periods: [String], by: [String], per: CostQuestion.Per) -> CostQuestion {
    var question = CostQuestion()
    question.filters = [Filter("billing_period", .equal, periods)]
    question.metric = inputs.metric
    question.by = by
    question.per = per
    return question
  }

  /// How much of the month is known.
  var knownDays: KnownDays { KnownDays(inputs.period, bills: inputs.quality.bills, asOf: inputs.asOf) }
}

/// The figures of an answer by day, for each group a series of all days.
struct DailySums {
  struct Group: Hashable {
    var values: [String?]
    var currency: String
  }

  private var amounts: [Group: [Int: Amount]] = [:]
  /// The first day on which anything is charged.
  private var first: Int?

  init(_ rows: [CostRow]) {
    for row in rows {
      guard let day = row.periodStart.flatMap({ CivilDay($0) })?.number else { continue }
      amounts[Group(values: row.values, currency: row.unit ?? ""), default: [:]][day, default: .zero] +=
        row.amount
      first = min(first ?? day, day)
    }
  }

  /// In the order of their names.
  var groups: [Group] {
    amounts.keys.sorted { a, b in
      (a.values.map { $0 ?? "" } + [a.currency]).lexicographicallyPrecedes(
        b.values.map { $0 ?? "" } + [b.currency])
    }
  }

  /// The days from the first that anything is charged on to `end`; nil where there is none.
  func series(_ group: Group, before end: Int) -> CostSeries? {
    guard let first, first < end else { return nil }
    let own = amounts[group] ?? [:]
    return CostSeries(first: first, amounts: (first..<end).map { own[$0] ?? .zero })
  }
}
