import Allocation
import Billing
import Testing

@testable import Reports

/// Reservations and savings plans: figures that are worked out by hand.
struct CommitmentTests {
  private struct Charge {
    var commitment: String?
    var account: String
    var category = "Usage"
    var status: String?
    var pricing: String
    var usageType = "BoxUsage:m5.large"
    var billed: Int128
    var effective: Int128
    var list: Int128
  }

  /// A reservation of which a fifth is unused, a plan paid upfront last year that two accounts use, and use on demand.
  private static let charges = [
    Charge(
      commitment: "arn:aws:ec2:r:1:reserved-instances/ri", account: "111111111111", status: "Used",
      pricing: "Committed", billed: 0, effective: 80, list: 130),
    Charge(
      commitment: "arn:aws:ec2:r:1:reserved-instances/ri", account: "111111111111", category: "Purchase",
      pricing: "Committed", billed: 100, effective: 20, list: 0),
    Charge(
      commitment: "arn:aws:savingsplans::1:savingsplan/sp", account: "111111111111", status: "Used",
      pricing: "Committed", billed: 40, effective: 25, list: 40),
    Charge(
      commitment: "arn:aws:savingsplans::1:savingsplan/sp", account: "222222222222", status: "Used",
      pricing: "Committed", billed: 30, effective: 25, list: 30),
    Charge(
      commitment: "arn:aws:savingsplans::1:savingsplan/sp", account: "111111111111", category: "Usage",
      pricing: "Committed", billed: -70, effective: 0, list: 0),
    Charge(account: "222222222222", pricing: "Standard", billed: 200, effective: 200, list: 200),
    Charge(account: "222222222222", pricing: "Dynamic", billed: 7, effective: 7, list: 21),
    Charge(
      account: "222222222222", pricing: "Standard", usageType: "EBS:VolumeUsage.gp3", billed: 9, effective: 9,
      list: 9),
  ]

  private func inputs() throws -> ReportInputs {
    func company(_ figure: KeyPath<Charge, Int128>) -> SmallCompany {
      var company = SmallCompany(months: [])
      company.charges = Self.charges.map { charge in
        var dimensions = [
          "account": charge.account, "charge_category": charge.category, "pricing_category": charge.pricing,
          "usage_type": charge.usageType, "service": "EC2", "team": "voting",
        ]
        dimensions["commitment"] = charge.commitment
        dimensions["commitment_status"] = charge.status
        dimensions["charge_type"] = charge[keyPath: figure] < 0 ? "SavingsPlanNegation" : "Usage"
        return SmallCompany.Charge(
          period: "2026-10", day: 1, hour: 0, dimensions: dimensions,
          amount: Amount(units: charge[keyPath: figure], scale: 0))
      }
      return company
    }
    let (billed, effective, list) = (company(\.billed), company(\.effective), company(\.list))
    var inputs = try billed.inputs(findings: []) { question in
      switch question.metric {
      case .effective: effective.answer(question)
      case .list: list.answer(question)
      default: billed.answer(question)
      }
    }
    inputs.measures = [.billed, .effective, .list]
    return inputs
  }

  private func table(_ id: String, _ report: MonthReport) throws -> ReportTable {
    try #require(report.tables.first { $0.id == id })
  }

  private func shown(_ table: ReportTable) -> [[String]] {
    (table.rows + table.totals).map { row in row.cells.map(\.exact) }
  }

  @Test func `paid, used, unused, and what it would have cost`() throws {
    let table = try table("commitments", MonthReport(inputs()))
    #expect(
      shown(table) == [
        [
          "arn:aws:ec2:r:1:reserved-instances/ri", "100", "100", "80", "20", "80.0", "130", "30", "23.1",
          "111111111111",
        ],
        ["arn:aws:savingsplans::1:savingsplan/sp", "0", "50", "50", "0", "100.0", "70", "20", "28.6", ""],
        ["Total", "100", "150", "130", "20", "86.7", "200", "50", "25.0", ""],
      ])
    #expect(table.rows[0].cells[0].shown == "ri")
    #expect(table.rows[0].cells[0].detail == "Reservation, production")
    #expect(table.rows[1].cells[0].detail == "Savings plan")
  }

  @Test func `coverage leaves out spot and what nobody can commit to`() throws {
    let report = try MonthReport(inputs())
    // 400 at list prices; 200 on demand, 130 used and 20 unused were paid: 50 saved.
    #expect(
      shown(try table("commitment-coverage", report)) == [
        ["EC2", "222222222222", "30", "200", "230", "13.0"],
        ["EC2", "111111111111", "170", "0", "170", "100.0"],
        ["Total", "", "200", "200", "400", "50.0"],
      ])
    #expect(
      shown(try table("commitment-savings", report)).map { $0.dropFirst() } == [
        ["200", "50.0"], ["130", "32.5"], ["20", "5.0"], ["50", "12.5"], ["400", "100.0"],
      ])
    #expect(
      report.sections.first { $0.id == "commitments" }?.lead
        == "Commitments cover 50.0% of what they could; the effective savings rate is 12.5%. 20.00 USD was paid for "
        + "and not used.")
  }

  @Test func `a bill without list prices tells nothing of commitments`() throws {
    var inputs = try inputs()
    inputs.measures = [.billed, .effective]
    #expect(try MonthReport(inputs).sections.allSatisfy { $0.id != "commitments" })
  }

  @Test func `what ends within ninety days, the day included`() throws {
    var inputs = try inputs()
    func commitment(_ id: String, _ end: String?) -> ReportCommitment {
      ReportCommitment(
        type: "savings_plan", id: id, arn: "arn:aws:savingsplans::1:savingsplan/\(id)",
        account: "111111111111",
        region: "global", terms: "3 USD an hour", endsAt: end)
    }
    inputs.inventory = ReportInventory(
      types: [], idleAddresses: [], addresses: 0, shares: [], snapshots: [],
      commitments: [
        commitment("sp", "2027-01-31T00:00:00Z"), commitment("later", "2027-02-01T00:00:00Z"),
        commitment("today", "2026-11-02T23:00:00Z"), commitment("over", "2026-11-01T23:00:00Z"),
        commitment("open", nil),
      ])
    let table = try table("commitments-ending", MonthReport(inputs))
    #expect(
      shown(table) == [
        ["today", "111111111111", "2026-11-02", "0", ""], ["sp", "111111111111", "2027-01-31", "90", "70"],
      ])
    #expect(table.commands == ["tarsier inventory list savings_plan --where state=active --as-of 2026-11-02"])
  }
}
