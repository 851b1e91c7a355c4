internal import Listings
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

  /// Tag keys that no earlier bill has, and what looks like a misspelling.
  func addQuality(to inputs: inout ReportInputs, _ bills: [StoredBill], _ period: Period) throws {
    guard bills.contains(where: { $0.key.period == period.description }) else { return }
    if bills.contains(where: { $0.key.period < period.description }) {
      inputs.quality.newTagKeys = try audit.ledger.newTagKeys(in: period.description)
    }
    var scope = Scope()
    scope.filters = [Filter("billing_period", .equal, [period.description])]
    scope.metric = inputs.coverage.measure
    inputs.quality.lookalikes = try audit.engine.lookalikes(audit.settings.concepts.map(\.name), scope)
  }
}
