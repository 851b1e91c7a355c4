import TestSupport
import Testing

@testable import Billing

/// Charges of more than an hour, spread over the hours of their span.
struct SpreadingTests {
  private func read(_ charges: [(start: String, end: String, cost: String)]) throws -> ReadBill {
    var bill = CurFile()
    for charge in charges {
      bill.charge([
        "lineItem/UsageStartDate": charge.start, "lineItem/UsageEndDate": charge.end,
        "lineItem/UnblendedCost": charge.cost,
      ])
    }
    let folder = try TemporaryFolder()
    let path = try folder.write("bill.csv", bill.text)
    readBothWays([path])
    return try ReadBill.one(path)
  }

  @Test("three hours of 0.10 at two decimals: the earliest has the cent too many")
  func remainder() throws {
    let read = try read([("2024-05-01T00:00:00Z", "2024-05-01T03:00:00Z", "0.10")])
    #expect(read.bill.scale == 2)
    #expect(read.hourly() == [0: "0.04", 1: "0.03", 2: "0.03"])
  }

  @Test("the bill's last decimal counts, be it met before the long charge or after")
  func decimalsOfTheBill() throws {
    let long = (start: "2024-05-01T00:00:00Z", end: "2024-05-01T03:00:00Z", cost: "0.10")
    let fine = (start: "2024-05-01T03:00:00Z", end: "2024-05-01T04:00:00Z", cost: "0.0001")
    let expected = [0: "0.0334", 1: "0.0333", 2: "0.0333", 3: "0.0001"]
    #expect(try read([long, fine]).hourly() == expected)
    #expect(try read([fine, long]).hourly() == expected)
  }

  @Test("a month's tax lies on every hour of the month")
  func month() throws {
    let read = try read([("2024-05-01T00:00:00Z", "2024-06-01T00:00:00Z", "100.00")])
    let hourly = read.hourly()
    #expect(hourly.count == 744)
    #expect(hourly[0] == "0.14" && hourly[327] == "0.14" && hourly[328] == "0.13" && hourly[743] == "0.13")
    #expect(read.sum(.billed)?.description == "100")
    #expect(read.bill.newestHour - read.bill.firstHour == 0)
  }

  @Test("only the hours inside the period count")
  func partlyOutside() throws {
    #expect(
      try read([("2024-04-30T22:00:00Z", "2024-05-01T02:00:00Z", "1")]).hourly() == [0: "1", 1: "0"])
    #expect(
      try read([("2024-05-31T22:00:00Z", "2024-06-01T02:00:00Z", "3")]).hourly() == [742: "2", 743: "1"])
    #expect(
      try read([("2024-05-01T00:30:00Z", "2024-05-01T02:10:00Z", "3")]).hourly() == [0: "1", 1: "1", 2: "1"])
  }

  @Test(
    "a span with no hour in the period counts at the period's start",
    arguments: [
      ("2024-04-01T00:00:00Z", "2024-04-02T00:00:00Z"), ("2024-06-01T00:00:00Z", "2024-06-02T00:00:00Z"),
      ("2024-04-01T00:00:00Z", "2024-04-01T01:00:00Z"), ("2024-06-03T05:00:00Z", "2024-06-03T06:00:00Z"),
      ("2023-05-01T00:00:00Z", "2024-05-01T00:00:00Z"),
    ])
  func outside(_ start: String, _ end: String) throws {
    #expect(try read([(start, end, "-7.5")]).hourly() == [0: "-7.5"])
  }

  @Test("a year's purchase lies on the month that bills it")
  func year() throws {
    let read = try read([("2024-05-10T12:00:00Z", "2025-05-10T12:00:00Z", "516.00")])
    let hourly = read.hourly()
    #expect(hourly.keys.min() == 9 * 24 + 12)
    #expect(hourly.count == 744 - 9 * 24 - 12)
    #expect(Set(hourly.values) == ["1.00"])
  }

  @Test("an hour that begins at half past, an empty span and one that runs backwards stay whole")
  func shortSpans() throws {
    #expect(try read([("2024-05-01T01:30:00Z", "2024-05-01T02:30:00Z", "1")]).hourly() == [1: "1"])
    #expect(try read([("2024-05-01T01:00:00Z", "2024-05-01T01:00:00Z", "1")]).hourly() == [1: "1"])
    #expect(try read([("2024-05-01T05:00:00Z", "2024-05-01T01:00:00Z", "1")]).hourly() == [5: "1"])
  }

  @Test("every measure is divided by itself")
  func usage() throws {
    var bill = CurFile("lineItem/UsageAmount")
    bill.charge([
      "lineItem/UsageEndDate": "2024-05-01T02:00:00Z", "lineItem/UnblendedCost": "0.3",
      "lineItem/UsageAmount": "5",
    ])
    let folder = try TemporaryFolder()
    let read = try ReadBill.one(try folder.write("bill.csv", bill.text))
    #expect(read.hourly() == [0: "0.2", 1: "0.1"])
    #expect(read.hourly(.usage) == [0: "3", 1: "2"])
  }

  @Test("decimals that grow after many long charges were divided are known on a second reading")
  func manyLongCharges() throws {
    // More charges than are kept undivided, then a finer figure.
    let charges = 1 << 16
    let head = CurFile()
    let row =
      "111111111111,2024-05-01T00:00:00Z,2024-06-01T00:00:00Z,Usage,2024-05-01T00:00:00Z,2024-05-01T03:00:00Z,USD,"
    let text = head.text + String(repeating: row + "0.10\n", count: charges) + row + "0.0001\n"
    let folder = try TemporaryFolder()
    let path = try folder.write("bill.csv", text)
    let read = try ReadBill.one(path)
    // 0.0334 + 0.0333 + 0.0333 for each, and 0.0001 + 0 + 0.
    let rest = Amount(units: 333 * Int128(charges), scale: 4).digits
    #expect(
      read.hourly() == [0: Amount(units: 334 * Int128(charges) + 1, scale: 4).digits, 1: rest, 2: rest])
  }
}
