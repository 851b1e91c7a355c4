import Billing
import Testing

@testable import Audit

/// Which resources count as checked, and which as flagged.
struct ConformityScoreTests {
  private func rule(_ id: String, _ family: String, _ resource: String) throws -> Rule {
    try RuleFile.read(
      """
      id: \(id)
      title: A title
      family: \(family)
      severity: low
      resource: \(resource)
      rationale: Why.
      query: SELECT volume_id AS resource_id, account_id, region, 'x' AS message FROM ebs_volumes
      examples:
        - {name: none, given: {}, flags: []}
        - {name: one, given: {ebs_volumes: [{volume_id: vol-1}]}, flags: [vol-1]}
      """, file: "\(id).yaml")
  }

  private func finding(
    _ rule: String, _ family: Rule.Family, _ type: String, _ id: String, _ region: String = "r"
  )
    -> Finding
  {
    Finding(
      rule: rule, family: family, severity: .low, resourceType: type, resourceID: id, account: "1",
      region: region,
      message: "", costDays: 0)
  }

  private func sighting(_ rule: String, _ region: String) -> RuleSighting {
    RuleSighting(rule: rule, account: "1", region: region, takenAt: [0], isCurrent: true)
  }

  @Test func `a resource is checked where one rule of the family is, and flagged once`() throws {
    var result = AuditResult(asOf: 0, findings: [], notChecked: [], rules: [], checked: [:])
    result.checked = ["d": .everywhere, "e": .everywhere]
    result.rules = [
      try rule("a", "unused", "ebs_volume"), try rule("b", "unused", "ebs_volume"),
      try rule("c", "conformity", "s3_bucket"), try rule("d", "spend", "service"),
      try rule("e", "spend", "s3_bucket"),
    ]
    result.sightings = [sighting("a", "r"), sighting("b", "r"), sighting("c", "global")]
    result.counts = [
      TypeCount(type: "ebs_volume", account: "1", region: "r", count: 3),
      TypeCount(type: "ebs_volume", account: "1", region: "unseen", count: 40),
      TypeCount(type: "ebs_volume", account: "2", region: "r", count: 50),
      TypeCount(type: "s3_bucket", account: "1", region: "eu", count: 4),
    ]
    result.findings = [
      finding("a", .unused, "ebs_volume", "vol-1"), finding("b", .unused, "ebs_volume", "vol-1"),
      finding("a", .unused, "ebs_volume", "vol-2"), finding("a", .unused, "ebs_volume", "vol-9", "unseen"),
      finding("d", .spend, "service", "EC2", "global"),
    ]
    result.excepted = [finding("a", .unused, "ebs_volume", "vol-3")]
    #expect(
      result.scores == [
        ConformityScore(family: .conformity, account: "1", checked: 4, flagged: 0),
        ConformityScore(family: .spend, account: "1", checked: 4, flagged: 0),
        ConformityScore(family: .unused, account: "1", checked: 3, flagged: 2),
      ])
    #expect(result.scores.map(\.share) == [1000, 1000, 333])
    // 9 of 11 are not flagged.
    #expect(ConformityScore.together(result.scores).share == 818)
  }

  @Test func `nothing checked has no score`() {
    #expect(ConformityScore(family: .spend, account: "1", checked: 0, flagged: 0).share == nil)
  }
}
