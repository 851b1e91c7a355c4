import Allocation
import Audit
import Billing
import Testing

/// Rules that read the bills' last days.
struct CostTableTests {
  private static let head = "account_id, 'global' AS region, money(sum(cost)) AS message"

  private func rule(_ select: String, costs: String = "spend: {by: {account_id: account, item: service}}")
    throws -> Rule
  {
    try RuleFile.read(
      ruleText(query: "\(select) FROM spend GROUP BY account_id, item", more: "costs:\n  \(costs)")
        .replacing("resource: ebs_volume", with: "resource: service"), file: "odd.yaml")
  }

  private func audit(_ rules: [Rule], _ answer: CostTableAnswer) throws -> AuditResult {
    let estate = try Estate()
    return try Auditor(
      ledger: estate.ledger, rules: rules, costs: noCosts, owners: try OwnerResolver()
    ) { _ in answer }.audit(asOf: Estate.time(45))
  }

  private func answer(days: Int) -> CostTableAnswer {
    var answer = CostTableAnswer()
    answer.days = days
    answer.rows = [
      CostTableAnswer.Row(values: ["111111111111", "S3"], slice: 0, cost: 7, currency: "USD"),
      CostTableAnswer.Row(values: ["111111111111", "S3"], slice: 0, cost: 5, currency: "USD"),
    ]
    return answer
  }

  @Test func `finds without any inventory, and says what it costs`() throws {
    let rule = try rule(
      "SELECT item AS resource_id, \(Self.head), sum(cost) AS monthly_cost, part(sum(cost), 1, 4) AS saving, currency"
    )
    let finding = try #require(try audit([rule], answer(days: 30)).findings.first)
    #expect(finding.resourceID == "S3" && finding.region == "global" && finding.message == "12.00")
    #expect(finding.monthlyCost?.description == "12" && finding.saving?.description == "3")
    #expect(finding.currency == "USD")
  }

  @Test func `a parameter's words are alternatives of a pattern where it is asked for so`() throws {
    let rule = try RuleFile.read(
      ruleText(
        query: "SELECT item AS resource_id, \(Self.head) FROM spend",
        more: #"""
          parameters: {kinds: "a.b  c,d", days: 7}
          costs:
            spend: {by: {account_id: account, item: service}, days: "{days}", where: ["service~^({kinds|})$"]}
          """#), file: "odd.yaml")
    let estate = try Estate()
    var asked: [CostTableQuestion] = []
    _ = try Auditor(
      ledger: estate.ledger, rules: [rule], costs: noCosts, owners: try OwnerResolver(),
      table: { question in
        asked.append(question)
        return CostTableAnswer()
      }
    ).audit(asOf: Estate.time(45))
    #expect(asked.map(\.filters) == [[#"service~^(a\.b|c|d)$"#]] && asked.map(\.days) == [7])
  }

  @Test func `a saving that is not known is none`() throws {
    let rule = try rule("SELECT item AS resource_id, \(Self.head), NULL AS saving")
    #expect(try audit([rule], answer(days: 30)).findings.first?.saving == nil)
  }

  @Test func `without a bill, or with one that is too short, it is not checked`() throws {
    let costs = "spend: {by: {account_id: account, item: service}, least_days: 14}"
    let rule = try rule("SELECT item AS resource_id, \(Self.head)", costs: costs)
    let none = try audit([rule], CostTableAnswer())
    #expect(none.findings == [])
    #expect(none.notChecked.map(\.reason) == ["no bill was imported that covers any day before"])
    let short = try audit([rule], answer(days: 13))
    #expect(short.notChecked.map(\.reason) == ["the bills cover 13 days, and it needs 14"])
    #expect(try audit([rule], answer(days: 14)).notChecked == [])
  }

  @Test func `two rules that ask the same call its columns as they like`() throws {
    let first = try rule("SELECT item AS resource_id, \(Self.head)")
    let second = try RuleFile.read(
      ruleText(
        id: "even", query: "SELECT what AS resource_id, account_id, 'r' AS region, '' AS message FROM bill",
        more: "costs: {bill: {by: {account_id: account, what: service}}}"
      )
      .replacing("resource: ebs_volume", with: "resource: service"), file: "even.yaml")
    let result = try audit([first, second], answer(days: 30))
    #expect(result.failed == [] && result.findings.map(\.rule) == ["even", "odd"])
  }

  @Test(arguments: [
    ("ebs_volumes: {by: {account_id: account}}", "there is a table 'ebs_volumes' already"),
    ("spend: {by: {account_id: account}, per: hours}", "'per' is 'hours'"),
    ("spend: {by: {account_id: account}, gives: [costs]}", "'gives' is 'costs'"),
    ("spend: {by: {account_id: account}, wher: []}", "unknown key 'wher'"),
  ]) func `a wrong question is told with its line`(costs: String, message: String) throws {
    let problem = try #require(throws: Problem.self) { try rule("SELECT 1", costs: costs) }
    #expect(problem.description.contains(message) && problem.place.hasPrefix("odd.yaml:9:"), "\(problem)")
  }
}
