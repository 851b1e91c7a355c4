import Charts
import Foundation
import HTTPTypes
import HummingbirdTesting
import TestSupport
import Testing

@testable import Dashboard

struct ResourcePagesTests {
  @Test func `types are counted as the command counts them`() async throws {
    let page = try await AuditedLedger.get("/resources")
    #expect(page.status == .ok)
    let rows = try AuditedLedger.rows(["inventory", "list", "--as-of", "2026-11-02"])
    let sums = Dictionary(grouping: rows) { $0["resource_type"] as? String ?? "" }
      .mapValues { $0.reduce(0) { $0 + ($1["resources"] as? Int ?? 0) } }
    #expect(sums.count > 10)
    for (type, count) in sums {
      #expect(
        page.text.contains("\">\(type)</a></td><td class=\"number\">\(count)</td>"), "\(type): \(count)")
    }
    #expect(page.text.contains("<td class=\"number\">\(sums.values.reduce(0, +))</td>"))
  }

  @Test(arguments: [
    ("q=vol-0a996f12d169c305c", ["vol-0a996f12d169c305c"]), ("q=RESULTS-EXPORT", ["vol-0a996f12d169c305c"]),
    ("q=%25", []), ("type=ebs_volume&q=results-ex", ["vol-0a996f12d169c305c"]),
    ("type=instance&q=results-ex", []), ("q=vol-0a996f12d169c305c&region=eu-west-1", []),
  ])
  func `a search finds ids, names and tags in any case`(question: String, ids: [String]) async throws {
    let page = try await AuditedLedger.get("/resources?\(question)")
    let found = page.text.matches(of: /href="\/resources\/show\?id=[^"]*">([^<]*)</).map { String($0.1) }
    #expect(found == ids)
  }

  /// Every resource of the samples that the command lists with a tag's value, also where another call tells tags.
  @Test(arguments: ["s3_bucket", "load_balancer", "rds_instance", "instance"])
  func `tags are found wherever they come from`(type: String) async throws {
    let rows = try AuditedLedger.rows(["inventory", "list", type, "--as-of", "2026-11-02"])
    let tagged = rows.filter { $0["tag:team"] as? String == "voting" }
    let page = try await AuditedLedger.get("/resources?type=\(type)&q=voting")
    let found = page.text.matches(of: /resources\/show\?id=/).count
    let named = rows.filter { row in
      row.contains { key, value in
        (key.hasPrefix("tag:") || key == "name" || key == "arn" || key == rowID(type))
          && (value as? String)?.lowercased().contains("voting") == true
      }
    }
    #expect(found == min(named.count, Pager.length))
    #expect(named.count >= tagged.count)
  }

  private func rowID(_ type: String) -> String {
    ["s3_bucket": "bucket", "load_balancer": "load_balancer", "rds_instance": "rds_instance"][type]
      ?? "\(type)_id"
  }

  @Test func `a resource has what the command shows of it`() async throws {
    let id = "vol-0a996f12d169c305c"
    let page = try await AuditedLedger.get("/resources/show?id=\(id)")
    #expect(page.status == .ok)
    #expect(page.text.contains("<h1>\(id)</h1>"))
    #expect(page.text.contains("<a href=\"/resources\" aria-current=\"page\">"))
    for row in try AuditedLedger.rows(["inventory", "show", id, "--as-of", "2026-11-02"]) {
      let value = row["value"] as? String ?? ""
      if row["section"] as? String == "cost" {
        // The page shows cents, rounded half to even.
        let cost = try #require(Decimal(string: value.split(separator: " ").first.map(String.init) ?? ""))
        let cents = Decimal.FormatStyle(locale: Locale(identifier: "en")).precision(.fractionLength(2))
        let day = row["field"] as? String ?? ""
        let cells =
          ">\(day)</td><td class=\"number\">\(cost.formatted(cents.rounded(rule: .toNearestOrEven)))</td>"
        #expect(page.text.contains(cells), "\(row)")
      } else {
        #expect(page.text.contains(escaped(value)), "\(row)")
      }
    }
    #expect(page.text.contains("<svg class=\"slots columns\""))
    #expect(page.text.contains("/janitor/keep?id="))
  }

  @Test func `a resource leads to its hours`() async throws {
    let id = "vol-0a996f12d169c305c"
    let page = try await AuditedLedger.get("/resources/show?id=\(id)")
    let link = String(try #require(page.text.firstMatch(of: /href="(\/costs\?per=hour[^"]*)"/)).1)
    let hours = try await AuditedLedger.get(link.replacing("&amp;", with: "&"))
    let rows = try AuditedLedger.rows(["cost", "--metric", "effective", "--where", "resource=\(id)"])
    let cost = try #require(rows.first?["cost"] as? String)
    let foot = try #require(hours.text.components(separatedBy: "<tr class=\"total\">").last)
    #expect(foot.contains("<data value=\"\(cost)\">"))
  }

  @Test(arguments: [
    ("/resources/show?id=vol-nothing", 404, "is no resource"),
    ("/resources/show?id=111111111111/us-east-1/ebs_volume/vol-x", 404, "is no resource"),
    ("/resources/show?id=voting-web", 400, "is the name of"), ("/resources/show", 400, "is missing"),
    ("/resources?typ=x", 400, "did you mean"), ("/resources?offset=x", 400, "no whole number"),
  ])
  func `wrong names get a page that says so`(uri: String, status: Int, words: String) async throws {
    let page = try await AuditedLedger.get(uri)
    #expect(page.status.code == status)
    #expect(page.text.contains(words))
  }

  @Test func `hostile texts are shown as text`() async throws {
    let page = try await AuditedLedger.get("/resources?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E")
    #expect(page.status == .ok)
    #expect(!page.text.contains("<script>alert"))
    #expect(page.text.contains("&lt;script&gt;alert(1)&lt;/script&gt;"))
  }

  @Test func `every link leads to a page`() async throws {
    for uri in ["/resources", "/findings", "/janitor", "/data", "/findings/zones"] {
      let page = try await AuditedLedger.get(uri)
      let links = Set(
        page.text.matches(of: /href="(\/(?:resources|findings|janitor|data|reports)[^"#]*)["#]/).map {
          String($0.1)
        })
      for link in links.sorted().prefix(25) {
        let answer = try await AuditedLedger.get(link.replacing("&amp;", with: "&"))
        #expect(answer.status == .ok, "\(uri) → \(link)")
      }
    }
  }
}
