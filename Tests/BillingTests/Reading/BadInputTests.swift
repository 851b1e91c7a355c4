import Foundation
import TestSupport
import Testing

@testable import Billing

/// What is no bill, or not whole, is refused in words that say where, what, and how to go on.
struct BadInputTests {
  struct Case: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var file: String
    var content: String
    var error: String
  }

  private static let row = "1,acct-7,EUR,2025-12-01,2025-12-01 00:00:00,2025-12-01 01:00:00,A\n"
  private static let header =
    "BilledCost,BillingAccountId,BillingCurrency,BillingPeriodStart,ChargePeriodStart,ChargePeriodEnd,ServiceName\n"
  private static let goOn =
    "; nothing was imported: mend or fetch the file again, or import the rest with --allow-rejects"

  private static let sumsTooLarge =
    "b.csv: the costs of bill acct-7/2025-12 add up to more than 128 bits hold at its decimals; check the file for figures that are far too large; nothing was imported"

  private static func focus(_ name: String, _ rows: String, _ error: String) -> Case {
    // A list of rows ends with a line of its own.
    let goOn = error.hasSuffix("\n") ? String(goOn.dropFirst(2)) : goOn
    return Case(testDescription: name, file: "b.csv", content: header + row + rows, error: error + goOn)
  }

  private static let cases: [Case] = [
    Case(
      testDescription: "an empty file", file: "b.csv", content: "",
      error: "b.csv: is empty; a bill has a header row at least; fetch it again"),
    Case(
      testDescription: "blank lines alone", file: "b.csv", content: "\n \n",
      error: "b.csv: is empty; a bill has a header row at least; fetch it again"),
    Case(
      testDescription: "a text that is no bill", file: "notes.csv",
      content: "Dear reader,\nthis is no bill\n",
      error:
        "notes.csv: is no bill that Tarsier knows: its header begins with Dear reader; Tarsier reads FOCUS 1.x, AWS CUR 1.0 and 2.0, and the AWS DBR as .csv, .csv.gz or .zip; see docs/formats.md"
    ),
    Case(
      testDescription: "too few fields", file: "b.csv", content: header + "1,acct-7\n",
      error: "b.csv:2: has 2 fields where the header has 7" + goOn),
    Case(
      testDescription: "no currency column", file: "b.csv",
      content: "BilledCost,BillingAccountId,BillingPeriodStart,ChargePeriodStart\n",
      error:
        "b.csv: has no column BillingCurrency, without which it cannot be read as a bill; export it with that column, or say what holds for all rows: --assume BillingCurrency=VALUE"
    ),
    Case(
      testDescription: "no account column", file: "b.csv",
      content: "BilledCost,BillingCurrency,BillingPeriodStart,ChargePeriodStart\n",
      error:
        "b.csv: has no column BillingAccountId, without which it cannot be read as a bill; export it with that column, or say what holds for all rows: --assume BillingAccountId=VALUE"
    ),
    focus(
      "a word for a cost", "x" + row.dropFirst(),
      "b.csv:3: column BilledCost, value 'x': is no number"),
    focus(
      "dollar signs", "\"$10,000.00 \"" + row.dropFirst(),
      "b.csv:3: column BilledCost, value '$10,000.00 ': is no number"),
    focus(
      "too many decimals", "1e-31" + row.dropFirst(),
      "b.csv:3: column BilledCost, value '1e-31': has more than 30 decimals"),
    Case(
      testDescription: "decimals beyond 128 bits", file: "b.csv",
      content: header + row + "9e37" + row.dropFirst() + "0.001" + row.dropFirst(), error: sumsTooLarge),
    Case(
      testDescription: "sums beyond 128 bits", file: "b.csv",
      content: header + String(repeating: "9e37" + row.dropFirst(), count: 3), error: sumsTooLarge),
    focus(
      "no time", "1,acct-7,EUR,2025-12-01,soon,2025-12-01 01:00:00,A\n",
      "b.csv:3: column ChargePeriodStart, value 'soon': is no time"),
    focus(
      "no end", "1,acct-7,EUR,2025-12-01,2025-12-01 00:00:00,NULL,A\n",
      "b.csv:3: column ChargePeriodEnd, value 'NULL': is no time"),
    focus(
      "no period", "1,acct-7,EUR,,2025-12-01 00:00:00,2025-12-01 01:00:00,A\n",
      "b.csv:3: column BillingPeriodStart, value '': is missing"),
    focus(
      "no account", "1,NULL,EUR,2025-12-01,2025-12-01 00:00:00,2025-12-01 01:00:00,A\n",
      "b.csv:3: column BillingAccountId, value 'NULL': is missing"),
    focus(
      "two rows", "x" + row.dropFirst() + "1,2\n",
      "b.csv:3: 2 rows cannot be read:\n  b.csv:3: column BilledCost, value 'x': is no number\n  b.csv:4: has 2 fields where the header has 7\n"
    ),
    Case(
      testDescription: "cut inside quotes", file: "b.csv",
      content: header + row + row.dropLast(2) + "\"A, and",
      error:
        "b.csv:3: the file ends inside quotes: the file was cut short; fetch it again; nothing was imported"),
  ]

  @Test(arguments: cases)
  func says(_ bad: Case) throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(bad.file, bad.content)
    let text = readBothWays([path])
    #expect(text.lines == ["error: " + bad.error])
  }

  @Test("the first ten of many rows are shown, wherever they stand")
  func manyRows() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("b.csv", Self.header + Self.row + String(repeating: "1,2\n", count: 25))
    let shown = (3...12).map { "\n  b.csv:\($0): has 2 fields where the header has 7" }.joined()
    let text = readBothWays([path])
    #expect(
      text.lines == [
        "error: b.csv:3: 25 rows cannot be read; the first ten are:\(shown)\n\(Self.goOn.dropFirst(2))"
      ])
  }

  @Test func missingFilesAndFolders() throws {
    let folder = try TemporaryFolder()
    #expect(
      BillText.read([folder.path("none.csv")]).lines == [
        "error: \(folder.path("none.csv")): cannot be read: No such file or directory; check the path and your permissions; nothing was imported"
      ])
    #expect(BillText.read([folder.path]).lines[0].contains("is not a file; name a bill (.csv or .csv.gz)"))
  }

  @Test("what a file lacks may be assumed")
  func assumed() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(
      "b.csv", "BilledCost,BillingPeriodStart,ChargePeriodStart\n2.50,2025-12-01,2025-12-03\n")
    let assumed = ["billingaccountid": "acct-9", "BillingCurrency": "CHF"]
    readBothWays([path], assumed: assumed)
    let read = try ReadBill.one(path, assumed: assumed)
    #expect(read.bill.key == BillKey(billingAccount: "acct-9", period: "2025-12"))
    #expect(read.bill.summaries.map(\.currency) == ["CHF"])
    #expect(read.hourly() == [48: "2.50"])
  }

  @Test("rows that cannot be read are set aside with what they would have cost")
  func rejects() throws {
    var reader = BillReader(workers: 1)
    reader.allowsRejects = true
    let path = Fixtures.path("unreadable-rows.csv")
    let rejects = try reader.read([.init(path: path, name: "b.csv")]) { $0.flatMap(\.bill.rejects) }
    #expect(rejects.map(\.line) == [4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15])
    #expect(
      rejects.map { $0.column ?? "-" } == [
        "BilledCost", "BilledCost", "-", "-", "ChargePeriodStart", "BillingPeriodStart", "BillingAccountId",
        "BillingAccountId", "BillingCurrency", "ChargePeriodEnd", "EffectiveCost", "EffectiveCost",
      ])
    #expect(rejects.compactMap(\.billed).map(\.description) == ["3", "4", "5", "6", "7", "8", "9"])
    #expect(rejects[3].text == "2,acct-7,EUR,2025-12-01,2025-12-01 00:00:00,2025-12-01 01:00:00,\"A, B\",1,2")
    let read = try reader.read([.init(path: path, name: "b.csv")]) { $0.flatMap(\.bill.summaries) }
    #expect(read.map(\.rows) == [2])
    #expect(read.map { $0.totals[0].description } == ["10.75"])
  }
}
