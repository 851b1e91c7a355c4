import TestSupport
import Testing

@testable import Billing

/// The same four charges in many dialects of CSV give the same bill.
struct DialectTests {
  @Test(arguments: Fixtures.names(in: "dialects"))
  func isTheSameBill(_ name: String) throws {
    let read = readBothWays([Fixtures.path("dialects/\(name)")])
    let plain = BillText.read([Fixtures.path("dialects/plain.csv")])
    // The first line names the file.
    expectSame(
      BillText(lines: Array(read.lines.dropFirst())), BillText(lines: Array(plain.lines.dropFirst())), name)
  }

  @Test func readsThePlainOne() throws {
    let read = try ReadBill.one(Fixtures.path("dialects/plain.csv"))
    #expect(read.bill.key == BillKey(billingAccount: "acct-7", period: "2025-12"))
    #expect(read.bill.format == "FOCUS 1.0")
    #expect(read.bill.files.map(\.name) == ["plain.csv"])
    #expect(read.bill.measures == [.billed, .effective, .usage])
    #expect(read.sum(.billed)?.description == "1233.6500003")
    #expect(read.sum(.effective)?.description == "-0.8999997")
    #expect(read.sum(.usage)?.description == "3.5")
    #expect(read.bill.scale == 7)
    #expect(read.bill.usageScale == 1)
    #expect(read.bill.summaries.map(\.empties) == [[0, 0, 2]])
    #expect(read.series.map(\.resource) == ["vm-1", "", "", "vm-2"])
    #expect(
      read.series.map(\.combination.tags) == [
        ["team": "checkout", "note": "a \"b\", c"], [:], [:], ["team": "search"],
      ])
    #expect(read.series[0].combination[.description] == "Node hours, large")
    #expect(read.series[3].combination[.description] == "Grüße\nüber zwei Zeilen")
    #expect(read.series[1].combination[.unit] == nil)
    #expect(read.series.map(\.hours.count) == [1, 1, 720, 1])
  }

  @Test("libcsv takes what the scanner leaves: quotes inside bare cells")
  func strayQuotes() throws {
    let path = Fixtures.path("stray-quotes.csv")
    readBothWays([path])
    let read = try ReadBill.one(path)
    #expect(read.series.map { $0.combination[.service] } == ["Disk 3.5\" drives", "Disk", "Plain"])
    #expect(read.series.map(\.resource) == ["disk-1", "disk\"-2", "disk-3"])
    #expect(read.sum(.billed)?.description == "2.5")
  }

  @Test("quotes, blanks and words for nothing make no other resource or tag")
  func tags() throws {
    let path = Fixtures.path("cur-tags.csv")
    readBothWays([path])
    let read = try ReadBill.one(path)
    #expect(read.series.map(\.resource) == ["i-1", "", "arn:aws:ec2:x:1:volume/vol 9"])
    #expect(
      read.series.map(\.combination.tags) == [
        ["team": "batch \"blue\", 2", "aws:createdBy": "role:x"], [:], ["team": "Zürich, r&d"],
      ])
    #expect(read.series.map(\.combination.costCategories) == [["Unit": "shop"], [:], [:]])
    #expect(read.series.map { $0.combination[.operation] } == ["None", "None", "None"])
    #expect(read.sum(.billed)?.description == "1.4")
  }
}
