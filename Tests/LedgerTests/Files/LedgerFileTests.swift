import Billing
import Foundation
import TestSupport
import Testing

@testable import Ledger

/// A ledger that cannot be used, or not now, is left as it was.
struct LedgerFileTests {
  private let folder: TemporaryFolder
  private let path: String

  init() throws {
    folder = try TemporaryFolder()
    path = folder.path("ledger.sqlite")
  }

  private func bill(rows: Int = 1) throws -> String {
    var bill = CurFile()
    for row in 0..<rows {
      bill.charge([
        "lineItem/UnblendedCost": "0.\(row)", "lineItem/ResourceId": "r-\(row)",
        "lineItem/Operation": "o\(row)",
      ])
    }
    return try folder.write("bill.csv", bill.text)
  }

  private func expectRefused(_ message: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
    let before = try folder.bytes("ledger.sqlite")
    let bill = try bill()
    let problem = #expect(throws: Problem.self, sourceLocation: sourceLocation) {
      try load([bill], into: path)
    }
    #expect(problem?.description == "\(path): \(message)", sourceLocation: sourceLocation)
    #expect(try folder.bytes("ledger.sqlite") == before, sourceLocation: sourceLocation)
  }

  @Test func somethingElse() throws {
    let message = "is not a ledger of Tarsier; name another file with --ledger; this one is left as it is"
    try folder.write("ledger.sqlite", "Dear ledger,\n" + String(repeating: "this is a letter. ", count: 500))
    try expectRefused(message)
    try FileManager.default.removeItem(atPath: path)
    _ = try Program.sqlite3(path, "CREATE TABLE theirs(a); INSERT INTO theirs VALUES(1)")
    try expectRefused(message)
    _ = try Program.sqlite3(path, "PRAGMA user_version = 1")
    try expectRefused(message)
  }

  @Test func newerSchema() throws {
    try load([bill()], into: path)
    _ = try Program.sqlite3(path, "PRAGMA wal_checkpoint(TRUNCATE); PRAGMA user_version = 99")
    try expectRefused(
      "was written by a newer Tarsier (schema 99; this one knows up to \(Schema.version)); "
        + "install that version, or name another file with --ledger")
    #expect(throws: Problem.self) { try Ledger.reading(path) }
  }

  @Test func emptyFileBecomesALedger() throws {
    try folder.write("ledger.sqlite", "")
    #expect(try load([bill()], into: path).map(\.status) == [.new])
    #expect(try soundness(of: path) == "ok\n")
    #expect(
      try Program.sqlite3(path, "PRAGMA page_size; PRAGMA journal_mode; PRAGMA application_id")
        == "16384\nwal\n1414681426\n")
  }

  @Test func thereIsNone() throws {
    let problem = #expect(throws: Problem.self) { try Ledger.reading(path) }
    #expect(problem?.what == "there is no ledger here")
    let elsewhere = folder.path("no/such/folder/ledger.sqlite")
    let bill = try bill()
    #expect(throws: Problem.self) { try load([bill], into: elsewhere) }
  }

  @Test("a second writer waits, and is then told")
  func secondWriter() throws {
    try load([bill()], into: path)
    let before = try content(of: path)
    let other = try Ledger.writing(path)
    try other.database.execute("BEGIN IMMEDIATE")
    let ledger = try Ledger.writing(path)
    try ledger.database.execute("PRAGMA busy_timeout = 50")
    let problem = #expect(throws: Problem.self) {
      try BillStore(ledger, importedAt: "").store([RandomSeries(seed: 1).assembled])
    }
    #expect(problem?.what == "another tarsier is writing to this ledger")
    try other.database.execute("ROLLBACK")
    #expect(try content(of: path) == before)
    #expect(
      try BillStore(ledger, importedAt: "").store([RandomSeries(seed: 1).assembled]).map(\.status) == [.new])
  }

  @Test("a disk that is full in the middle of a bill leaves the old one")
  func fullDisk() throws {
    try load([bill(rows: 3)], into: path)
    let before = try content(of: path)
    let bytes = try folder.bytes("ledger.sqlite")
    let ledger = try Ledger.writing(path)
    try ledger.database.execute("PRAGMA max_page_count = 1")
    let store = BillStore(ledger, importedAt: "")
    let large = try bill(rows: 3_000)
    let problem = try BillReader(workers: 1).read([.init(path: large, name: large)]) { bills in
      #expect(throws: Problem.self) { try store.store(bills) }
    }
    #expect(problem?.what == "the disk is full")
    #expect(try content(of: path) == before)
    #expect(try folder.bytes("ledger.sqlite") == bytes)
    #expect(try soundness(of: path) == "ok\n")
  }

  @Test("a figure that no column could hold is refused before anything is written")
  func tooLarge() throws {
    var bill = CurFile()
    bill.charge(["lineItem/UnblendedCost": "9223372036854775808"])
    let file = try folder.write("large.csv", bill.text)
    let problem = #expect(throws: Problem.self) { try load([file], into: path) }
    #expect(
      problem?.description
        == "bill 111111111111/2024-05: has an hour with a figure of more than 384307168202282325; "
        + "nothing was changed: check the figures of the file, which no bill should hold")
  }

  @Test("a question that would change the ledger is refused")
  func readOnlyQueries() throws {
    try load([bill()], into: path)
    let ledger = try Ledger.reading(path)
    #expect(
      try ledger.readOnlyQuery("SELECT bill, billed_cost FROM bills").rows == [["111111111111/2024-05", "0"]])
    for query in ["DELETE FROM bill", "PRAGMA user_version = 7", "CREATE TABLE t(a)", ""] {
      #expect(throws: Problem.self, "\(query)") { try ledger.readOnlyQuery(query) }
    }
  }
}
