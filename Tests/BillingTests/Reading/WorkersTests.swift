import Foundation
import TestSupport
import Testing

@testable import Billing

/// A file of several chunks gives the same bills however many workers share it.
struct WorkersTests {
  /// Some megabytes with quotes and line breaks in cells, so that chunks end inside quotes.
  private static func largeBill(_ random: inout SplitMix64, rows: Int = 6_500) -> String {
    let header =
      "BilledCost,BillingAccountId,BillingCurrency,BillingPeriodStart,ChargePeriodStart,ChargePeriodEnd,ServiceName,"
      + "ResourceId,EffectiveCost,ConsumedQuantity,Tags,x_Note\n"
    var text = header
    let note = String(repeating: "a note, \"\"quoted\"\"\nwith lines\n", count: 12)
    for row in 0..<rows {
      let day = Int.random(in: 1...31, using: &random)
      let date = "2024-05-\(day < 10 ? "0" : "")\(day)"
      let cost =
        "\(Int.random(in: -9...99, using: &random)).\(Int.random(in: 0...99_999_999, using: &random))"
      let end = row % 50 == 0 ? "2024-06-01" : "\(date) 03:00:00"
      // More decimals come late in the file, so that what was added up before has to follow.
      let fine = row > 5_000 && row % 97 == 0 ? "1.5e-15" : cost
      text +=
        "\(fine),acct \(row % 3),\(row % 11 == 0 ? "EUR" : "USD"),2024-05-01,\(date) 02:00:00,\(end),service \(row % 7),"
        + "\"resource-\(Int.random(in: 0...900, using: &random))\",\(cost),\(row),"
        + "\"{\"\"team\"\": \"\"t\(row % 5)\"\", \"\"run\"\": \"\"\(row % 600)\"\"}\",\"\(note)\"\n"
    }
    return text
  }

  @Test func giveTheSame() throws {
    var random = SplitMix64(seed: 20)
    let folder = try TemporaryFolder()
    let path = try folder.write("large.csv", Self.largeBill(&random))
    let size = try Data(contentsOf: URL(filePath: path)).count
    #expect(size > 3 * ChunkQueue.chunkSize / 4 * 3)
    let one = readBothWays([path])
    #expect(one.lines.count > 1_000)
    for workers in [2, 3] { expectSame(one, BillText.read([path], workers: workers), "\(workers) workers") }
  }

  @Test("rows that cannot be read are the same ones, too")
  func rejects() throws {
    var random = SplitMix64(seed: 21)
    let folder = try TemporaryFolder()
    let text = Self.largeBill(&random, rows: 3_500).split(separator: "acct 1,").joined(separator: "acct 1,,")
    let path = try folder.write("large.csv", text)
    let one = BillText.read([path], allowsRejects: true)
    #expect(one.lines.count { $0.hasPrefix("reject") } > 1_000)
    for workers in [2, 3] {
      expectSame(one, BillText.read([path], workers: workers, allowsRejects: true), "\(workers) workers")
    }
  }

  @Test("a file that leaves the scanner's dialect late goes to libcsv as a whole")
  func leavesTheDialectLate() throws {
    var random = SplitMix64(seed: 22)
    let folder = try TemporaryFolder()
    let text = Self.largeBill(&random, rows: 3_500)
    let row = "7,acct 0,USD,2024-05-01,2024-05-01,2024-05-01 01:00:00,a 5\" disk,r,1,1,{},\n"
    let plain = BillText.read([try folder.write("large.csv", text + row.split(separator: "\"").joined())])
    let odd = readBothWays([try folder.write("large.csv", text + row)])
    #expect(odd.lines.count == plain.lines.count)
    expectSame(odd, BillText.read([folder.path("large.csv")], workers: 2), "two workers")
  }
}
