import Foundation
import TestSupport
import Testing

@testable import Dashboard

struct DataPagesTests {
  @Test func `bills have the command's figures`() async throws {
    let page = try await AuditedLedger.get("/data")
    for row in try AuditedLedger.rows(["bills"]) {
      #expect(page.text.contains(">\(try #require(row["bill"] as? String))</td>"))
      let cost = try #require(Decimal(string: try #require(row["billed_cost"] as? String)))
      #expect(
        page.text.contains(
          cost.formatted(.number.locale(Locale(identifier: "en")).precision(.fractionLength(2)))))
    }
    for row in try AuditedLedger.rows(["inventory", "answers", "--as-of", "2026-11-02"]) {
      #expect(page.text.contains(try #require(row["newest"] as? String)))
    }
    #expect(page.text.contains("2026-11-02T23:59:59Z"))
  }

  @Test func `coverage has the command's figures`() async throws {
    let page = try await AuditedLedger.get("/data/coverage?month=2026-10")
    for row in try AuditedLedger.rows(["inventory", "coverage", "--as-of", "2026-11-02"]) {
      #expect(page.text.contains(escapedHTML(try #require(row["coverage"] as? String))))
      #expect(page.text.contains("<td class=\"text\">\(try #require(row["share"] as? String))</td>"))
    }
    let rows = try AuditedLedger.rows([
      "concepts", "coverage", "--where", "billing_period=2026-10",
    ])
    for row in rows where row["section"] as? String == "coverage" {
      #expect(page.text.contains(try #require(row["concept"] as? String)))
      let share = try #require(row["covered_percent"] as? String)
      #expect(page.text.contains("<td class=\"number\">\(share.contains(".") ? share : share + ".0")</td>"))
    }
  }
}
