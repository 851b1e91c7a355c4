import Allocation
import Audit
import Billing
import Testing

let noCosts = ResourceCosts(days: 0, byResource: [:], byGroup: [:], usesBilled: false)

/// A wrong rule among right ones: one error that names its file and line, and the others run.
struct WrongRulesTests {
  @Test(arguments: [
    ("SELECT nowhere AS resource_id FROM ebs_volumes", "no such column: nowhere"),
    (
      "SELECT volume_id AS resource_id, account_id, region FROM ebs_volumes", "gives no column 'message'"
    ),
    (
      "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) "
        + "SELECT max(i) AS resource_id, '1' AS account_id, 'r' AS region, '' AS message FROM n",
      "took longer than 4 seconds"
    ),
    ("INSERT INTO ebs_volumes(volume_id) VALUES ('x')", "may not change anything"),
    ("ATTACH '/etc/passwd' AS p", "may not change anything"),
    ("SELECT document AS resource_id, 1, 2, 3 FROM resource_version", "no such table: resource_version"),
    (
      "SELECT volume_id AS resource_id, account_id, region, 'x' AS message, 1.5 AS saving FROM ebs_volumes",
      "gave the saving '1.5', which is no whole number"
    ),
  ]) func `is told, and the others run`(query: String, message: String) throws {
    try expectFault(query, message, limit: .seconds(4))
  }

  @Test func `one that floods is told`() throws {
    let query =
      "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 300000) "
      + "SELECT i AS resource_id, '1' AS account_id, 'r' AS region, '' AS message FROM n"
    try expectFault(query, "gave more than 200000 rows", limit: .seconds(120))
  }

  private func expectFault(_ query: String, _ message: String, limit: Duration) throws {
    let wrong = try RuleFile.read(ruleText(query: query), file: "rules/odd.yaml")
    let estate = try Estate()
    try estate.load(
      day: 1, ["ec2.describe-volumes": #"{"Volumes": [{"VolumeId": "vol-1", "State": "available"}]}"#])
    let auditor = Auditor(
      ledger: estate.ledger, rules: [wrong, try RuleLibrary().rule("ebs-volume-detached")], costs: noCosts,
      owners: try OwnerResolver(), limit: limit)
    let result = try auditor.audit(asOf: Estate.time(45))
    let problem = try #require(result.failed.first)
    #expect(result.failed.count == 1 && problem.description.contains(message), "\(problem)")
    #expect(problem.place == "rules/odd.yaml:7:8")
    #expect(result.findings.map(\.rule) == ["ebs-volume-detached"])
    #expect(result.rules.map(\.id) == ["ebs-volume-detached"])
  }
}
