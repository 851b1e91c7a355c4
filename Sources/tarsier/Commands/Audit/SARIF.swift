internal import Audit
internal import Billing

/// Findings in the Static Analysis Results Interchange Format 2.1.0, which code hosts and editors read.
///
/// A resource has no line in a file; it is a logical location, as SARIF has for what is not text, and the
/// rule's file stands for it where a reader insists on one.
enum SARIF {
  static func text(_ result: AuditResult, findings: [Finding], version: String) -> String {
    let rules = result.rules.map(rule).joined(separator: ",\n")
    let results =
      findings.map { entry($0, suppressed: false, result.rules) }
      + result.excepted.map { entry($0, suppressed: true, result.rules) }
    return """
      {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [{
      "tool": {"driver": {"name": "tarsier", "version": \(quoted(version)), "rules": [
      \(rules)
      ]}},
      "results": [
      \(results.joined(separator: ",\n"))
      ]}]}

      """
  }

  private static func rule(_ rule: Rule) -> String {
    """
    {"id": \(quoted(rule.id)), "shortDescription": {"text": \(quoted(rule.title))}, \
    "fullDescription": {"text": \(quoted(rule.rationale))}, \
    "defaultConfiguration": {"level": "\(level(rule.severity))"}, \
    "properties": {"tags": [\(quoted(rule.family.rawValue))]}}
    """
  }

  private static func entry(_ finding: Finding, suppressed: Bool, _ rules: [Rule]) -> String {
    let resource = "\(finding.account)/\(finding.region)/\(finding.resourceType)/\(finding.resourceID)"
    let file = rules.first { $0.id == finding.rule }?.file ?? "rules"
    let message = "\(finding.resourceType) \(finding.resourceID): \(finding.message)"
    var properties = ["\"account_id\": \(quoted(finding.account))", "\"region\": \(quoted(finding.region))"]
    if let owner = finding.owner { properties.append("\"owner\": \(quoted(owner.name))") }
    if let cost = finding.monthlyCost { properties.append("\"monthly_cost\": \"\(cost)\"") }
    if let saving = finding.saving { properties.append("\"saving\": \"\(saving)\"") }
    if let currency = finding.currency { properties.append("\"currency\": \(quoted(currency))") }
    let suppression =
      suppressed
      ? ", \"suppressions\": [{\"kind\": \"external\", \"justification\": "
        + "\(quoted(finding.exception ?? ""))}]" : ""
    return """
      {"ruleId": \(quoted(finding.rule)), "level": "\(level(finding.severity))", \
      "message": {"text": \(quoted(message))}, \
      "locations": [{"physicalLocation": {"artifactLocation": {"uri": \(quoted(file))}}, \
      "logicalLocations": [{"fullyQualifiedName": \(quoted(finding.arn ?? resource)), "kind": "resource"}]}], \
      "partialFingerprints": {"resource/v1": \(quoted("\(finding.rule)/\(resource)"))}, \
      "properties": {\(properties.joined(separator: ", "))}\(suppression)}
      """
  }

  private static func level(_ severity: Rule.Severity) -> String {
    switch severity {
    case .low: "note"
    case .medium: "warning"
    case .high: "error"
    }
  }

  private static func quoted(_ text: String) -> String { TagMap.quoted(text) }
}
