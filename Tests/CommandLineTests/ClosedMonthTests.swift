import Foundation
import TestSupport
import Testing

/// A month that was signed keeps its totals, whatever is delivered afterwards.
@Suite("Closed months")
struct ClosedMonthTests {
  private let bills: BillFolder

  init() throws {
    bills = try BillFolder()
    try bills.write("first.csv", [("EC2", ["1", "2"]), ("S3", ["0.5"])])
    try bills.write("second.csv", [("EC2", ["1", "1.25"]), ("S3", ["0.5"])])
    try bills.write("other.csv", [("EC2", ["7"])], account: "222222222222")
    #expect(try bills.statuses("first.csv") == ["new"])
    let closed = try jsonRows(bills.run("bills", "close", "2024-05", "--format", "json"))
    #expect(closed.map { $0["closed"] as? Bool } == [true])
  }

  @Test func laterDeliveriesAreKeptBeside() throws {
    let before = try bills.csv("cost", "--by", "service,billing_period", "--per", "day")
    let result = try bills.run("import", "second.csv")
    #expect(result.status == 0)
    expectSameLines(
      result.err,
      as: """
        note: bill 111111111111/2024-05: 2024-05 is closed, so this delivery is kept beside it and changes no total: \
        3 rows before, 3 now; from 3.5 to 2.75 USD (-0.75)
        note: bill 111111111111/2024-05: EC2: from 3 to 2.25 USD (-0.75)

        """)
    #expect(try bills.csv("cost", "--by", "service,billing_period", "--per", "day") == before)
    #expect(try bills.statuses("second.csv") == ["unchanged"])
    #expect(try bills.statuses("first.csv") == ["unchanged"])
    #expect(try bills.csv("cost") == "cost,currency\n3.5,USD\n")

    let history = try jsonRows(bills.run("bills", "history", "--format", "json"))
    #expect(history.map { $0["status"] as? String } == ["new", "kept beside"])
    #expect(history.map { $0["in_force"] as? Bool } == [true, false])
    #expect(history.map { $0["billed_cost"] as? String } == ["3.5", "2.75"])
    #expect(
      try bills.run("bills").err
        == "note: bill 111111111111/2024-05 was restated after close: from 3.5 to 2.75 USD (-0.75); "
        + "delivery 2 is kept beside it\n")
    #expect(try bills.csv("bills", "diff", "2024-05", "2024-05@2").contains("EC2,3,2.25,-0.75,USD\n"))
  }

  @Test func aBillThatComesAfterwardsCountsInNoTotal() throws {
    #expect(try bills.statuses("other.csv") == ["kept beside"])
    #expect(try bills.csv("cost") == "cost,currency\n3.5,USD\n")
    #expect(
      try bills.run("bills").err
        == "note: bill 222222222222/2024-05 of 7 USD came after its month was closed and counts in no total\n"
    )
  }

  @Test func addingChangesNothingEither() throws {
    try bills.write("more.csv", [("RDS", ["9"])])
    #expect(try bills.statuses("more.csv", "--add") == ["kept beside"])
    #expect(try bills.csv("cost") == "cost,currency\n3.5,USD\n")
  }

  @Test func closingTwice() throws {
    let again = try bills.run("bills", "close", "2024-05")
    #expect(again.status == 0)
    #expect(again.err == "note: 2024-05 was closed before; nothing was changed\n")
  }

  @Test func closingAnUnknownMonth() throws {
    let result = try bills.run("bills", "close", "2024-06")
    #expect(result.status == 1)
    #expect(result.err == "error: 2024-06: the ledger has no bill of that month; it has bills of 2024-05\n")
  }
}
