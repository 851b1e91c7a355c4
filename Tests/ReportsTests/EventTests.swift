import Allocation
import Billing
import Testing

@testable import Reports

/// Show nights and anomalies of the small company.
struct EventTests {
  @Test func `show nights are found, with what they cost above the six days before`() throws {
    let company = SmallCompany.agora
    let table = try #require(
      SmallCompany.october().sections.first { $0.id == "events" }?.tables.first)
    #expect(
      table.rows.map { $0.shown(0) } == [
        "Saturday 3 October, 19:00 to 00:00", "Saturday 10 October, 19:00 to 00:00",
        "Saturday 17 October, 19:00 to 00:00", "Saturday 24 October, 19:00 to 00:00",
        "Friday 30 October, 18:00 to 00:00", "Saturday 31 October, 19:00 to 00:00",
      ])
    func cost(_ days: [Int]) -> Amount {
      company.charges.filter { $0.period == "2026-10" && days.contains($0.day) && $0.hour >= 19 }
        .map(\.amount).reduce(.zero, +)
    }
    // The mean of whole cents over six days is half-even at the last decimal of each hour.
    let baseline = try #require(table.rows[1].cells[3].amount)
    let sixth = cost([4, 5, 6, 7, 8, 9])
    #expect(table.rows[1].cells[2].amount == cost([10]))
    let distance = Amount(units: baseline.units * 6, scale: baseline.scale) - sixth
    #expect(distance.size <= Amount(units: 3 * 5, scale: 10))
    #expect(
      table.commands[1]
        == "tarsier cost event --from 2026-10-10T19:00:00Z --to 2026-10-11 --baseline 6d")
  }

  @Test func `a load test that goes on is an anomaly, and Saturdays are none`() throws {
    let section = try #require(SmallCompany.october().sections.first { $0.id == "anomalies" })
    let rows = section.tables[0].rows.map { [$0.cells[0].exact, $0.cells[1].exact, $0.cells[2].exact] }
    #expect(rows.contains(["platform, Amazon Elastic Compute Cloud", "2026-10-07", "2026-10-31"]))
    #expect(rows.contains { $0[0].hasPrefix("voting") && $0[1] == "2026-10-30" })
    #expect(!rows.contains { $0[0].hasPrefix("voting") && $0[1] == "2026-10-10" })
  }
}
