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
    let all = groups.flatMap { key, sums in
      question.isHourly
        ? (question.from..<question.to).map { row(key, sums, [$0], start: Civil.hourText(hours: $0)) }
        : [row(key, sums, Array(question.from..<question.to), start: nil)]
    }
    return all.sorted { a, b in
      if a.periodStart != b.periodStart { return a.periodStart ?? "" < b.periodStart ?? "" }
      if a.difference != b.difference { return a.difference > b.difference }
      return (a.values + [a.unit]).map { $0 ?? "" }.lexicographicallyPrecedes(
        (b.values + [b.unit]).map { $0 ?? "" })
    }
  }

  private func row(_ key: Key, _ sums: Sums, _ hours: [Int], start: String?) -> CostEvent.Row {
    var row = CostEvent.Row(values: key.values, periodStart: start, unit: key.unit)
    var before = Amount.zero
    var instances = 0
    for hour in hours {
      before += sums.before[hour % 24] ?? .zero
      row.actual += sums.during[hour] ?? .zero
      row.instances = max(row.instances, sums.instances[hour] ?? 0)
      for day in 1...days {
        // The same hour of the day, on one of the days before the event.
        instances += sums.instances[question.from - day * 24 + (hour - question.from) % 24] ?? 0
      }
    }
    row.baseline = before.times(1, over: Int128(days)) ?? .zero
    row.baselineInstances = (instances + days * hours.count / 2) / (days * hours.count)
    return row
  }
}
