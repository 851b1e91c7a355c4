internal import Allocation
internal import Billing

/// What stands out of a month: three sentences, each made from a figure that a table below has.
struct Highlights {
  static let most = 3

  private let aboveFindings: [String?]
  private let belowFindings: [String?]

  init(_ context: ReportContext) throws {
    aboveFindings = [
      try Self.mover(context), Self.budget(try BudgetsSection.uses(context)), try Self.anomaly(context),
    ]
    belowFindings = [try Self.dearest(context)]
  }

  func sentences(with findings: [ReportFinding]) -> [String] {
    let candidates = aboveFindings + [Self.saving(findings)] + belowFindings
    return Array(candidates.compactMap(\.self).prefix(Self.most))
  }

  /// The value that moved the most since the month before, with the cause.
  private static func mover(_ context: ReportContext) throws -> String? {
    let dimension = context.inputs.owners?.concept ?? "service"
    guard let bridge = try context.bridge(by: [dimension]),
      let row = bridge.rows.max(by: { $0.difference.size < $1.difference.size }), !row.difference.isZero
    else { return nil }
    let name = row.values[0] ?? "what has no \(dimension)"
    let subject = dimension == "service" || row.values[0] == nil ? name : "\(dimension) \(name)"
    let cause = MoversTable.cause(row, try context.moves(by: dimension)).map { ": \($0)" } ?? ""
    return subject.capitalisedFirst
      + " cost \(row.difference.size.formatted()) \(row.unit ?? "") "
      + "\(row.difference > .zero ? "more" : "less") than in \(context.inputs.period.previous.monthName)\(cause)."
  }

  /// The budget that is exceeded by the most.
  private static func budget(_ uses: [BudgetsSection.Use]) -> String? {
    guard let worst = uses.filter(\.isOver).max(by: { $1.left < $0.left }) else { return nil }
    let more = uses.count(where: \.isOver) - 1
    return "\(worst.budget.dimension.capitalisedFirst) \(worst.budget.value) is "
      + "\(worst.left.size.formatted()) \(worst.currency) over its budget of \(worst.budget.amount.formatted())"
      + (more > 0 ? ", and \(more) more \(more == 1 ? "budget is" : "budgets are") exceeded." : ".")
  }

  private static func anomaly(_ context: ReportContext) throws -> String? {
    guard let run = try context.anomalies().runs.first else { return nil }
    let days = run.days.count
    return "Out of the ordinary: \(run.name), \(run.above.formatted()) \(run.currency) above normal on "
      + "\(days) \(days == 1 ? "day" : "days") from \(CivilDay(number: run.first).title)"
      + (run.cause.map { ", \($0)." } ?? ".")
  }

  /// What acting on all findings would save.
  private static func saving(_ findings: [ReportFinding]) -> String? {
    FindingCosts(findings).savingWords.map { "Acting on the findings would save \($0) a month." }
  }

  private static func dearest(_ context: ReportContext) throws -> String? {
    let rows = try context.rows(
      context.question(of: context.trendPeriods, by: ["service"], per: .month)
    ).filter { $0.periodStart == context.inputs.period.description }
    guard context.currencies.count == 1, let first = rows.first, let name = first.values[0],
      let share = first.amount.share(of: context.total[first.unit ?? ""]), share <= 1000
    else { return nil }
    return "\(name) is \(share.asPercent) of the total: \(first.amount.formatted()) \(first.unit ?? "")."
  }
}

extension ReportContext {
  /// The month's anomalies; looked for once.
  func anomalies() throws -> CostAnomalies {
    if let known = knownAnomalies { return known }
    let found = try CostAnomalies(self)
    knownAnomalies = found
    return found
  }
}
