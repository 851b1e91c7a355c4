import Audit
import Foundation
import TestSupport
import Testing

/// The fragments of docs/writing-rules.md, put into rules and run.
struct WritingRulesTests {
  /// The page's blocks of a language, in their order.
  private static func blocks(_ language: String) throws -> [String] {
    let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..").standardized
    let page = try String(contentsOf: root.appending(path: "docs/writing-rules.md"), encoding: .utf8)
    return page.split(separator: "\n```").filter { $0.hasPrefix("\(language)\n") }
      .map { String($0.dropFirst(language.count + 1)) }
  }

  @Test func `the template's examples hold`() throws {
    let rule = try RuleFile.read(RuleTemplate.text(id: "new-rule"), file: "new-rule.yaml")
    #expect(rule.id == "new-rule" && rule.examples.count == 3)
    #expect(try RuleTester.test(rule).allSatisfy(\.passed))
  }

  @Test func `the question and the example of the bill go together`() throws {
    let yaml = try Self.blocks("yaml")
    let costs = try #require(yaml.first { $0.hasPrefix("costs:") })
    let examples = try #require(yaml.first { $0.hasPrefix("examples:") })
    let query = """
      |
        SELECT service AS resource_id, account_id, 'global' AS region, money(max(cost)) AS message FROM spend
        GROUP BY account_id, service HAVING max(cost) = 2 * min(cost)
      """
    let text = ruleText(query: query, more: "parameters: {key: team}\n\(costs)\n\(examples)")
    let rule = try RuleFile.read(
      text.replacing("resource: ebs_volume", with: "resource: service"), file: "bill.yaml")
    let outcomes = try RuleTester.test(rule)
    #expect(outcomes.count == 1 && outcomes.allSatisfy(\.passed), "\(outcomes)")
  }

  @Test func `the program judges the rows of its rule`() throws {
    let folder = try TemporaryFolder()
    let program = try #require(try Self.blocks("python").first)
    try folder.write("odd-names.py", Data(program.utf8))
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o755], ofItemAtPath: folder.path("odd-names.py"))
    let fragment = try #require(try Self.blocks("yaml").first { $0.hasPrefix("program:") })
    let examples = """
      examples:
        - {name: a, given: {s3_buckets: [{bucket: test-1}, {bucket: votes}]}, flags: [test-1]}
      """
    let text = ruleText(query: "PLACEHOLDER").replacing("query: PLACEHOLDER", with: fragment)
      .replacing("resource: ebs_volume", with: "resource: s3_bucket")
    let rule = try RuleFile.read("\(text)\n\(examples)", file: folder.path("odd.yaml"))
    let outcomes = try RuleTester.test(
      rule, programs: ProgramSettings(allowed: ["odd-names.py"], isRoot: false))
    #expect(outcomes.count == 1 && outcomes.allSatisfy(\.passed), "\(outcomes)")
  }
}
