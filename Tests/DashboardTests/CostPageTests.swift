import Foundation
import HTTPTypes
import HummingbirdTesting
import TestSupport
import Testing

@testable import Dashboard

/// The page of costs beside the command that it names.
struct CostPageTests {
  /// The figures of a column that stands in `data` elements, row by row, without the last row's total.
  private struct Table {
    var rows: [Decimal] = []
    var total = Decimal(0)

    /// The first table of a page.
    init(_ page: String) throws {
      let table = try #require(page.range(of: "<table class=\"costs-table\">"))
      let end = try #require(page.range(of: "</table>", range: table.upperBound..<page.endIndex))
      let lines = page[table.upperBound..<end.lowerBound].components(separatedBy: "<tr").dropFirst(2)
      for line in lines {
        let value = try #require(line.range(of: "<data value=\""))
        let figure = try #require(Decimal(string: String(line[value.upperBound...].prefix { $0 != "\"" })))
        if line.hasPrefix(" class=\"total\"") { total = figure } else { rows.append(figure) }
      }
    }
  }

  /// The command that a page names, as a shell reads it.
  private static func command(_ page: String) throws -> String {
    let start = try #require(page.range(of: "<code id=\"command\">"))
    let end = try #require(page.range(of: "</code>", range: start.upperBound..<page.endIndex))
    return String(page[start.upperBound..<end.lowerBound])
      .replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&quot;", with: "\"")
      .replacing("&#39;", with: "'").replacing("&amp;", with: "&")
  }

  /// The rows that the binary gives to that very command.
  private static func rows(_ command: String) throws -> [[String: Any]] {
    let script =
      "tarsier() { '\(Binary.path)' --ledger '\(try SampleLedger.path())' --config '\(SampleLedger.config)' \"$@\"; }\n"
      + command + " --format json"
    return try jsonRows(Program.run("bash", ["-c", script], in: SampleLedger.root))
  }

  @Test(arguments: [
    "", "by=team&per=hour&from=2026-10-05&to=2026-10-12", "by=service,region&per=week&top=3",
    "by=team&before-sharing=true&per=total", "by=service&per=day&time-zone=America%2FNew_York&top=4",
    "metric=effective&by=product&per=month&top=2", "by=usage_type&where=service%3DAmazonEC2&top=5",
    "filter=charge_category&value=Credit&value=Tax&not=true&by=account",
    "by=show&where=team%3Dvoting%2C%22it%27s+%5C%22&per=day&top=9",
  ])
  func tableAndCommandAgree(query: String) async throws {
    let answer = try await SampleDashboard.get(query.isEmpty ? "/costs" : "/costs?\(query)")
    #expect(answer.status == .ok, "\(answer.text)")
    let command = try Self.command(answer.text)
    let rows = try Self.rows(command)
    guard !rows.isEmpty else {
      #expect(answer.text.contains("No charge meets all of this"))
      return
    }
    let table = try Table(answer.text)
    let currency = try #require(rows[0]["currency"] as? String)
    let costs = rows.filter { $0["currency"] as? String == currency }.map { row in
      (
        row.filter { !["cost", "period_start"].contains($0.key) }.sorted { $0.key < $1.key }.description,
        Decimal(string: row["cost"] as? String ?? "") ?? .nan
      )
    }
    let sums = Dictionary(costs) { $0 + $1 }
    #expect(table.rows.sorted() == sums.values.sorted(), "\(command)")
    #expect(table.total == costs.map(\.1).reduce(0, +), "\(command)")
  }

  /// Every figure sorts, as the cost does within one currency; the others stay last.
  @Test(arguments: ["cost", "average", "share"], [false, true])
  func aColumnSorts(column: String, isReversed: Bool) async throws {
    let page = try await SampleDashboard.get(
      "/costs?by=service&per=day&top=5&sort=\(column)\(isReversed ? "&reverse=true" : "")"
    ).text
    let rows = try Table(page).rows
    #expect(rows.count == 6)
    #expect(rows.dropLast() == rows.dropLast().sorted(by: isReversed ? (<) : (>))[...])
    #expect(page.matches(of: /aria-sort/).count == 1)
    let next = (column == "cost" ? [] : ["sort=\(column)"]) + (isReversed ? [] : ["reverse=true"])
    let heading =
      "aria-sort=\"\(isReversed ? "ascending" : "descending")\"><a href=\""
      + (["/costs?by=service&amp;per=day&amp;top=5"] + next).joined(separator: "&amp;")
    #expect(page.contains(heading + "#table-0\">"))
  }

  @Test func theTimeBeforeSorts() async throws {
    let page = try await SampleDashboard.get(
      "/costs?by=service&per=total&from=2026-10-01&to=2026-11-01&compare=true&sort=before"
    ).text
    let before = try SampleLedger.rows([
      "cost", "--by", "service", "--from", "2026-09-01", "--to", "2026-10-01",
    ])
    let wanted = before.filter { $0["currency"] as? String == "USD" }.compactMap { $0["cost"] as? String }
    let start = try #require(page.range(of: "<table class=\"costs-table\">"))
    let shown = page[start.upperBound...].components(separatedBy: "<tr>").dropFirst(2).compactMap { row in
      row.components(separatedBy: "<data value=\"").dropFirst(2).first.map {
        String($0.prefix { $0 != "\"" })
      }
    }
    #expect(shown.count > 5)
    #expect(Array(shown.prefix(3)) == Array(wanted.prefix(3)))
  }

  @Test func comparisonAddsUp() async throws {
    let page = try await SampleDashboard.get(
      "/costs?by=team&per=day&from=2026-10-01&to=2026-11-01&compare=true&top=2"
    ).text
    let before = try SampleLedger.rows(["cost", "--from", "2026-09-01", "--to", "2026-10-01"])
    let total = try #require(before[0]["cost"] as? String)
    let foot = try #require(page.components(separatedBy: "<tr class=\"total\">").last)
    #expect(foot.contains("<data value=\"\(total)\">"))
    #expect(page.contains("the time before"))
  }

  @Test func whatNobodyKnowsIsAClearPage() async throws {
    for (query, words) in [
      ("by=servic", "did you mean &#39;service&#39;?"), ("style=pie", "none of area, columns"),
      ("why=service", "none of team"), ("from=2030-01-01", "no bill covers that time"),
      ("time-zone=Mars", "is no time zone"),
    ] {
      let answer = try await SampleDashboard.get("/costs?\(query)")
      #expect(answer.status == .badRequest)
      #expect(answer.text.contains(words), "\(query): \(answer.text)")
    }
  }

  @Test func reasonsStandOnThePage() async throws {
    let page = try await SampleDashboard.get("/costs?by=team&why=team").text
    #expect(page.contains("Why these values of team"))
    #expect(page.contains("tarsier.yaml:"))
  }

  @Test func valuesAreChosenFromAList() async throws {
    let page = try await SampleDashboard.get("/costs/filter?by=service&of=team&where=team%3Dvoting").text
    #expect(page.contains("name=\"value\" value=\"voting\" checked"))
    #expect(page.contains("name=\"value\" value=\"checkout\">"))
    let found = try await SampleDashboard.get("/costs/filter?of=team&find=VOT").text
    #expect(found.contains("value=\"voting\""))
    #expect(!found.contains("value=\"checkout\""))
  }

  @Test(arguments: [
    "/throughput", "/throughput?per-metric=requests&by=team&per=month", "/commitments",
    "/commitments?month=2026-09", "/costs?metric=usage&by=service&per=week",
  ])
  func pagesAnswer(address: String) async throws {
    let answer = try await SampleDashboard.get(address)
    #expect(answer.status == .ok, "\(answer.text)")
    #expect(answer.text.contains("<table"))
    #expect(!answer.text.contains(" style=") && !answer.text.contains("<script>"))
  }

  /// What nobody used is what the fees cost beyond what was used of them.
  @Test func whatNobodyUsedIsOnTheCommitmentsPage() async throws {
    let page = try await SampleDashboard.get("/commitments?month=2026-10").text
    let rows = try SampleLedger.rows([
      "cost", "--metric", "effective", "--where", "billing_period=2026-10",
      "--where", "charge_category=Purchase", "--where", "commitment!=",
    ])
    let unused = try #require(Decimal(string: rows.first?["cost"] as? String ?? ""))
    let shown = unused.formatted(.number.locale(Locale(identifier: "en")).precision(.fractionLength(2)))
    #expect(unused > 0)
    // In the legend of the days, under the hours, and under the commitments.
    #expect(page.contains("<bdi>unused</bdi> <b>\(shown)</b>"))
    #expect(page.components(separatedBy: "<td class=\"number\">\(shown)</td>").count == 3)
  }

  /// Hours without a price have no sum of their own beside that of the currency.
  @Test func aTableOfOneCurrencyHasOneTotal() async throws {
    let page = try await SampleDashboard.get("/commitments?month=2026-10").text
    let totals = page.components(separatedBy: "<tfoot>").dropFirst().map { foot in
      foot.components(separatedBy: "</tfoot>")[0].components(separatedBy: "<tr>").count - 1
    }
    #expect(totals == [1, 1])
  }

  /// A usage type leads to its hours, which add up to what its row says.
  @Test func aUsageTypeLeadsToItsCosts() async throws {
    let page = try await SampleDashboard.get("/commitments?month=2026-10").text
    let row = try #require(
      page.matches(
        of:
          /<a href="\/costs\?([^"]+)">BoxUsage:c5\.2xlarge<\/a>.*?<td class="number">([0-9,.]+)<\/td><td class="number">([0-9,.]+)<\/td><td class="number">[0-9,.]+<\/td><\/tr>/
      ).first)
    let shown = [row.2, row.3].compactMap { Decimal(string: String($0.replacing(",", with: ""))) }.reduce(
      0, +)
    let question = row.1.replacing("&amp;", with: "&").replacing("&per=hour", with: "")
    #expect(question.utf8.count < row.1.utf8.count)
    let answer = try await SampleDashboard.get("/api/v1/cost?\(question)")
    let rows = try #require(JSONSerialization.jsonObject(with: Data(answer.text.utf8)) as? [[String: Any]])
    let costs = rows.compactMap { Decimal(string: $0["cost"] as? String ?? "") }
    #expect(costs.count == 2)
    #expect(abs(costs.reduce(0, +) - shown) <= Decimal(string: "0.01") ?? 0)
  }

  /// The chart's colours stand beside the table's names in any order.
  @Test func aGroupHasOneColour() async throws {
    for sort in ["cost", "name&reverse=true", "maximum"] {
      let page = try await SampleDashboard.get("/costs?by=team&per=day&sort=\(sort)").text
      let legend = page.matches(of: /<i class="(s-[0-9a-z]+)"><\/i><bdi>([^<]+)<\/bdi>/)
      let table = page.matches(of: /<i class="swatch (s-[0-9a-z]+)"><\/i><a [^>]+><bdi>([^<]+)<\/bdi>/)
      #expect(table.count > 5)
      for row in table {
        #expect(legend.contains { $0.1 == row.1 && $0.2 == row.2 }, "\(row.2), sorted by \(sort)")
      }
    }
  }

  /// A path would read files of the server.
  @Test func throughputReadsNoFileOfTheAskers() async throws {
    let answer = try await SampleDashboard.get("/throughput?per-metric=%2Fetc%2Fhosts.csv")
    #expect(answer.status == .badRequest)
    #expect(answer.text.contains("none of the settings"))
  }

  @Test func unitCostsAreTheCommands() async throws {
    let page = try await SampleDashboard.get("/throughput?per-metric=requests&per=month").text
    let rows = try SampleLedger.rows(["cost", "unit", "--per-metric", "requests", "--per", "month"])
    for row in rows {
      let start = try #require(row["period_start"] as? String)
      #expect(page.contains(">\(start)<"))
    }
  }

  @Test(arguments: ["/costs", "/costs/filter?of=team", "/throughput", "/commitments"])
  func aLedgerWithoutBillsSaysSo(path: String) async throws {
    let folder = try TemporaryFolder()
    let made = try Binary.run(
      ["--ledger", folder.path("l.sqlite"), "inventory", "load", "\(SampleLedger.root)/samples/inventory"])
    #expect(made.status == 0, "\(made.err)")
    let answer = try await SampleDashboard.get(
      path, settings: DashboardSettings(ledger: folder.path("l.sqlite")))
    #expect(answer.status == .ok, "\(answer.text)")
    #expect(answer.text.contains("tarsier import"))
  }

  @Test func hostileNamesAreText() async throws {
    let folder = try TemporaryFolder()
    var bill = CurFile("resourceTags/user:team")
    let names = HostileNames.all
    for name in names {
      bill.charge(["lineItem/UnblendedCost": "1.5", "resourceTags/user:team": name])
    }
    try folder.write("bill.csv", bill.text)
    let made = try Binary.run(["--ledger", folder.path("l.sqlite"), "import", folder.path("bill.csv")])
    #expect(made.status == 0, "\(made.err)")
    let settings = DashboardSettings(ledger: folder.path("l.sqlite"))
    for path in ["/costs?by=tag:team&per=hour&top=20", "/costs/filter?of=tag:team"] {
      let page = try await SampleDashboard.get(path, settings: settings)
      #expect(page.status == .ok)
      #expect(!page.text.contains("<script>alert") && !page.text.contains("<img"))
      #expect(page.text.contains("&lt;script&gt;alert(1)&lt;/script&gt;"))
      #expect(!page.text.contains("href=\"javascript:"))
      #expect(page.text.utf8.count < 150_000)
    }
  }
}
