import Allocation
import Billing
import Testing

@testable import Reports

/// What each owner pays, on pages of its own.
struct StatementTests {
  @Test func `statements add up to the report`() throws {
    let report = try SmallCompany.october()
    let totals = report.statements.compactMap { $0.page.head.table.rows.first?.cells[1].amount }
    #expect(report.statements.map(\.fileName) == ["-none-", "growth", "platform", "platfrom", "voting"])
    #expect(totals.reduce(.zero, +) == report.head.table.rows.first?.cells[1].amount)
  }

  @Test func `a statement says whose it is, in three forms`() throws {
    let files = try ReportFiles.files(of: SmallCompany.october())
    let growth = files.filter { $0.name.contains("statements/growth.") }
    #expect(growth.map { $0.name.suffix(4) } == ["html", "h.md", ".csv"])
    #expect(growth[1].text.hasPrefix("# Agora: cloud costs of team growth, October 2026\n"))
    #expect(growth[1].text.contains("`tarsier cost --where billing_period=2026-10 --where team=growth`"))
  }

  @Test func `a long name makes a file that can be written`() throws {
    var company = SmallCompany(months: [])
    company.charges = [
      SmallCompany.Charge(
        period: "2026-10", day: 1, hour: 0, dimensions: ["team": String(repeating: "é", count: 300)],
        amount: Amount(units: 1, scale: 0))
    ]
    let report = try MonthReport(company.inputs(findings: []))
    #expect(report.statements.map(\.fileName) == [String(repeating: "é", count: 60)])
  }

  @Test func `names that make one file name are told apart`() throws {
    var company = SmallCompany(months: [])
    company.charges = ["a/b", "a b", "A-B"].map { team in
      SmallCompany.Charge(
        period: "2026-10", day: 1, hour: 0, dimensions: ["team": team], amount: Amount(units: 1, scale: 0))
    }
    let report = try MonthReport(company.inputs(findings: []))
    #expect(report.statements.map(\.fileName) == ["A-B", "a-b-2", "a-b-3"])
  }

  @Test func `what is kept stands with whose resource it is`() throws {
    var inputs = try SmallCompany.agora.inputs()
    inputs.kept = ["i-0a11ce00000000", "50dc6c495c0c9188", "i-of-nobody"].map { id in
      ReportKept(
        resourceType: "instance", resourceID: id, account: "111111111111", region: "eu-west-1", by: "ana",
        until: nil, reason: "the director's")
    }
    let statements = try MonthReport(inputs).statements
    let kept = statements.map { statement in
      statement.page.sections.first { $0.id == "kept" }?.tables[0].rows.map { $0.cells[0].exact } ?? []
    }
    #expect(statements.map(\.fileName) == ["-none-", "growth", "platform", "platfrom", "voting"])
    #expect(kept == [[], [], ["i-0a11ce00000000"], [], ["50dc6c495c0c9188"]])
  }
}
