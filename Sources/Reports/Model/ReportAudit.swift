/// What an audit of the report's day says.
public struct ReportAudit: Sendable {
  public var findings: [ReportFinding]
  /// How well what exists keeps the rules; nil where nothing was loaded.
  public var conformity: ReportConformity?

  public init(findings: [ReportFinding] = [], conformity: ReportConformity? = nil) {
    self.findings = findings
    self.conformity = conformity
  }
}
