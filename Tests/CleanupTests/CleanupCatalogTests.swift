import Audit
import Foundation
import Inventory
import TestSupport
import Testing

@testable import Cleanup

/// The table of actions holds together, and with the rules and the policy.
struct CleanupCatalogTests {
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  @Test func `every clean-up that a shipped rule asks for is there for its type`() throws {
    let asked = try RuleLibrary().rules.filter { $0.cleanup != nil }
    #expect(asked.count >= 28)
    for rule in asked {
      #expect(CleanupCatalog.action(rule.cleanup?.action ?? "", on: rule.resource) != nil, "\(rule.id)")
    }
  }

  @Test(arguments: CleanupCatalog.all.map { "\($0.name) \($0.type)" }) func `an entry is whole`(
    _ name: String
  ) throws {
    let words = name.split(separator: " ").map(String.init)
    let action = try #require(CleanupCatalog.action(words[0], on: words[1]))
    #expect(ResourceCatalog.type(named: action.type) != nil)
    #expect(Subjects.of(action.type) != nil)
    #expect(!action.about.isEmpty && action.order > 0)
    #expect(action.permissions.allSatisfy { $0.contains(":") && !$0.contains("*") })
    #expect(action.permissions.contains { !CleanupPolicy.isReading($0) })
    // What the log names is found again, for it is looked up by that after a bad night.
    for operation in action.operations {
      #expect(CleanupCatalog.operation(operation.name, on: action.type)?.call.name == operation.call.name)
    }
  }

  @Test func `what others hang on comes first`() throws {
    func order(_ name: String) -> Int { CleanupCatalog.all.first { $0.name == name }?.order ?? 0 }
    #expect(order("delete-load-balancer") < order("delete-target-group"))
    #expect(order("delete-load-balancer") < order("delete-security-group"))
    #expect(order("terminate-instance") < order("delete-ebs-volume"))
    #expect(order("terminate-instance") < order("delete-network-interface"))
    #expect(order("deregister-image") < order("delete-ebs-snapshot"))
    #expect(order("delete-nat-gateway") < order("release-address"))
    #expect(order("delete-auto-scaling-group") < order("delete-launch-template"))
  }

  @Test func `the committed policy is what the catalog takes`() throws {
    let file = Self.root.appending(path: "docs/aws-policy-cleanup.json")
    if ProcessInfo.processInfo.environment["RECORD_GOLDEN"] == "1" {
      try CleanupPolicy.document.write(to: file, atomically: true, encoding: .utf8)
    }
    expectSameLines(
      CleanupPolicy.document, as: (try? String(contentsOf: file, encoding: .utf8)) ?? "",
      name: file.lastPathComponent)
    let policy = try #require(
      try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any])
    let statements = try #require(policy["Statement"] as? [[String: Any]])
    let actions = statements.flatMap { $0["Action"] as? [String] ?? [] }
    #expect(Set(actions) == Set(CleanupPolicy.actions))
    #expect(statements.first?["Sid"] as? String == "TarsierCheckAgain")
    let reading = statements.first?["Action"] as? [String] ?? []
    #expect(reading.allSatisfy(CleanupPolicy.isReading))
  }

  @Test func `the page lists every action as it is`() throws {
    let file = Self.root.appending(path: "docs/cleanup.md")
    var page = try String(contentsOf: file, encoding: .utf8)
    let start = try #require(page.firstRange(of: "<!-- actions -->\n")?.upperBound)
    let end = try #require(page.firstRange(of: "<!-- end of actions -->")?.lowerBound)
    if ProcessInfo.processInfo.environment["RECORD_GOLDEN"] == "1" {
      var recorded = page
      recorded.replaceSubrange(start..<end, with: Self.table)
      try recorded.write(to: file, atomically: true, encoding: .utf8)
      page = recorded
    }
    expectSameLines(String(page[start..<end]), as: Self.table, name: "docs/cleanup.md")
  }

  private static var table: String {
    var rows = [
      "| action | of | does | can be undone | permissions beside those of the checks |",
      "| --- | --- | --- | --- | --- |",
    ]
    for action in CleanupCatalog.all where action.name != "tag-resource" || action.type == "instance" {
      let type = action.name == "tag-resource" ? "every type that has tags" : "`\(action.type)`"
      let changing = action.permissions.filter { !CleanupPolicy.isReading($0) }.map { "`\($0)`" }
      rows.append(
        "| `\(action.name)` | \(type) | \(action.about) | \(action.canBeUndone ? "yes" : "no") | "
          + "\(changing.joined(separator: ", ")) |")
    }
    return rows.joined(separator: "\n") + "\n"
  }

  @Test(arguments: [
    ("1/2/4", GroupSizes(minimum: 1, maximum: 4, desired: 2)), ("0/0/0", GroupSizes.zero), ("1/2", nil),
    ("2/1/4", nil), ("1/5/4", nil), ("a/b/c", nil),
  ]) func `a group's sizes are written and read`(_ text: String, _ sizes: GroupSizes?) {
    #expect(GroupSizes(text) == sizes)
    if let sizes { #expect(sizes.text == text) }
  }
}
