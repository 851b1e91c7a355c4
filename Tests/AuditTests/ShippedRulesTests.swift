import Audit
import Testing

/// Every shipped rule's examples, and what each rule must have.
struct ShippedRulesTests {
  static let rules = (try? RuleLibrary().rules) ?? []

  @Test func `all can be read`() throws {
    #expect(try RuleLibrary().rules.count >= 12)
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
    for name in rule.parameters.keys { #expect(rule.query.contains(":\(name)"), "\(name) is never used") }
  }
}
