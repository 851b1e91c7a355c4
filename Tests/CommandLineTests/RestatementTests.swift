import Foundation
import TestSupport
import Testing

/// A bill that is delivered again: what changed, what it was before, and how two of them compare.
@Suite("Bills that are delivered again")
struct RestatementTests {
  private let bills: BillFolder

  init() throws {
    bills = try BillFolder()
    try bills.write("first.csv", [("EC2", ["1", "2"]), ("S3", ["0.5"])])
    try bills.write("second.csv", [("EC2", ["1", "1.25"]), ("S3", ["0.5"]), ("RDS", ["3"])])
    #expect(try bills.statuses("first.csv") == ["new"])
  }

  @Test func anImportSaysWhatChanged() throws {
    let result = try bills.run("import", "second.csv")
    #expect(result.status == 0)
    expectSameLines(
      result.err,
      as: """
        note: bill 111111111111/2024-05 was replaced: 3 rows before, 4 now; from 3.5 to 5.75 USD (+2.25)
        note: bill 111111111111/2024-05: RDS: from 0 to 3 USD (+3)
        note: bill 111111111111/2024-05: EC2: from 3 to 2.25 USD (-0.75)

        """)
    #expect(try bills.run("import", "second.csv").err.isEmpty)
  }

  @Test func manyChangesAreCounted() throws {
    try bills.write("many.csv", (1...14).map { ("Service \($0)", ["\($0)"]) })
    let notes = try bills.run("import", "many.csv").err.split(separator: "\n")
    #expect(notes.count == 12)
    #expect(notes[1] == "note: bill 111111111111/2024-05: Service 14: from 0 to 14 USD (+14)")
    #expect(notes.last == "note: bill 111111111111/2024-05: and 6 more services")
  }

  @Test func historyListsEveryDelivery() throws {
    #expect(try bills.statuses("second.csv") == ["replaced"])
    #expect(try bills.statuses("second.csv") == ["unchanged"])
    try bills.write("other.csv", [("EC2", ["7"])], account: "222222222222")
    #expect(try bills.statuses("other.csv") == ["new"])
    let columns =
      "bill,delivery,format,providers,billing_account,period,files,rows,charges,billed_cost,currency"
    let history = try jsonRows(bills.run("bills", "history", "--format", "json"))
    #expect(try bills.csv("bills", "history").hasPrefix("\(columns),status,in_force,imported_at\n"))
    #expect(history.map { $0["billed_cost"] as? String } == ["3.5", "5.75", "7"])
    #expect(history.map { $0["delivery"] as? Int } == [1, 2, 1])
    #expect(history.map { $0["status"] as? String } == ["new", "replaced", "new"])
    #expect(history.map { $0["in_force"] as? Bool } == [false, true, true])
    #expect(history.map { $0["rows"] as? Int } == [3, 4, 1])
    let one = try jsonRows(
      bills.run("bills", "history", "--bill", "222222222222/2024-05", "--format", "json"))
    #expect(one.map { $0["bill"] as? String } == ["222222222222/2024-05"])
    #expect(try jsonRows(bills.run("bills", "history", "--bill", "2024-05", "--format", "json")).count == 3)
  }

  @Test func twoDeliveriesCompared() throws {
    try bills.run("import", "second.csv")
    let expected = """
      service,before,after,change,currency
      RDS,0,3,3,USD
      EC2,3,2.25,-0.75,USD
      S3,0.5,0.5,0,USD

      """
    #expect(
      try bills.csv("bills", "diff", "111111111111/2024-05@1", "111111111111/2024-05@2") == expected)
    #expect(try bills.csv("bills", "diff", "2024-05@1", "2024-05") == expected)
    #expect(try bills.run("bills", "diff", "2024-05@1", "2024-05").out.contains("Total"))
  }

  @Test func twoMonthsCompared() throws {
    try bills.write("other.csv", [("EC2", ["7"])], account: "222222222222")
    let june = [
      "bill/BillingPeriodStartDate": "2024-06-01T00:00:00Z",
      "bill/BillingPeriodEndDate": "2024-07-01T00:00:00Z",
      "lineItem/UsageStartDate": "2024-06-01T00:00:00Z", "lineItem/UsageEndDate": "2024-06-01T01:00:00Z",
    ]
    try bills.write("june.csv", [("EC2", ["4"])], more: june)
    try bills.write(
      "euro.csv", [("EC2", ["5"])], account: "3", more: june.merging(["lineItem/CurrencyCode": "EUR"]) { $1 })
    try bills.run("import", "other.csv", "june.csv", "euro.csv")
    #expect(
      try bills.csv("bills", "diff", "2024-05", "2024-06") == """
        service,before,after,change,currency
        EC2,10,4,-6,USD
        EC2,0,5,5,EUR
        S3,0.5,0,-0.5,USD

        """)
    #expect(
      try bills.csv("bills", "diff", "111111111111/2024-05", "111111111111/2024-06") == """
        service,before,after,change,currency
        EC2,3,4,1,USD
        S3,0.5,0,-0.5,USD

        """)
  }

  @Test(arguments: [
    (["2024-05", "2024-13"], 1, "2024-13: the ledger has no such bill; it has 2024-05"),
    (
      ["2024-05@3", "2024-05"], 1,
      "2024-05@3: the ledger has no such bill; it has 111111111111/2024-05@1"
    ),
    (
      ["May", "2024-05"], 64,
      "tarsier bills diff: the value 'May' is invalid for '<before>': names no bill; write a month like 2026-10, a "
        + "bill like 111111111111/2026-10, or a delivery of it like 111111111111/2026-10@1"
    ),
  ])
  func namesOfNoBill(names: [String], status: Int32, error: String) throws {
    let result = try bills.run("bills", "diff", names[0], names[1])
    #expect(result.status == status)
    expectSameLines(result.err, as: "error: \(error)\n")
  }
}
