import Allocation
import Billing
import Testing

@testable import Reports

/// What was shared, by which key, in the report and in the statements.
struct SharedCostsTests {
  private func explanation(
    _ value: String, _ kind: Trace.Kind, _ detail: String, before: Int128, after: Int128
  ) -> Explanation {
    Explanation(
      concept: "team", value: value, trace: Trace(kind: kind, detail: detail, place: nil),
      before: Amount(units: before, scale: 2), after: Amount(units: after, scale: 2), unit: "USD")
  }

  /// Platform's 100.01 are given to voting and growth, two to one.
  private func report() throws -> MonthReport {
    var company = SmallCompany(months: [])
    let before: [(String, Int128)] = [("voting", 50_000), ("growth", 2_000), ("platform", 10_001)]
    let after: [(String, Int128)] = [("voting", 56_667), ("growth", 5_334), ("platform", 0)]
    company.charges = before.map { team, cost in
      SmallCompany.Charge(
        period: "2026-10", day: 1, hour: 0, dimensions: ["team": team], amount: Amount(units: cost, scale: 2))
    }
    var spread = company
    spread.charges = after.map { team, cost in
      SmallCompany.Charge(
        period: "2026-10", day: 1, hour: 0, dimensions: ["team": team], amount: Amount(units: cost, scale: 2))
    }
    var inputs = try company.inputs(findings: []) { [company, spread] question in
      let isSpread = question.by.contains("team") || question.filters.contains { $0.dimension == "team" }
      return (isSpread && !question.beforeSharing ? spread : company).answer(question)
    }
    inputs.sharedConcepts = ["team"]
    inputs.explain = { _, _ in
      [
        explanation("voting", .from, "tag:team=voting", before: 50_000, after: 50_000),
        explanation("voting", .share, "platform by weights", before: 0, after: 6_667),
        explanation("growth", .from, "tag:team=growth", before: 2_000, after: 2_000),
        explanation("growth", .share, "platform by weights", before: 0, after: 3_334),
        explanation("platform", .rule, "service=x", before: 10_001, after: 0),
      ]
    }
    return try MonthReport(inputs)
  }

  private func shown(_ table: ReportTable?) -> [[String]] {
    (table?.rows ?? []).map { row in row.cells.map(\.exact) }
  }

  @Test func `pools, keys and targets add up to nothing`() throws {
    let section = try #require(report().sections.first { $0.id == "shared" })
    #expect(
      shown(section.tables[0]) == [
        ["platform by weights", "voting", "66.67"], ["platform by weights", "growth", "33.34"],
        ["given away", "platform", "-100.01"],
      ])
    #expect(section.tables[0].totals[0].cells[2].amount == .zero)
    #expect(
      shown(section.tables[1]) == [
        ["voting", "500", "0", "66.67", "566.67"], ["growth", "20", "0", "33.34", "53.34"],
        ["platform", "100.01", "-100.01", "0", "0"],
      ])
    #expect(
      section.tables[0].commands == [
        "tarsier concepts explain --concept team --where billing_period=2026-10"
      ])
  }

  @Test func `a statement tells from where and by which key`() throws {
    let statement = try #require(try report().statements.first { $0.fileName == "voting" }).page
    let tables = statement.sections.flatMap(\.tables)
    #expect(
      shown(tables.first { $0.id == "statement" }) == [
        ["Charged directly", "500"], ["Credits and discounts", "0"],
        ["Shared: platform by weights", "66.67"],
      ])
    #expect(
      shown(tables.first { $0.id == "statement-coverage" }) == [
        ["from", "tag:team=voting", "500", "100.0"]
      ])
  }

  @Test func `parts that do not add up stop the report`() throws {
    var inputs = try SmallCompany.agora.inputs()
    inputs.sharedConcepts = ["team"]
    inputs.explain = { _, _ in
      [explanation("voting", .share, "platform by weights", before: 0, after: 1)]
    }
    #expect(throws: Problem.self) { try MonthReport(inputs) }
  }
}
