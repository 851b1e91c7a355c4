import Allocation
import Billing
import Reports
import Testing

/// What a report holds, and when it refuses to be made.
struct MonthReportTests {
  @Test func `every table that claims the whole bill adds up to it`() throws {
    let company = SmallCompany.agora
    let total = company.charges.filter { $0.period == "2026-10" }.reduce(Amount.zero) { $0 + $1.amount }
    let report = try SmallCompany.october()
    let tables = report.sections.flatMap(\.tables).filter { table in
      table.columns.contains { $0.id == "cost" } && !table.id.hasPrefix("unit-")
    }
    #expect(
      tables.map(\.id) == [
        "reconciliation", "bill-totals", "invoices", "kinds", "bridge", "movers-service", "movers-team",
        "services", "concept-team", "accounts", "regions",
        "days", "days-services", "dearest-hours", "hours", "resources",
      ])
    for table in tables {
      let column = try #require(table.columns.firstIndex { $0.id == "cost" })
      let sum = table.rows.reduce(Amount.zero) { sum, row in
        switch row.cells[column] {
        case .money(let amount): return sum + (amount ?? .zero)
        case .change(let amount): return sum + amount
        default: return sum
        }
      }
      #expect(sum == total, "\(table.id)")
    }
  }

  @Test(arguments: ["service", "team", "account", "region", "resource"])
  func `a table that lacks a charge stops the report`(dimension: String) throws {
    let company = SmallCompany.agora
    let inputs = try company.inputs { question in
      var answer = company.answer(question)
      if question.by.first == dimension, question.per == .total || question.per == .month {
        answer.rows.sums.removeLast()
      }
      return answer
    }
    let problem = #expect(throws: Problem.self) { try MonthReport(inputs) }
    #expect(problem?.what.contains("adds up to") == true)
  }

  @Test(arguments: [CostQuestion.Per.day, .hour])
  func `an hour or a day that is off by the last digit stops the report`(per: CostQuestion.Per) throws {
    let company = SmallCompany.agora
    let inputs = try company.inputs { question in
      var answer = company.answer(question)
      if question.per == per { answer.rows.sums[3].units += 1 }
      return answer
    }
    let problem = #expect(throws: Problem.self) { try MonthReport(inputs) }
    #expect(problem?.place.hasPrefix("the report's table") == true)
  }

  @Test func `a month without a bill is named, with those that there are`() throws {
    let inputs = try SmallCompany.agora.inputs(period: "2026-12")
    let problem = #expect(throws: Problem.self) { try MonthReport(inputs) }
    #expect(
      problem?.description
        == "the report for 2026-12: the ledger holds no bill of that month (it holds: 2026-09, 2026-10); "
        + "import the bill first (tarsier import PATH), or name another month")
  }

  @Test func `the first month has nothing to compare with`() throws {
    let report = try MonthReport(SmallCompany(months: [10]).inputs())
    #expect(report.head.totals.map(\.detail) == ["no bill of September"])
    let services = report.sections.first { $0.id == "services" }
    #expect(services?.tables[0].columns.map(\.id) == ["service", "cost", "share_percent"])
    #expect(!report.sections.contains { $0.id == "bridge" })
  }

  @Test func `a month of one charge is a report`() throws {
    var company = SmallCompany(months: [])
    company.charges = [
      SmallCompany.Charge(
        period: "2026-10", day: 1, hour: 0, dimensions: [:], amount: Amount(units: -5, scale: 2))
    ]
    let report = try MonthReport(company.inputs(organization: nil, findings: []))
    #expect(report.head.totals.map(\.value) == ["-0.05 USD"])
    #expect(try ReportFiles.files(of: report).count == 26)
  }

  @Test func `two currencies are two totals`() throws {
    var company = SmallCompany.agora
    company.charges.append(
      SmallCompany.Charge(
        period: "2026-10", day: 1, hour: 4, dimensions: ["service": "Hetzner", "team": "voting"],
        amount: Amount(units: 1234, scale: 2), currency: "EUR"))
    let report = try MonthReport(company.inputs())
    #expect(report.head.totals.map(\.value) == ["12.34 EUR", "17,453.10 USD"])
    #expect(
      report.sections.first { $0.id == "services" }?.tables[0].totals.map(\.currency) == ["EUR", "USD"])
    #expect(report.sections.first { $0.id == "hours" }?.figures.count == 2)
  }

  @Test func `more services than a page can be read with end in others, and the command says so`() throws {
    var company = SmallCompany.agora
    for number in 1...40 {
      company.charges.append(
        SmallCompany.Charge(
          period: "2026-10", day: 2, hour: 1, dimensions: ["service": "Service \(number)"],
          amount: Amount(units: Int128(number), scale: 0)))
    }
    let sections = try MonthReport(company.inputs()).sections
    let table = try #require(sections.first { $0.id == "services" }).tables[0]
    #expect(table.rows.count == 26)
    #expect(table.commands.first == "tarsier cost --by service --where billing_period=2026-10 --top 25")
  }

  @Test func `a resource that two rules flag is saved once`() throws {
    let findings = try #require(SmallCompany.october().sections.first { $0.id == "findings" })
    #expect(findings.lead == "5 findings; acting on them saves 1,021.02 USD a month.")
  }

  @Test func `the same inputs give the same bytes`() throws {
    let first = try ReportFiles.files(of: MonthReport(SmallCompany.agora.inputs()))
    let second = try ReportFiles.files(of: SmallCompany.october())
    #expect(first.map(\.text) == second.map(\.text))
  }
}
