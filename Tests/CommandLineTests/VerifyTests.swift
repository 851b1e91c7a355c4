import Foundation
@testable import Ledger
import TestSupport
import Testing

/// The ledger against the files, and against itself.
@Suite("Verification")
struct VerifyTests {
  private let bills: BillFolder

  init() throws {
    bills = try BillFolder()
    try bills.write("bill.csv", [("EC2", ["1", "2", "3"]), ("S3", ["0.5"])])
    #expect(try bills.statuses("bill.csv") == ["new"])
  }

  private static let sound = "note: 1 bill verified, nothing differs\n"

  @Test func whatIsSound() throws {
    for arguments in [["bills", "verify"], ["bills", "verify", "bill.csv"]] {
      let result = try Binary.run(arguments + ["--ledger", "l.sqlite"], in: bills.folder.path)
      #expect(result.status == 0)
      #expect(result.err == Self.sound)
    }
  }

  @Test func howItWentIsKept() throws {
    func kept() throws -> String {
      try Program.sqlite3(bills.folder.path("l.sqlite"), "SELECT against, differences FROM verification")
    }
    #expect(try kept() == "")
    #expect(try bills.run("bills", "verify").status == 0)
    #expect(try kept() == "itself|0\n")
    #expect(try bills.run("bills", "verify", "bill.csv").status == 0)
    #expect(try kept() == "files|0\n")
    try bills.write("other.csv", [("EC2", ["1", "2", "3"]), ("S3", ["0.25"])])
    #expect(try bills.run("bills", "verify", "other.csv").status == 1)
    #expect(try kept() == "files|4\n")
    // What comes in its place was not verified yet.
    #expect(try bills.statuses("other.csv") == ["replaced"])
    #expect(try bills.run("bills", "verify", "other.csv").status == 0)
    #expect(try kept() == "files|4\nfiles|0\n")
  }

  @Test func aLedgerThatSomebodyElseWritesIsVerifiedAllTheSame() throws {
    let writer = try Ledger.writing(bills.folder.path("l.sqlite"))
    try writer.database.execute("BEGIN IMMEDIATE")
    let result = try bills.run("bills", "verify", "bill.csv")
    try writer.database.execute("ROLLBACK")
    #expect(result.status == 0)
    #expect(result.err.hasPrefix(Self.sound + "note: this is not kept in the ledger: "))
    #expect(result.err.contains("another tarsier is writing"))
  }

  @Test func addedPartsAreSound() throws {
    try bills.write("more.csv", [("RDS", (0..<40).map { "0.00\($0)" })])
    #expect(try bills.statuses("more.csv", "--add") == ["added"])
    #expect(try bills.run("bills", "verify").err == Self.sound)
    #expect(try bills.run("bills", "verify", "bill.csv", "more.csv").err == Self.sound)
  }

  @Test func anotherFile() throws {
    try bills.write("other.csv", [("EC2", ["1", "2", "3"]), ("S3", ["0.25"])])
    let result = try bills.run("bills", "verify", "other.csv", "--format", "csv")
    #expect(result.status == 1)
    #expect(result.err == "note: 1 bill verified, 1 differs\n")
    expectSameLines(
      result.out,
      as: """
        bill,what,service,day,currency,files,ledger
        111111111111/2024-05,billed,,,USD,6.25,6.5
        111111111111/2024-05,effective,,,USD,6.25,6.5
        111111111111/2024-05,billed,S3,2024-05-01,USD,0.25,0.5
        111111111111/2024-05,effective,S3,2024-05-01,USD,0.25,0.5

        """)
  }

  @Test func aBillThatTheLedgerLacks() throws {
    try bills.write("new.csv", [("EC2", ["1"])], account: "2")
    let result = try bills.run("bills", "verify", "new.csv", "--format", "csv")
    #expect(result.status == 1)
    #expect(result.out == "bill,what,service,day,currency,files,ledger\n2/2024-05,bill,,,,in the files,\n")
  }

  @Test(
    "a ledger that somebody changed",
    arguments: [
      ("UPDATE series SET billed_base = billed_base + 1", "billed,,,USD,6.5,6.9"),
      ("UPDATE bill_total SET total = '7' WHERE measure = 'billed'", "billed,,,USD,7,6.5"),
      ("UPDATE combination SET region = 'moon'", "digest,,,,"),
    ])
  func tampering(sql: String, difference: String) throws {
    _ = try Program.sqlite3(bills.folder.path("l.sqlite"), sql)
    let result = try bills.run("bills", "verify", "--format", "csv")
    #expect(result.status == 1)
    #expect(result.out.contains("\n111111111111/2024-05,\(difference)"), "\(result.out)")
    #expect(result.out.contains("\n111111111111/2024-05,digest,"))
  }

  @Test func theSamplesAreSound() throws {
    #expect(try SampleLedger.run(["bills", "verify"]).err == "note: 2 bills verified, nothing differs\n")
  }
}
