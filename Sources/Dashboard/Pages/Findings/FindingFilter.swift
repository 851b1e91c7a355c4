internal import Audit

/// Which of the findings a page shows, as its address holds it.
struct FindingFilter {
  var rule: String?
  var owner: String?
  var account: String?
  var severity: String?
  var family: String?

  /// What an owner is called in an address where nobody is known.
  static let nobody = "(none)"

  static let parameters = [
    Parameter("rule", .text, "Only this rule."),
    Parameter("owner", .text, "Only this owner; (none) for those without."),
    Parameter("account", .text, "Only this account."),
    Parameter("severity", .oneOf(Rule.Severity.allCases.map(\.rawValue)), "Only this severity."),
    Parameter("family", .oneOf(Rule.Family.allCases.map(\.rawValue)), "Only this family of rules."),
  ]

  init(_ query: Query) {
    rule = query.text("rule")
    owner = query.text("owner")
    account = query.text("account")
    severity = query.text("severity")
    family = query.text("family")
  }

  func holds(for finding: Finding) -> Bool {
    (rule == nil || rule == finding.rule)
      && (owner == nil || owner == finding.owner?.name ?? Self.nobody)
      && (account == nil || account == finding.account)
      && (severity == nil || severity == finding.severity.rawValue)
      && (family == nil || family == finding.family.rawValue)
  }

  func holds(for each: NotChecked) -> Bool {
    (rule == nil || rule == each.rule) && (account == nil || account == each.account)
  }

  var isEmpty: Bool { [rule, owner, account, severity, family].allSatisfy { $0 == nil } }

  /// The page with these filters.
  var address: PageAddress {
    PageAddress(
      "/findings",
      ["rule": rule, "owner": owner, "account": account, "severity": severity, "family": family])
  }
}
