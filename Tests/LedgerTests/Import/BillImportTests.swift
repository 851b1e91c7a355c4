import Billing
import Foundation
import TestSupport
import Testing

@testable import Ledger

/// Bills come into a ledger as a whole, take their predecessor's place, and leave the others alone.
struct BillImportTests {
  private let folder: TemporaryFolder
  private let ledger: String

  init() throws {
    folder = try TemporaryFolder()
    ledger = folder.path("ledger.sqlite")
  }

  /// A bill of some resources; `moved` gives an hour of one resource to the other.
  private func bill(_ account: String = "1", cost: String = "0.5", moved: Bool = false) throws -> String {
    var bill = CurFile()
    bill.defaults["bill/PayerAccountId"] = account
    for (hour, resource) in [("00", "r1"), ("01", moved ? "r2" : "r1"), ("02", "r2")] {
      bill.charge([
        "lineItem/UsageStartDate": "2024-05-01T\(hour):00:00Z",
        "lineItem/UsageEndDate": "2024-05-01T\(hour):59:59Z",
        "lineItem/UnblendedCost": cost, "lineItem/ResourceId": resource,
      ])
    }
    return try folder.write("\(account)-\(cost)-\(moved).csv", bill.text)
  }

  @Test func newThenUnchangedThenReplaced() throws {
    let first = try load([bill("1"), bill("2")], into: ledger)
    #expect(first.map(\.status) == [.new, .new])
    #expect(first.map(\.bill.description) == ["1/2024-05", "2/2024-05"])
    #expect(first.map(\.summary.rows) == [3, 3])
    let before = try content(of: ledger)

    #expect(try load([bill("1")], into: ledger, at: "2027-01-01T00:00:00Z").map(\.status) == [.unchanged])
    #expect(try content(of: ledger) == before)

    let other = try Program.sqlite3(ledger, "SELECT * FROM hourly_costs WHERE billing_account = '2'")
    #expect(try load([bill("1", cost: "0.75")], into: ledger).map(\.status) == [.replaced])
    #expect(
      try Program.sqlite3(ledger, "SELECT bill, billed_cost FROM bills ORDER BY 1")
        == "1/2024-05|2.25\n2/2024-05|1.5\n")
    #expect(try Program.sqlite3(ledger, "SELECT * FROM hourly_costs WHERE billing_account = '2'") == other)
    #expect(try soundness(of: ledger) == "ok\n")
  }

  @Test("the same files in another order, or a bill in parts, is the same bill")
  func parts() throws {
    var halves = [CurFile(), CurFile()]
    for hour in 0..<10 {
      halves[hour / 5].charge([
        "lineItem/UsageStartDate": "2024-05-01T0\(hour):00:00Z",
        "lineItem/UsageEndDate": "2024-05-01T0\(hour):30:00Z",
        "lineItem/UnblendedCost": "0.\(hour)",
      ])
    }
    let paths = try halves.enumerated().map { try folder.write("part-\($0).csv", $1.text) }
    let rows = try load(paths, into: ledger)
    #expect(rows.map(\.summary.rows) == [10])
    #expect(rows.map { $0.summary.totals[0].description } == ["4.5"])
    #expect(try load(paths, into: ledger).map(\.status) == [.unchanged])
    #expect(try Program.sqlite3(ledger, "SELECT name FROM bill_file") == "part-0.csv\npart-1.csv\n")
  }

  @Test("a cost that goes from one resource to another changes the bill, if no sum")
  func movedCost() throws {
    try load([bill()], into: ledger)
    #expect(try load([bill(moved: true)], into: ledger).map(\.status) == [.replaced])
    #expect(
      try Program.sqlite3(ledger, "SELECT resource, count(*) FROM hourly_costs GROUP BY 1") == "r1|1\nr2|2\n")
  }

  @Test("names that run together differently are other names")
  func resourceBorders() throws {
    for (names, status) in [
      (["ab", "c"], BillStore.Status.new), (["a", "bc"], .replaced), (["a", "bc"], .unchanged),
    ] {
      var bill = CurFile()
      for name in names { bill.charge(["lineItem/ResourceId": name, "lineItem/UnblendedCost": "1"]) }
      let path = try folder.write("bill.csv", bill.text)
      #expect(try load([path], into: ledger).map(\.status) == [status])
    }
  }

  @Test("a bill that goes takes all its rows along")
  func deletion() throws {
    try load([bill("1"), bill("2")], into: ledger)
    let store = try Ledger.writing(ledger)
    try store.database.execute("DELETE FROM bill")
    let tables = ["bill_file", "bill_total", "bill_key", "combination", "series", "member", "reject"]
    for table in tables {
      #expect(try store.database.value("SELECT count(*) FROM \(table)") == 0, "\(table)")
    }
  }

  @Test func twoBillsInOneFile() throws {
    var bill = CurFile()
    bill.charge(["lineItem/UnblendedCost": "1"])
    bill.charge(["lineItem/UnblendedCost": "2", "lineItem/CurrencyCode": "EUR"])
    bill.charge([
      "lineItem/UnblendedCost": "4", "bill/BillingPeriodStartDate": "2024-06-01T00:00:00Z",
      "bill/BillingPeriodEndDate": "2024-07-01T00:00:00Z",
    ])
    let rows = try load([folder.write("bill.csv", bill.text)], into: ledger)
    #expect(
      rows.map { "\($0.bill) \($0.summary.currency)" } == [
        "111111111111/2024-05 EUR", "111111111111/2024-05 USD", "111111111111/2024-06 USD",
      ])
    #expect(rows.map { $0.summary.totals[0].description } == ["2", "1", "4"])
    #expect(
      try Program.sqlite3(ledger, "SELECT billed_cost, currency FROM bills ORDER BY 1")
        == "1|USD\n2|EUR\n4|USD\n")
  }

  @Test("rows that were set aside stand in the ledger, with the bill they are missing from")
  func rejects() throws {
    var bill = CurFile()
    bill.charge(["lineItem/UnblendedCost": "1"])
    bill.charge(["lineItem/UnblendedCost": "x"])
    bill.charge(["lineItem/UnblendedCost": "2", "lineItem/UsageStartDate": "never"])
    let path = try folder.write("bill.csv", bill.text)
    #expect(throws: Problem.self) { try load([path], into: ledger) }
    #expect(!FileManager.default.fileExists(atPath: ledger))
    #expect(try load([path], into: ledger, allowsRejects: true).map(\.rejects) == [2])
    #expect(
      try Program.sqlite3(ledger, "SELECT line, column, value, reason, billed FROM rejects")
        == "3|lineItem/UnblendedCost|x|is no number|\n4|lineItem/UsageStartDate|never|is no time|2\n")
    #expect(try Ledger.reading(ledger).bills().map(\.rejects) == [2])
  }
}
