import Allocation
import Foundation
import Notify
import TestSupport
import Testing

@testable import tarsier

/// The examples of `notify:`, `budgets:` and `report:` in the documentation are settings that Tarsier takes.
@Suite("Examples of settings in operations.md")
struct NotifyExamplesTests {
  private static let examples: [String] = {
    let page = (try? String(contentsOfFile: "\(SampleLedger.root)/docs/operations.md", encoding: .utf8)) ?? ""
    var examples: [String] = []
    var isExample = false
    for line in page.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("```") {
        isExample = line == "```yaml"
        if isExample { examples.append("") }
      } else if isExample {
        examples[examples.count - 1] += line + "\n"
      }
    }
    return examples
  }()

  @Test func areThere() { #expect(Self.examples.count >= 6) }

  @Test(arguments: examples) func areTaken(yaml: String) throws {
    let folder = try TemporaryFolder()
    try folder.write("slack-url", "https://hooks.slack.example/services/T0/B0/x\n")
    let namesTeams = yaml.contains("budgets:") || yaml.contains("ledger_codes:")
    let concepts = namesTeams ? "concepts: {team: {from: [tag:team]}}\n" : ""
    let settings = try SettingsFile.read(try folder.write("tarsier.yaml", concepts + yaml))
    #expect(!settings.notifications.isEmpty || !settings.budgets.isEmpty || settings.ledgerCodes != nil)
    #expect(try Routes(settings, environment: [:]).routes.count == settings.notifications.count)
  }

  @Test func aTopicIsLoopbackWhereItsCallsAre() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(
      "tarsier.yaml",
      "notify: [{to: owner, by: sns, topic: 'arn:aws:sns:eu-west-1:111111111111:costs'}]\n")
    let settings = try SettingsFile.read(path)
    let local = try Routes(settings, environment: ["AWS_ENDPOINT_URL": "http://127.0.0.1:5000"])
    #expect(local.areLoopbackOrFile)
    #expect(try !Routes(settings, environment: [:]).areLoopbackOrFile)
  }
}
