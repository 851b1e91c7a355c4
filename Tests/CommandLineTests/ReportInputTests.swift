import Listings
import Foundation
import TestSupport
import Testing

/// The month's report of odd bills: a right one, or an error that says what to do.
@Suite("Reports of odd bills")
struct ReportInputTests {
  private let bills: BillFolder

  init() throws { bills = try BillFolder() }

  /// Imports a bill of May 2024 with one charge an hour of each day's first hours.
  private func load(
    days: Int, cost: String = "1", hours: Int = 24, more: [String: String] = [:], name: String = "bill.csv"
  ) throws {
    let costs = (0..<(days * 24)).map { $0 % 24 < hours ? cost : "0" }
    try bills.write(name, [("AmazonEC2", costs)], more: more)
    let result = try bills.run("import", name)
    #expect(result.status == 0, "\(result.err)")
  }

  private func report(_ month: String = "2024-05", asOf: String = "2024-06-02", config: String = "") throws
    -> ProgramResult
  {
    try bills.folder.write("t.yaml", config)
    return try bills.run("--config", "t.yaml", "report", "month", month, "--as-of", asOf)
  }

  private func page(_ name: String = "2024-05.md") throws -> String {
    String(decoding: try bills.folder.bytes("reports/\(name)"), as: UTF8.self)
  }

