import Audit
import Billing
import Testing

/// What a query may do, and what is told where it may not.
struct RuleQueryTests {
  private static let head = "SELECT volume_id AS resource_id, account_id, region, 'odd' AS message FROM"

  private func rule(_ query: String, examples: String = "") throws -> Rule {
    let yaml = ruleText(query: "PLACEHOLDER", more: examples)
    let block = "|\n    " + query.replacing("\n", with: "\n    ")
    return try RuleFile.read(yaml.replacing("PLACEHOLDER", with: block), file: "odd.yaml")
  }

  @Test(arguments: [
    ("\(head) ebs_volume", "is wrong: no such table: ebs_volume"),
    ("\(head) ebs_volumes WHERE stat = 1", "is wrong: no such column: stat"),
    ("\(head) ebs_volumes WHERE", "is wrong: incomplete input"),
    (
      "SELECT volume_id AS resource_id, region, '' AS message FROM ebs_volumes",
      "gives no column 'account_id'"
    ),
    ("DELETE FROM ebs_volumes", "may not change anything"),
    ("UPDATE ebs_volumes SET state = 'gone'", "may not change anything"),
    ("ATTACH 'other.sqlite' AS other", "may not change anything"),
    ("PRAGMA user_version = 3", "may not change anything"),
    (
      "SELECT name AS resource_id, 1 AS account_id, 1 AS region, sql AS message FROM sqlite_temp_schema",
      "may not read"
    ),
    ("\(head) ebs_volumes WHERE random() > 0", "may not call random()"),
    ("\(head) ebs_volumes WHERE load_extension('x')", "load_extension"),
    ("\(head) ebs_volumes WHERE detached_since < datetime('now')", "asks for the clock"),
    ("\(head) ebs_volumes WHERE detached_since < date ( )", "asks for the clock"),
    ("\(head) ebs_volumes WHERE detached_since < CURRENT_TIMESTAMP", "may not call current_timestamp()"),
  ]) func `is told by the rule's file`(query: String, message: String) throws {
    let problem = try #require(throws: Problem.self) { try RuleTester.test(try rule(query)) }
    #expect(problem.place == "odd.yaml:7:8")
    #expect(problem.description.contains(message), "\(problem)")
  }

  @Test func `a column that is null where it must not be`() throws {
    let examples = "examples:\n  - {name: a, given: {ebs_volumes: [{size_gib: 8}]}, flags: []}"
    let rule = try rule("\(Self.head) ebs_volumes", examples: examples)
    let problem = try #require(throws: Problem.self) { try RuleTester.test(rule) }
    #expect(problem.what == "the query of 'odd' gave a row without resource_id")
  }

  @Test(arguments: [
    ("{ebs_volume: [{volume_id: a}]}", "there is no table 'ebs_volume'; did you mean 'ebs_volumes'?"),
    ("{ebs_volumes: [{volumeid: a}]}", "has no column 'volumeid'; did you mean 'volume_id'?"),
  ]) func `an example names what is not there`(given: String, message: String) throws {
    let rule = try rule(
      "\(Self.head) ebs_volumes", examples: "examples:\n  - {name: a, given: \(given), flags: []}")
    let problem = try #require(throws: Problem.self) { try RuleTester.test(rule) }
    #expect(problem.description.contains(message), "\(problem)")
    #expect(problem.place.hasPrefix("odd.yaml:"))
  }

  @Test func `an example that does not hold shows both`() throws {
    let examples = "examples:\n  - {name: a, given: {ebs_volumes: [{volume_id: vol-1}]}, flags: [vol-2]}"
    let outcome = try #require(
      try RuleTester.test(try rule("\(Self.head) ebs_volumes", examples: examples)).first)
    #expect(!outcome.passed)
    #expect(outcome.expected == ["vol-2"])
    #expect(outcome.flagged == ["vol-1"])
  }

  @Test func `a join by id alone is caught by the twin`() throws {
    let rule = try rule(
      """
      SELECT v.volume_id AS resource_id, v.account_id, v.region, 'alone' AS message FROM ebs_volumes v
      WHERE (SELECT count(*) FROM ebs_volumes o WHERE o.volume_id = v.volume_id) = 1
      """,
      examples: "examples:\n  - {name: a, given: {ebs_volumes: [{volume_id: vol-1}]}, flags: [vol-1]}")
    let outcome = try #require(try RuleTester.test(rule).first)
    #expect(outcome.flagged == ["vol-1"])
    #expect(outcome.flaggedInTwin == [])
    #expect(!outcome.passed)
  }

  @Test(arguments: [
    ("has_tag(tags, 'eks:*')", true), ("has_tag(tags, 'team', 'eks:*')", true),
    ("has_tag(tags, 'Eks:*')", false),
    ("has_tag(tags, 'eks')", false), ("has_tag(tags, 'a\"b')", true), ("has_tag(tags, 'gone')", false),
    ("has_tag(tags, NULL)", false), ("has_tag(tags)", false), ("has_tag(NULL, '*')", false),
    ("has_tag('', '*')", false), ("has_tag(lower(tags), '*name')", true),
  ]) func `a tag's key as one of the patterns`(condition: String, holds: Bool) throws {
    let given = #"{ebs_volumes: [{volume_id: vol-1, tags: {"eks:Name": "gone", 'a"b': ""}}]}"#
    let rule = try rule(
      "\(Self.head) ebs_volumes WHERE \(condition)",
      examples: "examples:\n  - {name: a, given: \(given), flags: [\(holds ? "vol-1" : "")]}")
    let outcome = try #require(try RuleTester.test(rule).first)
    #expect(outcome.passed, "\(outcome)")
  }
}
