public import Audit

/// Which of the stored findings are wanted.
public struct FindingSelection: Sendable {
  /// Each has the values of which one must agree; all findings pass where it is empty.
  public var families: [String] = []
  public var rules: [String] = []
  public var owners: [String] = []
  public var accounts: [String] = []
  public var severities: [String] = []
  /// Those that are excepted, instead of the others.
  public var excepted = false

  public init() {}

  /// Those that are wanted, in the order in which they come.
  public func selected(from findings: [Finding]) -> [Finding] {
    findings.filter { finding in
      (finding.exception != nil) == excepted && passes(finding.family.rawValue, families)
        && passes(finding.rule, rules) && passes(finding.owner?.name ?? "", owners)
        && passes(finding.account, accounts) && passes(finding.severity.rawValue, severities)
    }
  }

  private func passes(_ value: String, _ wanted: [String]) -> Bool {
    wanted.isEmpty || wanted.contains(value)
  }
}
