import Charts
import Foundation
import HTTPTypes
import HummingbirdTesting
import TestSupport
import Testing

@testable import Dashboard

struct FindingPagesTests {
  private func cell(_ value: Any?) -> String {
    if let count = value as? Int { return String(count) }
    return value as? String ?? "(none)"
  }

  @Test(arguments: ["rule", "owner", "account", "severity"])
  func `findings are added up as the command does`(key: String) async throws {
    let page = try await AuditedLedger.get("/findings?by=\(key)")
    let rows = try AuditedLedger.rows(["audit", "--by", key, "--as-of", "2026-11-02"])
    #expect(rows.count > 1)
    for row in rows {
      let counts = ["findings", "high", "medium", "low"].map {
        "<td class=\"number\">\(cell(row[$0]))</td>"
      }
      let name = (row[key] as? String).map(escaped) ?? "(none)"
      #expect(page.text.contains(counts.joined()), "\(row)")
      #expect(page.text.contains(name))
    }
  }

  /// Dearest first, each with its rule and resource, as many as the command has.
  @Test func `lists what the audit found`() async throws {
    let rows = try AuditedLedger.rows(["audit", "--as-of", "2026-11-02"])
    let page = try await AuditedLedger.get("/findings")
    let ids = rows.prefix(50).compactMap { $0["resource_id"] as? String }
    var rest = page.text[...]
    for id in ids {
      let place = try #require(rest.firstRange(of: escaped(id)), "\(id)")
      rest = rest[place.upperBound...]
    }
    #expect(page.text.contains("Findings (\(rows.count))"))
    #expect(page.text.contains("2026-11-02T23:59:59Z"))
    if rows.count > 50 { #expect(page.text.contains("1–50 of \(rows.count)")) }
  }

  @Test func `filters and views hold what the command does`() async throws {
    let rows = try AuditedLedger.rows(["audit", "--as-of", "2026-11-02"])
    let rule = try #require(rows.first?["rule"] as? String)
    let page = try await AuditedLedger.get("/findings?rule=\(rule)")
    #expect(page.text.contains("Findings (\(rows.count { $0["rule"] as? String == rule }))"))
    let notChecked = try AuditedLedger.rows(["audit", "--not-checked", "--as-of", "2026-11-02"])
    let other = try await AuditedLedger.get("/findings?show=not-checked")
    #expect(
      other.text.contains(
        "Not checked (\(notChecked.count.formatted(.number.locale(Locale(identifier: "en")))))"))
    let none = try await AuditedLedger.get("/findings?owner=(none)&show=excepted")
    #expect(none.status == .ok)
  }

  @Test func `a rule explains itself`() async throws {
    let page = try await AuditedLedger.get("/findings/rule?id=ebs-volume-detached")
    #expect(page.status == .ok)
    let text = try SampleLedger.run(["rules", "show", "ebs-volume-detached"]).out
    for line in text.split(separator: "\n").dropFirst(2)
    where !line.allSatisfy(\.isWhitespace) && !line.hasSuffix(":") && !line.hasPrefix("Clean-up")
      && !line.contains("flags")
      && !line.contains(":")
    {
      #expect(page.text.contains(escaped(line.trimmingCharacters(in: .whitespaces))), "\(line)")
    }
    let missing = try await AuditedLedger.get("/findings/rule?id=ebs-volume-detache")
    #expect(missing.status == .notFound)
    #expect(missing.text.contains("ebs-volume-detached"))
  }

  /// The parameters that the settings set, of the samples: `required-tags` looks for `team`.
  @Test func `a rule's parameters are those of the settings`() async throws {
    let page = try await AuditedLedger.get("/findings/rule?id=required-tags")
    #expect(page.text.contains("<th scope=\"row\">keys</th><td>team</td>"))
  }

  @Test func `every group has its zones`() async throws {
    let rows = try AuditedLedger.rows(["inventory", "zones", "--as-of", "2026-11-02"])
    let page = try await AuditedLedger.get("/findings/zones")
    #expect(page.text.contains("<svg class=\"chart\""))
    for row in rows {
      #expect(page.text.contains("\(cell(row["zone"])) \(cell(row["instances"]))"), "\(row)")
    }
  }
}
