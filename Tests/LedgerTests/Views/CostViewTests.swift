import Billing
import Foundation
import TestSupport
import Testing

@testable import Ledger

/// The views, as a stock `sqlite3` reads them, hold the file's exact sums.
struct CostViewTests {
  private func expectSums(_ ledger: String, units: Bool = true) throws {
    let totals = try ViewSums.totals(ledger)
    let measures = Measure.allCases.filter { measure in totals.contains { $0.measure == measure } }
    #expect(try ViewSums.lines(ledger, measures, units: units) == ViewSums.expected(totals, units: units))
    #expect(try soundness(of: ledger) == "ok\n")
  }

  @Test(.sharedData("focus-1.0-sample-1000.csv"))
  func focusSample() throws {
    let folder = try TemporaryFolder()
    let ledger = folder.path("ledger.sqlite")
    try load([Shared.data("focus-1.0-sample-1000.csv")], into: ledger)
    try expectSums(ledger)
    #expect(
      try ViewSums.totals(ledger).contains {
        $0.measure == .billed && $0.total.description == "20.52022672899"
      })
    #expect(
      try ViewSums.lines(ledger, [.billed], where: "json_extract(tags, '$.business_unit') = 'PeoriaData'")
        == ["daily_costs billed USD 15.9580993182", "hourly_costs billed USD 15.9580993182"])
    #expect(
      try Program.sqlite3(
        ledger, "SELECT count(DISTINCT resource) > 100, count(*) = count(bill) FROM hourly_costs")
        == "1|1\n")
  }

  @Test(
    "real reports of AWS", .sharedData("figures.json"),
    arguments: [
      "aws-cur1-2023-11.csv.gz",
      "aws-cur1-generated/20240501-20240601/ad0845a3-9780-4ded-aba8-7c1a4f74a6e8/May-2024-sample-cur-1.csv.gz",
    ])
  func reports(_ name: String) throws {
    let folder = try TemporaryFolder()
    let ledger = folder.path("ledger.sqlite")
    try load([Shared.data(name)], into: ledger)
    try expectSums(ledger)
  }

  @Test("the samples' October")
  func samples() throws {
    let bills = URL(fileURLWithPath: #filePath).appending(
      path: "../../../../samples/bills/agora-cur/20261001-20261101"
    ).standardized.path
    let parts = try FileManager.default.subpathsOfDirectory(atPath: bills).filter { $0.hasSuffix(".csv.gz") }
      .sorted()
    let folder = try TemporaryFolder()
    let ledger = folder.path("ledger.sqlite")
    try load(parts.map { "\(bills)/\($0)" }, into: ledger)
    // Two measures: the views unpack more than a hundred thousand cells.
    let totals = try ViewSums.totals(ledger).filter { [.billed, .effective].contains($0.measure) }
    #expect(try ViewSums.lines(ledger, [.billed, .effective]) == ViewSums.expected(totals))
  }

  @Test("figures of 21 decimals have no units, and their text is whole")
  func wide() throws {
    var bill = CurFile("lineItem/UsageAmount", "lineItem/ResourceId")
    for (hour, cost) in ["0.000000000000000000001", "-12345678901.000000000000000000002", "7", "-0.5"]
      .enumerated()
    {
      bill.charge([
        "lineItem/UnblendedCost": cost, "lineItem/UsageAmount": "\(hour)",
        "lineItem/UsageStartDate": "2024-05-01T0\(hour):00:00Z",
        "lineItem/UsageEndDate": "2024-05-01T0\(hour):30:00Z",
      ])
    }
    let folder = try TemporaryFolder()
    let ledger = folder.path("ledger.sqlite")
    try load([folder.write("bill.csv", bill.text)], into: ledger)
    try expectSums(ledger, units: false)
    #expect(
      try Program.sqlite3(
        ledger, "SELECT hour, billed, billed_units IS NULL, scale, usage_units FROM hourly_costs ORDER BY 1")
          == """
          2024-05-01T00:00:00Z|0.000000000000000000001|1|21|0
          2024-05-01T01:00:00Z|-12345678901.000000000000000000002|1|21|1
          2024-05-01T02:00:00Z|7.000000000000000000000|1|21|2
          2024-05-01T03:00:00Z|-0.500000000000000000000|1|21|3

          """)
    #expect(
      try Program.sqlite3(ledger, "SELECT day, billed, effective, usage FROM daily_costs")
        == "2024-05-01|-12345678894.500000000000000000001|-12345678894.500000000000000000001|6\n")
  }

  @Test("units beyond 64 bits, at ten decimals")
  func beyondUnits() throws {
    var bill = CurFile()
    for cost in ["922337203.6854775807", "922337203.6854775808", "-922337203.6854775808", "0.0000000001"] {
      bill.charge(["lineItem/UnblendedCost": cost, "lineItem/ResourceId": cost])
    }
    let folder = try TemporaryFolder()
    let ledger = folder.path("ledger.sqlite")
    try load([folder.write("bill.csv", bill.text)], into: ledger)
    try expectSums(ledger, units: false)
    #expect(
      try Program.sqlite3(ledger, "SELECT count(*) FROM hourly_costs WHERE billed = resource") == "4\n")
  }

  @Test("dimensions, resource, tags and absent measures of one charge")
  func columns() throws {
    var bill = CurFile()
    bill.charge([
      "lineItem/UnblendedCost": "1.50", "lineItem/ResourceId": "vol-ü", "product/ProductName": "Elastic Disk",
      "resourceTags/user:team": "it's \"blue\"", "resourceTags/aws:createdBy": "x",
      "costCategory/Unit": "shop",
      "lineItem/UsageEndDate": "2024-05-01T02:00:00Z",
    ])
    bill.charge(["lineItem/UnblendedCost": "1"])
    let folder = try TemporaryFolder()
    let ledger = folder.path("ledger.sqlite")
    try load([folder.write("bill.csv", bill.text)], into: ledger)
    #expect(
      try Program.sqlite3(
        ledger,
        """
        SELECT bill, hour, billing_account, billing_period, service, charge_category, currency, resource,
          json_extract(tags, '$.team'), json_extract(tags, '$."aws:createdBy"'), json_extract(cost_categories, '$.Unit'),
          billed, billed_units, scale, effective, list, list_units, usage, net_billed
        FROM hourly_costs WHERE resource IS NOT NULL ORDER BY hour
        """)
          == """
          111111111111/2024-05|2024-05-01T00:00:00Z|111111111111|2024-05|Elastic Disk|Usage|USD|vol-ü|it's "blue"|x|shop|0.75|75|2|0.75|||||
          111111111111/2024-05|2024-05-01T01:00:00Z|111111111111|2024-05|Elastic Disk|Usage|USD|vol-ü|it's "blue"|x|shop|0.75|75|2|0.75|||||

          """.split(separator: "|||||").joined(separator: "||||"))
    #expect(
      try Program.sqlite3(
        ledger,
        "SELECT resource IS NULL, tags IS NULL, service IS NULL FROM daily_costs WHERE service IS NULL")
        == "1|1|1\n")
  }
}

