public import Billing
internal import Ledger

/// What a launch, a show or a load test cost above the normal of the same hours.
public struct CostEvent: Sendable {
  public struct Row: Sendable {
    public var values: [String?]
    /// The hour; nil for the whole event.
    public var periodStart: String?
    /// What the same hours of the day cost on average on the days before.
    public var baseline = Amount.zero
    public var actual = Amount.zero
    /// Distinct instances an hour: on average before, and at the most during the event.
    public var baselineInstances = 0
    public var instances = 0
    public var unit: String?

    public var difference: Amount { actual - baseline }
  }

  public var rows: [Row]
  public var notes: [String]
}

/// An event that is asked about.
public struct CostEventQuestion: Sendable {
  public var by: [String] = []
  public var filters: [Filter] = []
  /// Its first hour, and the first that counts no more.
  public var from: Int
  public var to: Int
  /// How many days before it are its normal.
  public var baselineDays = 7
  /// Whether each hour has rows of its own.
  public var isHourly = false
  public var metric = Measure.billed

  public init(from: Int, to: Int) {
    self.from = from
    self.to = to
  }
}

extension CostEngine {
  public func event(_ question: CostEventQuestion) throws -> CostEvent {
    guard question.from < question.to else { throw Problem.emptySpan(question.from, question.to) }
    let first = try ledger.bills().map(\.firstHour).min() ?? question.from
    let days = min(question.baselineDays, max(0, question.from - first) / 24)
    guard days > 0 else { throw Problem.noBaseline(question.from, first) }
    let baselineFrom = question.from - days * 24
    var tally = EventTally(question, days: days)
    var notes: [String] = []
    for span in [baselineFrom..<question.from, question.from..<question.to] {
      var cost = CostQuestion()
      (cost.by, cost.filters, cost.metric, cost.per) = (question.by, question.filters, question.metric, .hour)
      (cost.from, cost.to) = (span.lowerBound, span.upperBound)
      let answer = try answer(cost)
      notes += answer.notes.filter { !notes.contains($0) }
      for row in answer.rows { tally.add(row) }
      cost.by.append("resource")
      cost.filters += [
        Filter("resource", .matches, ["(^|[/:])i-[0-9a-z]+$"]), Filter("charge_category", .equal, ["Usage"]),
      ]
      (cost.metric, cost.beforeSharing) = (.billed, true)
      for row in try self.answer(cost).rows { tally.count(row) }
    }
    if days < question.baselineDays {
      notes.append("the bills begin \(days) days before, so these are the baseline")
    }
    return CostEvent(rows: tally.rows, notes: notes)
  }
}

/// Adds up an event's hours and those of the days before.
private struct EventTally {
  private struct Key: Hashable {
    var values: [String?]
    var unit: String?
  }

  private struct Sums {
    /// By the hour of the day on the days before.
    var before: [Int: Amount] = [:]
    var during: [Int: Amount] = [:]
    var instances: [Int: Int] = [:]
  }

  private let question: CostEventQuestion
  private let days: Int
  private var groups: [Key: Sums] = [:]

  init(_ question: CostEventQuestion, days: Int) {
    self.question = question
    self.days = days
  }

  private func hour(_ row: CostRow) -> Int { (row.periodStart.flatMap { Timestamp.seconds($0) } ?? 0) / 3600 }

  mutating func add(_ row: CostRow) {
    let (key, hour) = (Key(values: row.values, unit: row.unit), hour(row))
    if hour < question.from {
      groups[key, default: Sums()].before[hour % 24, default: .zero] += row.amount
    } else {
      groups[key, default: Sums()].during[hour, default: .zero] += row.amount
    }
  }

  /// Counts one instance in one hour, in every unit that its group has.
  mutating func count(_ row: CostRow) {
    let (values, hour) = (Array(row.values.dropLast()), hour(row))
    for key in groups.keys where key.values == values && (!question.metric.isMoney || key.unit == row.unit) {
      groups[key]?.instances[hour, default: 0] += 1
    }
  }

  var rows: [CostEvent.Row] {
    let keys = groups.keys.sorted { a, b in
      (a.values + [a.unit]).map { $0 ?? "" }.lexicographicallyPrecedes((b.values + [b.unit]).map { $0 ?? "" })
    }
    let baselines = baselines(keys)
    let hours = Array(question.from..<question.to)
    let all = keys.enumerated().flatMap { place, key in
      question.isHourly
        ? hours.map { row(key, baselines[place], [$0], start: Civil.hourText(hours: $0)) }
        : [row(key, baselines[place], hours, start: nil)]
    }
    // The order of names is kept among equals.
    return all.enumerated().sorted { a, b in
      let (first, second) = (a.element, b.element)
      if first.periodStart != second.periodStart { return first.periodStart ?? "" < second.periodStart ?? "" }
      if first.difference != second.difference { return first.difference > second.difference }
      return a.offset < b.offset
    }.map(\.element)
  }

  /// For each group what every hour of the day costs on average before the event.
  ///
  /// The mean of all groups together is rounded half-even, and theirs add up to it, so that no grouping moves it.
  private func baselines(_ keys: [Key]) -> [[Amount]] {
    var baselines = keys.map { _ in Array(repeating: Amount.zero, count: 24) }
    for unit in Set(keys.map(\.unit)) {
      let places = keys.indices.filter { keys[$0].unit == unit }
      for hour in 0..<24 {
        let sums = places.map { groups[keys[$0]]?.before[hour] ?? .zero }
        let scale = sums.map(\.scale).max() ?? 0
        let units = sums.map { $0.scaled(to: scale).units }
        let means = Mean.parts(units, over: Int128(days), scale: scale)
        for (place, mean) in zip(places, means) { baselines[place][hour] = Amount(units: mean, scale: scale) }
      }
    }
    return baselines
  }

  private func row(_ key: Key, _ baseline: [Amount], _ hours: [Int], start: String?) -> CostEvent.Row {
    let sums = groups[key] ?? Sums()
    var row = CostEvent.Row(values: key.values, periodStart: start, unit: key.unit)
    var instances = 0
    for hour in hours {
      row.baseline += baseline[hour % 24]
      row.actual += sums.during[hour] ?? .zero
      row.instances = max(row.instances, sums.instances[hour] ?? 0)
      for day in 1...days {
        // The same hour of the day, on one of the days before the event.
        instances += sums.instances[question.from - day * 24 + (hour - question.from) % 24] ?? 0
      }
    }
    row.baselineInstances = (instances + days * hours.count / 2) / (days * hours.count)
    return row
  }
}
