internal import Audit
internal import Reports

extension ReportGathering {
  func finding(_ finding: Finding, _ titles: [String: String]) -> ReportFinding {
    var told = ReportFinding(
      rule: finding.rule, title: titles[finding.rule] ?? finding.rule, severity: finding.severity.rawValue,
      resourceType: finding.resourceType, resourceID: finding.resourceID, account: finding.account,
      region: finding.region, owner: finding.owner?.name, message: finding.message,
      monthlyCost: finding.monthlyCost, saving: finding.saving, currency: finding.currency,
      since: finding.since)
    told.family = finding.family.rawValue
    return told
  }
}
