internal import Allocation
internal import Billing
internal import Ledger
internal import Reports

extension ReportGathering {
  /// The tags that every charge should have: those from which the organisation's concepts are made.
  func expectedTags() throws -> [String] {
    let known = Set(try audit.ledger.tagKeys())
    return audit.settings.concepts.compactMap { $0.tagKeys.first }.filter(known.contains).map { "tag:\($0)" }
  }

  func coverage(_ period: Period) throws -> ReportCoverage {
    var scope = Scope()
    scope.filters = [Filter("billing_period", .equal, [period.description])]
    scope.metric = try audit.ledger.lacksEffectiveCost ? .billed : .effective
    // The report itself says so where there is no bill of the month.
    guard try audit.ledger.bills().contains(where: { $0.key.period == period.description }) else {
      return ReportCoverage()
    }
    return ReportCoverage(
      rows: try audit.engine.coverage(audit.settings.concepts.map(\.name), by: [], scope),
      measure: scope.metric,
      target: audit.settings.coverageTarget)
  }
}
