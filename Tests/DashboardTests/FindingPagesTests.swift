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
    // The samples have one currency, and findings without any cost.
    #expect(rows.count > 1 && Set(rows.map { cell($0[key]) }).count == rows.count)
    let all = try AuditedLedger.rows(["audit", "--as-of", "2026-11-02"])
    #expect(all.contains { $0["currency"] is NSNull })
    #expect(rows.compactMap { $0["findings"] as? Int }.reduce(0, +) == all.count)
    for row in rows {
      let name = row[key] as? String
      let findings = all.filter { $0[key == "account" ? "account_id" : key] as? String == name }
      #expect(
        row["findings"] as? Int == findings.count
          && row["high"] as? Int == findings.count { $0["severity"] as? String == "high" })
    }
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

  /// The texts of one column of the first table behind a heading, row by row.
  private static func texts(_ page: String, of column: Int, behind id: String) throws -> [String] {
    let start = try #require(page.range(of: "<h2 id=\"\(id)\">"))
    let end = try #require(page.range(of: "</tbody>", range: start.upperBound..<page.endIndex))
    return page[start.upperBound..<end.lowerBound].components(separatedBy: "<tr>").dropFirst(2).map { row in
      let cell = row.components(separatedBy: "<td ")[column + 1]
      return String(cell.drop { $0 != ">" }.dropFirst().replacing(/<[^>]*>/, with: ""))
    }
  }

  /// The command's rows in another order: those without a value last, equal ones as the command has them.
  private static func sorted(
    _ rows: [[String: Any]], by key: String, isAscending: Bool
  ) -> [[String: Any]] {
    func number(_ row: [String: Any]) -> Decimal? {
      switch row[key] {
      case let count as Int: Decimal(count)
      case let text as String: ["low": 0, "medium": 1, "high": 2][text] ?? Decimal(string: text)
      default: nil
      }
    }
    let isText = key == "resource_id" || key == "since" || key == "rule"
    func isBefore(_ a: [String: Any], _ b: [String: Any]) -> Bool? {
      if isText, let first = a[key] as? String, let second = b[key] as? String {
        return first == second ? nil : (first < second) == isAscending
      }
      guard let first = number(a), let second = number(b) else {
        let (isFirst, isSecond) = (a[key] as? String != nil, b[key] as? String != nil)
        return isFirst == isSecond ? nil : isFirst
      }
      return first == second ? nil : (first < second) == isAscending
    }
    return rows.enumerated().sorted { isBefore($0.element, $1.element) ?? ($0.offset < $1.offset) }
      .map(\.element)
  }

  @Test(
    arguments: [
      ("", "monthly_cost", false), ("?reverse=true", "monthly_cost", true), ("?sort=saving", "saving", false),
      ("?sort=saving&reverse=true", "saving", true), ("?sort=severity", "severity", false),
      ("?sort=severity&reverse=true", "severity", true), ("?sort=since", "since", true),
      ("?sort=since&reverse=true", "since", false), ("?sort=resource_id", "resource_id", true),
    ] as [(String, String, Bool)])
  func `findings are sorted by a column`(query: String, key: String, isAscending: Bool) async throws {
    let rows = try AuditedLedger.rows(["audit", "--as-of", "2026-11-02"])
    let page = try await AuditedLedger.get("/findings\(query)").text
    let wanted = Self.sorted(rows, by: key, isAscending: isAscending).prefix(50)
    #expect(
      try Self.texts(page, of: 2, behind: "list")
        == wanted.compactMap { ($0["resource_id"] as? String).map(escaped) })
    let order = isAscending ? "ascending" : "descending"
    let heading = try #require(page.components(separatedBy: "<h2 id=\"list\">").last)
    #expect(heading.matches(of: /aria-sort/).count == 1)
    // Another click turns it round.
    let usual = ["since", "resource_id"].contains(key)
    let field = key == "monthly_cost" ? "" : "sort=\(key)"
    let link = (isAscending == usual ? [field, "reverse=true"] : [field]).filter { !$0.isEmpty }.joined(
      separator: "&amp;")
    #expect(
      heading.contains("aria-sort=\"\(order)\"><a href=\"/findings\(link.isEmpty ? "" : "?" + link)#list\">"))
  }

  @Test(
    arguments: [
      ("", "monthly_cost", false), ("sort-sums=findings", "findings", false),
      ("sort-sums=high&reverse-sums=true", "high", true), ("sort-sums=name", "rule", true),
      ("sort-sums=saving", "saving", false),
    ] as [(String, String, Bool)])
  func `sums are sorted by a column`(query: String, key: String, isAscending: Bool) async throws {
    let rows = try AuditedLedger.rows(["audit", "--by", "rule", "--as-of", "2026-11-02"])
    let page = try await AuditedLedger.get("/findings?\(query)").text
    let wanted = Self.sorted(rows, by: key, isAscending: isAscending).compactMap { $0["rule"] as? String }
    #expect(try Self.texts(page, of: 0, behind: "sums") == wanted)
    // The list below stays as it was, and its links keep the order of the sums.
    let list = try #require(page.components(separatedBy: "<h2 id=\"list\">").last)
    let kept = query.isEmpty ? "" : "\(query.replacing("&", with: "&amp;"))&amp;"
    #expect(
      list.contains("Findings, dearest first") && list.contains("<a href=\"/findings?\(kept)sort=saving"))
  }

  @Test func `a form and the pages of a list keep its order`() async throws {
    let page = try await AuditedLedger.get("/findings?sort=since&reverse=true").text
    #expect(page.contains("<input type=\"hidden\" name=\"sort\" value=\"since\">"))
    #expect(page.contains("<input type=\"hidden\" name=\"reverse\" value=\"true\">"))
    #expect(page.contains("/findings?sort=since&amp;reverse=true&amp;offset=50#list\" rel=\"next\""))
    let rule = try await AuditedLedger.get("/findings/rule?id=ebs-volume-detached&sort=since").text
    #expect(rule.contains("aria-sort=\"ascending\""))
    #expect(try await AuditedLedger.get("/findings?sort=cost").status == .badRequest)
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
