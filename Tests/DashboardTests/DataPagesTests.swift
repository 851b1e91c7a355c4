import Charts
import Foundation
import HTTPTypes
import HummingbirdTesting
import TestSupport
import Testing

@testable import Dashboard

struct DataPagesTests {
  private func text(_ value: Any?) -> String { value as? String ?? "no text" }

  @Test func `bills have the command's figures`() async throws {
    let page = try await AuditedLedger.get("/data")
    for row in try AuditedLedger.rows(["bills"]) {
      #expect(page.text.contains(">\(text(row["bill"]))</td>"))
      let cost = try #require(Decimal(string: text(row["billed_cost"])))
      let shown = cost.formatted(.number.locale(Locale(identifier: "en")).precision(.fractionLength(2)))
      #expect(page.text.contains(">\(shown)</td>"))
    }
    for row in try AuditedLedger.rows(["inventory", "answers", "--as-of", "2026-11-02"]) {
      #expect(page.text.contains("<time datetime=\"\(text(row["newest"]))\">"))
    }
    #expect(page.text.contains("2026-11-02T23:59:59Z"))
  }

  @Test func `how bills were verified is told`() async throws {
    let folder = try SampleLedger.copy()
    var settings = try SampleDashboard.settings()
    settings.ledger = folder.path("tarsier.sqlite")
    let before = try await SampleDashboard.get("/data", settings: settings)
    #expect(before.text.contains("its file, as it was imported"))
    let command = ["--ledger", settings.ledger, "bills", "verify", "samples/bills"]
    #expect(try Binary.run(command, in: SampleLedger.root).status == 0)
    let after = try await SampleDashboard.get("/data", settings: settings)
    #expect(!after.text.contains("its file, as it was imported"))
    #expect(after.text.contains("its files, through libcsv"))
  }

  @Test func `coverage has the command's figures`() async throws {
    let page = try await AuditedLedger.get("/data/coverage?month=2026-10")
    for row in try AuditedLedger.rows(["inventory", "coverage", "--as-of", "2026-11-02"]) {
      #expect(page.text.contains(escaped(text(row["coverage"]))))
      #expect(page.text.contains("<td class=\"number\">\(text(row["share"]))</td>"))
    }
    let rows = try AuditedLedger.rows([
      "concepts", "coverage", "--where", "billing_period=2026-10",
    ])
    for row in rows where row["section"] as? String == "coverage" {
      #expect(page.text.contains(">\(text(row["concept"]))</a>"))
      let share = text(row["covered_percent"])
      #expect(page.text.contains("<td class=\"number\">\(share.contains(".") ? share : share + ".0")</td>"))
    }
  }
}
