import Audit
import Testing

/// Every shipped rule's examples, and what each rule must have.
struct ShippedRulesTests {
  static let rules = (try? RuleLibrary().rules) ?? []

  /// What the janitor can do.
  private static let actions: Set = [
    "delete-ebs-volume", "delete-ebs-snapshot", "deregister-image", "release-address",
    "delete-auto-scaling-group", "delete-launch-configuration", "delete-launch-template",
    "delete-load-balancer", "delete-target-group", "delete-network-interface", "delete-nat-gateway",
    "delete-security-group", "terminate-instance", "stop-instance", "stop-rds-instance",
    "delete-rds-instance", "set-log-retention", "delete-secret", "tag-resource",
  ]

  @Test func `all can be read`() throws {
    #expect(try RuleLibrary().rules.count >= 100)
  }

  @Test(arguments: rules.map(\.id)) func `examples hold`(id: String) throws {
    let rule = try #require(Self.rules.first { $0.id == id })
    for outcome in try RuleTester.test(rule) {
      #expect(outcome.flagged == outcome.expected, "\(outcome.place): \(outcome.example)")
      #expect(
        outcome.flaggedInTwin == outcome.expected, "\(outcome.place): \(outcome.example), beside a twin")
    }
  }

  @Test(arguments: rules.map(\.id)) func `has what a reader needs`(id: String) throws {
    let rule = try #require(Self.rules.first { $0.id == id })
    #expect(rule.examples.count >= 3)
    #expect(rule.examples.contains { !$0.flags.isEmpty })
    #expect(rule.examples.contains { $0.flags.isEmpty })
    #expect(!rule.references.isEmpty)
    #expect(!rule.rationale.isEmpty)
    #expect(rule.file == "rules/\(rule.family.rawValue)/\(rule.id).yaml")
    let questions = rule.costs.flatMap { $0.by.map(\.dimension) + [$0.days, $0.timeZone] + $0.filters }
    for name in rule.parameters.keys {
      #expect(
        rule.query.contains(":\(name)") || questions.contains { $0.contains("{\(name)}") },
        "\(name) is never used")
    }
    if let action = rule.cleanup?.action { #expect(Self.actions.contains(action), "\(action)") }
    #expect(rule.cleanup == nil || rule.resource != Rule.anyResource)
  }
}
