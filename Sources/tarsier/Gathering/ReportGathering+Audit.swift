internal import Audit
internal import Billing
internal import Inventory
internal import Listings
internal import Reports

/// What rules say on a report's day, and how well they were kept a month before.
struct AuditedMonth: Sendable {
  let result: AuditResult
  /// Nil where no snapshot is as old.
  let before: [ConformityScore]?
  let beforeAsOf: String

  init(_ audit: AuditRun, asOf: AsOf) throws {
    let selection = try audit.rules()
    result = try audit.outcome(selection, asOf: asOf).result
    let earlier = asOf.monthBefore
    beforeAsOf = Civil.dateText(days: floorDivide(earlier.lastSecond, 86_400))
    let view = try InventoryView(ledger: audit.ledger, asOf: earlier.lastSecond)
    before = view.answers.isEmpty ? nil : try audit.scores(selection, asOf: earlier)
  }
}

extension ReportGathering {
  /// - Parameter balances: nil where no inventory was loaded.
  func told(_ audited: AuditedMonth, _ balances: [ReportZoneBalance]?) throws -> ReportAudit {
    let result = audited.result
    for problem in result.failed {
      try StandardStream.error.write("error: \(visibleControls(problem.description))\n")
    }
    let titles = Dictionary(result.rules.map { ($0.id, $0.title) }) { first, _ in first }
    return ReportAudit(
      findings: result.findings.map { finding($0, titles) },
      conformity: balances.map { balances in
        ReportConformity(
          scores: result.scores, before: audited.before,
          beforeAsOf: audited.before == nil ? nil : audited.beforeAsOf, balances: balances,
          notChecked: result.notChecked)
      })
  }
}

extension AsOf {
  /// The end of the same day a month before, or of that month's last day where it is shorter.
  var monthBefore: AsOf {
    let day = floorDivide(lastSecond, 86_400)
    let date = Civil.date(days: day)
    let (year, month) = date.month == 1 ? (date.year - 1, 12) : (date.year, date.month - 1)
    let last = min(date.day, Civil.daysIn(month: month, year: year))
    return AsOf(lastSecond: Civil.days(year: year, month: month, day: last) * 86_400 + 86_399)
  }
}