  @Test func aMonthWithoutABill() throws {
    try load(days: 2)
    let result = try report("2024-07")
    #expect(result.status == 1 && result.out.isEmpty)
    #expect(
      result.err
        == "error: the report for 2024-07: the ledger holds no bill of that month (it holds: 2024-05); import the "
        + "bill first (tarsier import PATH), or name another month\n")
    #expect(!FileManager.default.fileExists(atPath: bills.folder.path("reports")))
  }

  @Test func halfAMonthIsForecast() throws {
    try load(days: 15)
    #expect(try report(asOf: "2024-05-16").status == 0)
    // 31 days of 24 hours.
    #expect(
      try page().contains(
        "**Forecast for the month**: 744.00 USD (744.00 to 744.00, from 15 days by weekday and trend)"))
    #expect(try page().contains("There is no earlier month to test it on."))
  }

  @Test func aWeekIsNoForecast() throws {
    try load(days: 7)
    #expect(try report(asOf: "2024-05-08").status == 0)
    #expect(
      try page().contains(
        "No forecast: 7 days of the month are known, and it takes 8 to have seen every weekday"))
  }

  @Test func twoCurrenciesAreTwoColumnsOfTotals() throws {
    var bill = CurFile("lineItem/ProductCode")
    for (currency, cost) in [("USD", "12.5"), ("EUR", "7.25"), ("EUR", "-0.005")] {
      bill.charge([
        "lineItem/CurrencyCode": currency, "lineItem/UnblendedCost": cost, "lineItem/ProductCode": currency,
      ])
    }
    try bills.folder.write("bill.csv", bill.text)
    #expect(try bills.run("import", "bill.csv").status == 0)
    let result = try report()
    #expect(result.status == 0, "\(result.err)")
    let csv = try page("2024-05.csv")
    #expect(csv.contains("total,Total,cost,7.245,EUR\n") && csv.contains("total,Total,cost,12.5,USD\n"))
    #expect(!csv.contains("19.7"))
  }

  @Test func aBudgetOfNobodyIsTold() throws {
    try load(days: 31)
    let result = try report(
      config: """
        concepts: {team: {from: [service], otherwise: nobody}}
        budgets: {team: {AmazonEC2: 1000, AmazonEC3: 5}}
        """)
    #expect(result.status == 0, "\(result.err)")
    #expect(try page().contains("Nothing is charged to team AmazonEC3."))
  }

  @Test func gapsOfAMetricAreTold() throws {
    try load(days: 4)
    try bills.folder.write(
      "users.csv", "time,value\n2024-05-01,10\n2024-05-02,14\n")
    let result = try report(asOf: "2024-05-05", config: "metrics: {users: users.csv}")
    #expect(result.status == 0, "\(result.err)")
    // 48 hours at one dollar for 24 users.
    #expect(try page().contains("| May 2024 |       96.00 |"))
    #expect(try page().contains("2.000000"))
  }

  @Test(arguments: ["-1", "-0.000000001"]) func allCostBelowZero(cost: String) throws {
    try load(days: 12, cost: cost)
    let result = try report(asOf: "2024-05-13", config: "concepts: {team: {from: [service]}}")
    #expect(result.status == 0, "\(result.err)")
    let total = cost == "-1" ? "-288" : "-0.000000288"
    #expect(try page("2024-05.csv").contains("total,Total,cost,\(total),USD\n"))
    #expect(try page("2024-05/statements/AmazonEC2.csv").contains("total,Total,cost,\(total),USD\n"))
  }

  @Test func aMonthOfOneRow() throws {
    var bill = CurFile("lineItem/ProductCode")
    bill.charge(["lineItem/UnblendedCost": "0.005", "lineItem/ProductCode": "AmazonS3"])
    try bills.folder.write("bill.csv", bill.text)
    #expect(try bills.run("import", "bill.csv").status == 0)
    let result = try report(config: "concepts: {team: {from: [service]}}")
    #expect(result.status == 0, "\(result.err)")
    // Half a cent is shown as the even one, and told in full.
    #expect(try page().contains("| Total |        0.00 |"))
    #expect(try page("2024-05.csv").contains("total,Total,cost,0.005,USD\n"))
  }

  @Test func whatADeliveryAfterTheCloseWouldChange() throws {
    try load(days: 31)
    #expect(try bills.run("bills", "close", "2024-05").status == 0)
    try load(days: 31, cost: "1.5", name: "later.csv")
    #expect(try report().status == 0)
    let page = try page()
    #expect(page.contains("\nRestated after close: the figures are the signed ones"))
    #expect(
      page.contains(
        "**Restated after close**: +372.00 USD (a later delivery is kept beside the signed figures)"))
    #expect(page.contains("| Total |      744.00 |"))
    #expect(page.contains("`tarsier bills diff 111111111111/2024-05@1 111111111111/2024-05@2`"))
  }

  @Test func whatTheLastDeliveryChanged() throws {
    try load(days: 20)
    try load(days: 31, cost: "1.5", name: "later.csv")
    #expect(try report().status == 0)
    let page = try page()
    let row = page.split(separator: "\n").first { $0.hasPrefix("| AmazonEC2<br>111111111111/2024-05@2") }
    #expect(
      row?.split(separator: "|").dropFirst().map { $0.trimmingCharacters(in: .whitespaces) } == [
        "480.00", "1,116.00", "+636.00",
      ])
  }

  @Test func deliveredIsWhatTheManifestSays() throws {
    let folder = "d/data/BILLING_PERIOD=2024-05/2024-06-01T15:24:15.653Z-0a1b"
    try bills.write("\(folder)/part-1.csv", [("EC2", ["1"])])
    try bills.folder.write(
      "d/Manifest.json",
      #"{"executionId": "0a1b", "exportArn": "r", "dataFiles": ["s3://bucket/\#(folder)/part-1.csv"]}"#)
    #expect(try bills.statuses("d") == ["new"])
    #expect(try report().status == 0)
    #expect(try page().contains("as of 2024-06-02. Delivered 2024-06-01T15:24:15Z, as the manifest says.\n"))
  }

  @Test func daysAreTheReportsOwn() throws {
    // From 22:00 in UTC on it is the next day in Madrid.
    try bills.write("bill.csv", [("EC2", Array(repeating: "1", count: 48))])
    #expect(try bills.run("import", "bill.csv").status == 0)
    let result = try report(config: "report: {time_zone: Europe/Madrid}")
    #expect(result.status == 0, "\(result.err)")
    let days = try page("2024-05/days.csv")
    #expect(
      days.hasPrefix("day,cost,share_percent,currency\n2024-05-01,22,45.8,USD\n2024-05-02,24,50.0,USD\n"))
    #expect(
      try page().contains("`tarsier cost --per day --where billing_period=2024-05 --time-zone Europe/Madrid`")
    )
    let wrong = try report(config: "report: {time_zone: Europe/Madird}")
    #expect(wrong.status == 1 && wrong.err.contains("Europe/Madird"))
  }
}
