import Audit
import Foundation
import TestSupport
import Testing

struct RuleDocumentationTests {
  @Test func `the page is what the rules say`() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..").standardized
    let page = root.appending(path: "docs/rules.md")
    let text = try RuleDocumentation.page()
    if ProcessInfo.processInfo.environment["RECORD_GOLDEN"] == "1" {
      try text.write(to: page, atomically: true, encoding: .utf8)
    }
    expectSameLines(text, as: (try? String(contentsOf: page, encoding: .utf8)) ?? "", name: "docs/rules.md")
  }
}
