import Collector
import Foundation
import Inventory
import Testing

/// The policy that users copy allows what is called, and nothing else.
struct PolicyTests {
  @Test func `the committed policy is the calls in the code`() throws {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "docs/aws-policy-collect.json")
    #expect(try String(contentsOf: file, encoding: .utf8) == CollectPolicy.document)
    let root = try #require(
      try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any])
    let statement = try #require((root["Statement"] as? [[String: Any]])?.first)
    let actions = try #require(statement["Action"] as? [String])
    #expect(Set(actions) == Set(CallCatalog.all.map(\.action) + ["ec2:DescribeRegions"]))
    #expect(actions == actions.sorted())
  }

  @Test(arguments: CallCatalog.all.map(\.action)) func `every action only reads`(action: String) {
    let verb = action.drop { $0 != ":" }.dropFirst()
    #expect(["Describe", "List", "Get"].contains { verb.hasPrefix($0) }, "\(action)")
    #expect(!action.contains("*"))
  }
}
