import Foundation
import TestSupport
import Testing

/// What is refused because a bill would silently lose or double its charges, and how parts are added.
@Suite("Guards of the import")
struct BillGuardTests {
  private let bills: BillFolder
  private static let hours = (0..<96).map { "0.\($0)" }

  init() throws {
    bills = try BillFolder()
    try bills.write("whole.csv", [("EC2", Self.hours)])
    #expect(try bills.statuses("whole.csv") == ["new"])
  }

  private func expectRefused(_ result: ProgramResult, _ error: String) throws {
    #expect(result.status == 1)
    expectSameLines(result.err, as: "error: \(error)\n")
    #expect(try bills.csv("bills", "history").split(separator: "\n").count == 2)
  }

  @Test(arguments: [(47, "47 on 2"), (30, "30 on 2")]) func aBillThatShrinks(rows: Int, now: String) throws {
    try bills.write("part.csv", [("EC2", Array(Self.hours.prefix(rows)))])
    try expectRefused(
      bills.run("import", "part.csv"),
      "bill 111111111111/2024-05: would shrink from 96 rows on 4 days to \(now), as a part of it or a cut file "
        + "would; nothing was imported: name all its files in one command, add a part with --add, or insist with "
        + "--replace")
    #expect(try bills.statuses("part.csv", "--replace") == ["replaced"])
  }

  @Test func aBillThatLosesDays() throws {
    try bills.write("day.csv", [("EC2", Array(Self.hours.prefix(24))), ("S3", Array(Self.hours.prefix(24)))])
    try expectRefused(
      bills.run("import", "day.csv"),
      "bill 111111111111/2024-05: would shrink from 96 rows on 4 days to 48 on 1, as a part of it or a cut file "
        + "would; nothing was imported: name all its files in one command, add a part with --add, or insist with "
        + "--replace")
  }

  @Test func oneBillOfAFileIsRefusedWithAllOfThem() throws {
    var both = CurFile()
    both.charge(["bill/PayerAccountId": "000000000000", "lineItem/UnblendedCost": "1"])
    both.charge(["lineItem/UnblendedCost": "1"])
    try bills.folder.write("both.csv", both.text)
    #expect(try bills.run("import", "both.csv").status == 1)
    #expect(try bills.csv("bills", "history").split(separator: "\n").count == 2)
  }

  @Test func aManifestMayShrinkABill() throws {
    try bills.write("d/part-1.csv", [("EC2", ["1"])])
    try bills.folder.write(
      "d/Manifest.json",
      """
      {"assemblyId": "1", "reportName": "r", "reportKeys": ["d/part-1.csv"],
       "billingPeriod": {"start": "20240501T000000.000Z", "end": "20240601T000000.000Z"}}
      """)
    #expect(try bills.statuses("d") == ["replaced"])
  }

  @Test("two deliveries of a bill side by side", arguments: ["", "identity/LineItemId"])
  func looseFilesThatRepeat(lineID: String) throws {
    let identity = lineID.isEmpty ? [:] : [lineID: "id"]
    try bills.write("a.csv", [("EC2", Self.hours)], account: "2", more: identity)
    try bills.write("b.csv", [("EC2", Self.hours.map { $0 + "1" })], account: "2", more: identity)
    try expectRefused(
      bills.run("import", "a.csv", "b.csv"),
      "b.csv: has line items that a.csv has as well, as two deliveries of one bill do; import only the newer one, or "
        + "a folder with its manifest; nothing was imported")
  }

  @Test func partsOfOneBillAreNoRepeats() throws {
    try bills.write("a.csv", [("EC2", Self.hours)], account: "2")
    try bills.write("b.csv", [("S3", Self.hours)], account: "2")
    #expect(try bills.statuses("a.csv", "b.csv") == ["new"])
  }

  @Test func theSameContentCountsOnce() throws {
    let text = try String(decoding: bills.folder.bytes("whole.csv"), as: UTF8.self)
    var lines = text.split(separator: "\n").map(String.init)
    lines.swapAt(1, 2)
    try bills.folder.write("twin.csv", lines.joined(separator: "\r\n") + "\r\n")
    let result = try bills.run("import", "whole.csv", "twin.csv", "--format", "csv")
    #expect(result.out.contains(",96,96,"))
    #expect(
      result.err
        == "note: twin.csv was passed over for bill 111111111111/2024-05, which has its rows already\n")
  }

  @Test func partsAreAdded() throws {
    try bills.write("more.csv", [("S3", ["0.125", "2"]), ("EC2", ["0.0001"])])
    let result = try bills.run("import", "more.csv", "--add", "--format", "csv")
    #expect(result.status == 0, "\(result.err)")
    #expect(result.out.contains(",99,99,51.7751,USD,added,"))
    #expect(
      result.err.hasPrefix("note: bill 111111111111/2024-05 was added to: 96 rows before, 99 now; from"))
    #expect(
      try bills.csv("cost", "--by", "service") == "service,cost,currency\nEC2,49.6501,USD\nS3,2.125,USD\n")

    // The same file again, and a part that was there from the beginning, count once.
    for file in ["more.csv", "whole.csv"] {
      let again = try bills.run("import", file, "--add", "--format", "csv")
      #expect(again.out.contains(",99,99,51.7751,USD,unchanged,"))
    }
    #expect(try bills.csv("cost") == "cost,currency\n51.7751,USD\n")
  }

  @Test("a real bill in two halves is the whole bill", .sharedData("aws-cur1-2023-11.csv.gz"))
  func halvesOfARealBill() throws {
    let split = """
      import gzip, sys
      lines = gzip.open(sys.argv[1], 'rt', newline='').readlines()
      for name, rows in [('half-1.csv', lines[1::2]), ('half-2.csv', lines[2::2])]:
          open(f'{sys.argv[2]}/{name}', 'w', newline='').writelines(lines[:1] + rows)
      """
    let whole = Shared.data("aws-cur1-2023-11.csv.gz")
    _ = try Program.python(split, [whole, bills.folder.path])
    let questions = [
      ["bills"], ["cost", "--by", "service,resource,charge_category", "--per", "day"],
      ["cost", "--by", "usage_type,invoice", "--metric", "effective"],
      ["cost", "--by", "unit", "--metric", "usage"],
    ]
    func answers(_ ledger: String, _ imports: [[String]]) throws -> [String] {
      for arguments in imports {
        let result = try Binary.run(["import"] + arguments + ["--ledger", ledger], in: bills.folder.path)
        #expect(result.status == 0, "\(result.err)")
      }
      return try questions.map { question in
        let result = try Binary.run(
          question + ["--format", "csv", "--ledger", ledger], in: bills.folder.path)
        #expect(result.status == 0, "\(result.err)")
        return result.out.split(separator: "\n").sorted().joined(separator: "\n")
      }
    }
    let expected = try answers("whole.sqlite", [[whole]])
    let added = try answers("halves.sqlite", [["half-1.csv"], ["half-2.csv", "--add"]])
    for (text, whole) in zip(added, expected) { expectSameLines(text, as: whole) }
  }

  @Test func addingExcludesReplacing() throws {
    #expect(try bills.run("import", "whole.csv", "--add", "--replace").status == 64)
  }
}
