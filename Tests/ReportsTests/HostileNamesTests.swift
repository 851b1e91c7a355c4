import Allocation
import Billing
import Reports
import Testing

/// Names from bills and tags are shown as they are, and do nothing.
struct HostileNamesTests {
  static let names = [
    "<script>alert(1)</script>", "a|b", "`rm`", "[x](https://evil.example)", "![x](//evil.example)",
    "=HYPERLINK(\"//evil.example\")", "\" onmouseover=\"alert(1)", "www.evil.example", "line\nbreak",
    "two\n\n<script>lines",
    "{{period}}",
    "*bold* _it_ ~~gone~~", "&amp;",
  ]

  private func files(named name: String) throws -> [String: String] {
    var company = SmallCompany(months: [])
    company.charges = [
      SmallCompany.Charge(
        period: "2026-10", day: 1, hour: 0,
        dimensions: [
          "service": name, "team": name, "account": name, "region": name, "resource": name,
          "charge_category": name, "charge_type": name, "invoice": name,
          "invoice_issuer": name,
        ],
        amount: Amount(units: 1, scale: 0))
    ]
    let report = try MonthReport(company.inputs(organization: name, findings: []))
    return Dictionary(uniqueKeysWithValues: try ReportFiles.files(of: report).map { ($0.name, $0.text) })
  }

  @Test(arguments: names)
  func html(name: String) throws {
    let page = try #require(files(named: name)["2026-10.html"])
    #expect(!page.contains("<script") && !page.contains("onmouseover=\"alert"))
    #expect(
      page.contains(
        name.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
          .replacing(">", with: "&gt;").replacing("\"", with: "&quot;")))
  }

  @Test(arguments: names)
  func statements(name: String) throws {
    let files = try files(named: name).filter { $0.key.contains("/statements/") }
    #expect(files.count == 3)
    for (path, text) in files {
      #expect(!path.dropFirst("2026-10/statements/".count).contains { "/<>`\"\n".contains($0) })
      if path.hasSuffix(".csv") { continue }
      // A command in backticks shows the name as it is, on one line.
      let text = text.split(separator: "\n").filter { !$0.hasPrefix("`") }.joined(separator: "\n")
      #expect(!text.contains("<script") && (path.hasSuffix(".md") || !text.contains("onmouseover=\"alert")))
      guard path.hasSuffix(".md") else { continue }
      #expect(!text.replacing("\\]", with: "").contains("]("))
      #expect(text.split(separator: "\n").first?.hasPrefix("# ") == true)
    }
  }

  @Test(arguments: names)
  func markdown(name: String) throws {
    let page = try #require(files(named: name)["2026-10.md"])
    #expect(!page.replacing("\\]", with: "").contains("]("))
    #expect(!page.contains("https://") && !page.contains("www."))
    #expect(!page.contains("<script"))
    let services = try #require(page.split(separator: "## Cost by service", maxSplits: 1).last)
    let rows = services.split(separator: "\n").filter { $0.hasPrefix("|") }
    let service = try #require(rows.first { $0.contains("100.0%") })
    #expect(service.replacing("\\|", with: "").count { $0 == "|" } == 4)
  }

  @Test func `a spreadsheet sees no formula`() throws {
    let files = try files(named: "=1+1")
    #expect(files["2026-10/services.csv"]?.contains("\n'=1+1,1,100.0,USD\n") == true)
    #expect(files["2026-10.csv"]?.contains("services,'=1+1,cost,1,USD\n") == true)
    #expect(files.values.allSatisfy { !$0.contains("\n=") && !$0.contains(",=") })
  }
}
