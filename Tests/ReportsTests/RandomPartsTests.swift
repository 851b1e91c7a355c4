import Allocation
import Billing
import TestSupport
import Testing

@testable import Reports

/// Parts of the bill add up whatever is in it: commitments, untagged cost, journals in two currencies.
struct RandomPartsTests {
  private func company(_ random: inout SplitMix64) -> SmallCompany {
    var company = SmallCompany(months: [])
    let values = [
      "service": ["EC2", "RDS", "S3"], "account": ["111111111111", "222222222222"],
      "commitment": ["arn:aws:savingsplans::1:savingsplan/a", "arn:aws:ec2:r:1:reserved-instances/b"],
      "commitment_status": ["Used", "Unused"], "charge_category": ["Usage", "Purchase", "Credit", "Tax"],
      "pricing_category": ["Standard", "Committed", "Dynamic"],
      "usage_type": ["BoxUsage:x", "EBS:VolumeUsage"],
      "team": ["voting", "growth", "unallocated", "=1"], "tag:team": ["voting"],
    ]
    for _ in 0..<Int.random(in: 1...150, using: &random) {
      var dimensions: [String: String] = [:]
      for (name, choices) in values.sorted(by: { $0.key < $1.key }) where !random.oneIn(4) {
        dimensions[name] = random.pick(choices)
      }
      company.charges.append(
        SmallCompany.Charge(
          period: "2026-10", day: 1, hour: 0, dimensions: dimensions,
          amount: Amount(
            units: Int128(Int64.random(in: -3_000_000_000...7_000_000_000, using: &random)),
            scale: Int.random(in: 2...18, using: &random)), currency: random.oneIn(4) ? "EUR" : "USD"))
    }
    return company
  }

  @Test(arguments: 1...40) func `adds up`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    var inputs = try company(&random).inputs(findings: [])
    inputs.measures = Set(Measure.allCases)
    inputs.budgets = []
    inputs.conversion = ReportConversion(
      to: "CHF", rates: ["USD": Amount(units: 8_123, scale: 4)], source: "test")
    let report = try MonthReport(inputs)
    for table in report.tables where table.id.hasPrefix("journal") {
      for total in table.totals {
        let sides = table.rows.filter { $0.currency == total.currency }.reduce(
          into: (Amount.zero, Amount.zero)
        ) {
          $0.0 += $1.cells.dropLast().last?.amount ?? .zero
          $0.1 += $1.cells.last?.amount ?? .zero
        }
        #expect(sides.0 == sides.1 && sides.0.trimmed.scale <= 2, "\(table.id)")
      }
    }
    // What people see of a column adds up to the total that they see.
    for table in report.tables where table.coverage == .part {
      for (index, column) in table.columns.enumerated() {
        for total in table.totals {
          guard let whole = total.cells[index].amount else { continue }
          let rows = table.rows.filter { $0.currency == total.currency }
          let shown = rows.compactMap { $0.cents[index] ?? $0.cells[index].amount }.reduce(Amount.zero, +)
          #expect(shown == whole.roundedHalfEven(to: 2), "\(table.id): \(column.id)")
        }
      }
    }
  }
}
