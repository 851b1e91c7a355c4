import Allocation
import Billing
import Reports
import Testing

/// The parts that a controller signs: reconciliation, budgets, journal.
struct SignedPartsTests {
  private func table(_ id: String, _ report: MonthReport) -> ReportTable? {
    report.sections.flatMap(\.tables).first { $0.id == id }
  }

  private func shown(_ table: ReportTable?) -> [[String]] {
    (table?.rows ?? []).map { row in
      row.cells.map { cell in
        switch cell {
        case .text(let label): label.value ?? ""
        case .money(let amount): amount?.description ?? ""
        case .share(let tenths): tenths.map(String.init) ?? ""
        default: "?"
        }
      }
    }
  }

  private func company(_ amounts: [(team: String?, category: String, amount: String)]) throws -> SmallCompany
  {
    var company = SmallCompany(months: [])
    company.charges = try amounts.map { team, category, amount in
      var dimensions = ["charge_category": category]
      dimensions["team"] = team
      return SmallCompany.Charge(
        period: "2026-10", day: 1, hour: 0, dimensions: dimensions, amount: try #require(Amount(amount)))
    }
    return company
  }

  @Test func `the journal balances to the cent, with a line for what rounding leaves`() throws {
    let company = try company([
      ("voting", "Usage", "10.004"), ("checkout", "Usage", "5.004"), (nil, "Usage", "1.004"),
      ("growth", "Credit", "-2.5"), ("voting", "Tax", "3"),
    ])
    let report = try MonthReport(company.inputs(findings: []))
    #expect(
      shown(table("journal", report)) == [
        ["6200", "voting", "10", ""], ["6290", "(none)", "1", ""], ["6290", "checkout", "5", ""],
        ["6290", "growth", "", "2.5"], ["1410", "tax", "3", ""], ["6990", "rounding", "0.01", ""],
        ["2000", "bill of 2026-10", "", "16.51"],
      ])
  }

  @Test func `what is claimed and what is not is the bill`() throws {
    let company = try company([
      ("voting", "Usage", "10.001"), ("unallocated", "Usage", "0.5"), (nil, "Usage", "1"),
    ])
    let report = try MonthReport(company.inputs(findings: []))
    #expect(
      shown(table("reconciliation", report)) == [["Claimed by a team", "10.001"], ["Unallocated", "1.5"]])
    #expect(
      table("reconciliation", report)?.commands.first?.hasSuffix("--where 'team!=unallocated,'") == true)
    #expect(report.sections[0].lead?.hasSuffix("to the last digit: 11.501 USD.") == true)
  }

  @Test func `a bill that was read to another total stops the report`() throws {
    var inputs = try SmallCompany.agora.inputs()
    inputs.quality.bills[0].billed["USD", default: .zero] += Amount(units: 1, scale: 20)
    let problem = #expect(throws: Problem.self) { try MonthReport(inputs) }
    #expect(problem?.place == "the report's table 'The bills as they were read'")
  }

  @Test func `an invoice is held against its charges`() throws {
    var company = try company([("voting", "Usage", "10.001"), ("voting", "Usage", "2")])
    company.charges[0].dimensions["invoice"] = "7"
    var inputs = try company.inputs(findings: [])
    inputs.invoices = [
      ReportInvoice(
        issuer: nil, number: "7", currency: "USD", amount: Amount(units: 10, scale: 0),
        difference: Amount(units: 1, scale: 3), verdict: "equal to the cent", charges: 1),
      ReportInvoice(
        issuer: nil, number: "8", currency: "USD", amount: Amount(units: 3, scale: 0),
        difference: Amount(units: -3, scale: 0), verdict: "different", charges: 0),
    ]
    let report = try MonthReport(inputs)
    #expect(
      shown(table("invoices", report)) == [
        ["7", "10.001", "10", "0.001", "equal to the cent"], ["", "2", "", "", "not invoiced yet"],
      ])
    #expect(report.sections[0].notes == ["Invoice 8 asks for 3.00 USD, and no charge is on it."])
  }

  @Test func `budgets tell what is left, and what nothing is charged to`() throws {
    let company = try company([("voting", "Usage", "120"), ("growth", "Usage", "30")])
    var inputs = try company.inputs(findings: [])
    inputs.budgets = [("voting", 100), ("growth", 40), ("grwoth", 1)].map { value, amount in
      ReportBudget(dimension: "team", value: value, amount: Amount(units: amount, scale: 0))
    }
    let report = try MonthReport(inputs)
    #expect(
      shown(table("budgets", report)) == [
        ["voting", "100", "120", "1200", "-20"], ["growth", "40", "30", "750", "10"],
        ["grwoth", "1", "0", "0", "1"],
      ])
    let section = report.sections.first { $0.id == "budgets" }
    #expect(section?.lead == "Over budget: voting by 20.00 USD.")
    #expect(section?.notes == ["Nothing is charged to team grwoth."])
    #expect(report.head.facts.first { $0.title == "Budgets" }?.value == "1 of 3 exceeded")
  }

  @Test(arguments: [
    (false, true, false, "Final bill"), (true, true, false, "Estimated"), (false, false, true, "Closed"),
    (true, true, true, "Restated after close"),
  ])
  func `the bill's state`(isEstimated: Bool, isOpen: Bool, isClosed: Bool, state: String) throws {
    var inputs = try SmallCompany(months: [10]).inputs(organization: nil)
    inputs.quality.bills[0].state =
      isClosed ? (isOpen ? .restated : .closed) : isEstimated ? .estimated : .final
    let files = try ReportFiles.files(of: MonthReport(inputs))
    #expect(files[1].text.contains("\n\(state)"))
  }
}