/// A day whose hours fit 64 bits, and whose sum does not.
struct LongDayTests {
  @Test(arguments: [
    (["9.100000000000000001", "9.200000000000000002"], "18.300000000000000003"),
    (["-9.1", "-9.000000000000000001"], "-18.100000000000000001"),
    (["9.1", "9.2", "-9.100000000000000001"], "9.199999999999999999"),
    (["9.2", "0.023372036854775807"], "9.223372036854775807"),
    (["9.2", "0.023372036854775808"], "9.223372036854775808"),
    (["-9.2", "-0.023372036854775809", "0.000000000000000002"], "-9.223372036854775807"),
  ])
  func addsUp(_ costs: [String], sum: String) throws {
    var bill = CurFile("lineItem/ResourceId")
    for (hour, cost) in costs.enumerated() {
      bill.charge([
        "lineItem/UnblendedCost": cost, "lineItem/UsageStartDate": "2024-05-01T0\(hour):00:00Z",
        "lineItem/UsageEndDate": "2024-05-01T0\(hour):30:00Z",
      ])
    }
    let folder = try TemporaryFolder()
    let ledger = folder.path("ledger.sqlite")
    // The scale of 18 decimals, whatever the figures have.
    bill.charge([
      "lineItem/UnblendedCost": "0.000000000000000001", "lineItem/UsageStartDate": "2024-05-02T00:00:00Z",
      "lineItem/UsageEndDate": "2024-05-02T01:00:00Z",
    ])
    try load([folder.write("bill.csv", bill.text)], into: ledger)
    let day = try Program.sqlite3(ledger, "SELECT billed FROM daily_costs WHERE day = '2024-05-01'")
    #expect(Amount(day.split(separator: "\n").joined()) == Amount(sum), "\(day)")
    // Where hours lie further apart than 64 bits reach, they have no units.
    let isNarrow = Set(costs.dropLast().map { $0.hasPrefix("-") }).count == 1 && costs.count != 3
    #expect(
      try !isNarrow
        || Program.sqlite3(ledger, "SELECT count(*) FROM hourly_costs WHERE billed_units IS NULL") == "0\n")
  }
}
