import Audit
import Billing
import Testing

/// A rule file as one writes it, with parts to change.
func ruleText(
  id: String = "odd",
  query: String = "SELECT volume_id AS resource_id, account_id, region, 'odd' AS message FROM ebs_volumes",
  more: String = ""
) -> String {
  """
  id: \(id)
  title: Odd
  family: unused
  severity: medium
  resource: ebs_volume
  rationale: Because
  query: \(query)
  \(more)
  """
}

struct RuleFileTests {
  @Test func `reads all that a rule has`() throws {
    let rule = try RuleFile.read(
      ruleText(
        more: """
          parameters: {days: 30, tag: role, number: "30"}
          cleanup: {action: delete-ebs-volume, retention_days: 7}
          references: [one]
          examples:
            - name: first
              given: {ebs_volumes: [{volume_id: vol-1, size_gib: 8, tags: {team: "a \\"b\\""}, encrypted: true}]}
              flags: [vol-1]
          """), file: "rules/odd.yaml")
    #expect(rule.parameters == ["days": .integer(30), "tag": .text("role"), "number": .text("30")])
    #expect(rule.cleanup?.action == "delete-ebs-volume")
    #expect(rule.cleanup?.retentionDays == 7)
    #expect(rule.saves)
    #expect(
      rule.examples.first?.given.first?.values == [
        "volume_id": .text("vol-1"), "size_gib": .integer(8), "encrypted": .integer(1),
        "tags": .text(#"{"team":"a \"b\""}"#),
      ])
  }

  @Test(arguments: [
    (ruleText(more: "retionale: x"), "odd.yaml:8:1: unknown key 'retionale'; did you mean 'rationale'?"),
    (ruleText(more: "zzz: x"), "odd.yaml:8:1: unknown key 'zzz'; known keys are: id, title, family"),
    (
      ruleText(more: "cleanup: {action: a, retention: 3}"),
      "odd.yaml:8:22: unknown key 'retention'; known keys"
    ),
    (
      ruleText(more: "cleanup: {action: a, retention_days: 0}"),
      "'retention_days' is not a whole number of at least 1"
    ),
    (
      ruleText(more: "examples:\n  - {name: a, flag: []}"),
      "odd.yaml:9:15: unknown key 'flag'; did you mean 'flags'?"
    ),
    (ruleText(more: "examples:\n  - {name: a, given: {}}"), "there is no 'flags'"),
    (
      ruleText().replacing("medium", with: "hihg"),
      "odd.yaml:4:11: 'severity' is 'hihg'; did you mean 'high'?"
    ),
    (ruleText().replacing("ebs_volume\n", with: "ebs_volumes\n"), "did you mean 'ebs_volume'?"),
    (ruleText().replacing("title: Odd\n", with: ""), "odd.yaml:1:1: there is no 'title'"),
    (ruleText(more: "title: Again"), "is no YAML: it has 'title' twice"),
    ("id: [", "odd.yaml:2:1: is no YAML"),
    ("", "odd.yaml: is no YAML: it is empty"),
    ("- a", "odd.yaml:1:1: 'the rule' is not a mapping"),
  ]) func `says what is wrong and where`(yaml: String, message: String) throws {
    let problem = try #require(throws: Problem.self) { try RuleFile.read(yaml, file: "odd.yaml") }
    #expect(problem.description.contains(message), "\(problem)")
  }
}
