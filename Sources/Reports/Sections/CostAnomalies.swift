internal import Allocation
internal import Billing
internal import Trends

/// The unusual costs of the month, by owner and service (by account and service where nobody owns anything).
struct CostAnomalies {
  /// Unusual days of one thing that follow each other; the week's own peaks between them are left out.
  struct Run {
    var values: [String?]
    var currency: String
    var days: [UnusualDays.Day]
    var cause: String?

    var first: Int { days[0].day }
    var last: Int { days[days.count - 1].day }
    var cost: Amount { days.map(\.cost).reduce(.zero, +) }
    var usual: Amount { days.map(\.usual).reduce(.zero, +) }
    var above: Amount { cost - usual }
    /// `growth, Amazon Elastic Compute Cloud`.
    var name: String { values.map { $0 ?? "(none)" }.joined(separator: ", ") }
  }

  /// How many a page tells.
  static let most = 10
  /// Of how many the cause is looked for.
  private static let explained = 5
  /// How many days may lie between two of a run.
  private static let gap = 2

  /// The most above normal first.
  private(set) var runs: [Run] = []
  /// Days that stand out every week, over all things.
  private(set) var recurringDays = 0
  let dimensions: [String]
  /// What gives the month's series.
  let question: CostQuestion

  init(_ context: ReportContext) throws {
    dimensions = [context.inputs.owners?.concept ?? "account", "service"]
    let known = context.knownDays
    let periods = context.unbrokenPeriods(3).map(\.description)
    question = Self.question(context, periods: [context.inputs.period.description], by: dimensions)
    let sums = DailySums(
      try context.rows(Self.question(context, periods: periods, by: dimensions)))
    var recurring: Set<Int> = []
    for group in sums.groups {
      guard let series = sums.series(group, before: known.end) else { continue }
      let unusual = UnusualDays(in: known.month, of: series)
      recurring.formUnion(unusual.recurring.map(\.day))
      runs += Self.runs(unusual.anomalies, group)
    }
    recurringDays = recurring.count
    runs.sort { a, b in a.above != b.above ? a.above > b.above : (a.name, a.first) < (b.name, b.first) }
    runs = Array(runs.prefix(Self.most))
    for index in runs.indices.prefix(Self.explained) {
      runs[index].cause = try cause(of: runs[index], context)
    }
  }

  private static func question(_ context: ReportContext, periods: [String], by: [String]) -> CostQuestion {
    var question = context.question(of: periods, by: by, per: .day)
    question.filters.append(Filter("charge_category", .equal, ["Usage"]))
    question.beforeSharing = true
    return question
  }

  private static func runs(_ days: [UnusualDays.Day], _ group: DailySums.Group) -> [Run] {
    var runs: [Run] = []
    for day in days {
      if let last = runs.last, day.day - last.last <= gap + 1 {
        runs[runs.count - 1].days.append(day)
      } else {
        runs.append(Run(values: group.values, currency: group.currency, days: [day]))
      }
    }
    return runs
  }

  /// The usage type, account and region that cost the most above the week before, and the resources that did.
  private func cause(of run: Run, _ context: ReportContext) throws -> String? {
    struct Line: Hashable {
      var usageType: String?
      var account: String?
      var region: String?
    }
    /// Cost above the week before, times seven.
    var lines: [Line: Amount] = [:]
    var resources: [Line: [String: Amount]] = [:]
    let length = Int128(run.last - run.first + 1)
    for isDuring in [false, true] {
      var question = CostQuestion()
      question.by = ["usage_type", "account", "region", "resource"]
      question.metric = context.inputs.metric
      question.beforeSharing = true
      question.filters =
        zip(dimensions, run.values).map { Filter($0, .equal, [$1 ?? ""]) }
        + [Filter("charge_category", .equal, ["Usage"])]
      question.from = isDuring ? run.first * 24 : (run.first - 7) * 24
      question.to = isDuring ? (run.last + 1) * 24 : run.first * 24
      for row in try context.rows(question) where (row.unit ?? "") == run.currency {
        let line = Line(usageType: row.values[0], account: row.values[1], region: row.values[2])
        let weight = Amount(units: row.amount.units * (isDuring ? 7 : -length), scale: row.amount.scale)
        lines[line, default: .zero] += weight
        if let resource = row.values[3] { resources[line, default: [:]][resource, default: .zero] += weight }
      }
    }
    let dearest = lines.max { a, b in
      a.value != b.value ? a.value < b.value : (a.key.usageType ?? "") > (b.key.usageType ?? "")
    }
    guard let (line, amount) = dearest, amount > .zero else { return nil }
    let account = line.account.map { context.inputs.accountNames[$0] ?? $0 }
    let place = [account, line.region].compactMap(\.self).joined(separator: ", ")
    let names = (resources[line] ?? [:]).filter { $0.value > .zero }
      .sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
    let shown = names.prefix(3).joined(separator: ", ")
    let more = names.count > 3 ? " and \(names.count - 3) more" : ""
    return "mostly \(line.usageType ?? "what has no usage type")\(place.isEmpty ? "" : " in \(place)")"
      + (names.isEmpty ? "" : ": \(shown)\(more)")
  }
}
