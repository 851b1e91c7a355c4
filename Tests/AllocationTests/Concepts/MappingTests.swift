import Allocation
import Billing
import TestSupport
import Testing

@Suite("Mapping")
struct MappingTests {
  /// The values of `team` for charges with these cells, which cost 1, 2, 4, 8, … in their order.
  private func teams(_ concepts: String, _ cells: [[String: String]], by: String = "team") throws -> [String]
  {
    var text = FocusText()
    for (number, cells) in cells.enumerated() {
      text.add(cells.merging(["BilledCost": "\(1 << number)"]) { $1 })
    }
    return try SmallLedger(text.text).rows(concepts) { $0.by = [by] }
  }

  private func tags(_ json: String) -> [String: String] { ["Tags": json] }

  @Test func foldsKeysAndValues() throws {
    let cells = [
      tags(#"{"Cost Center": "Pay_Ments"}"#), tags(#"{"cost-center": " PAY ments "}"#),
      tags(#"{"cost_center": "", "COST-CENTER": "pay-ments"}"#),
      tags(#"{"cost_center": "x", "Cost Center": "y"}"#),
    ]
    #expect(
      try teams("concepts: {team: {from: [tag:cost_center], fold: true}}", cells) == [
        "x 8 USD", "pay-ments 7 USD",
      ])
    #expect(
      try teams("concepts: {team: {from: [tag:cost_center], otherwise: none}}", cells) == [
        "x 8 USD", "none 7 USD",
      ])
  }

  @Test func aliasesComeAfterFolding() throws {
    let concepts = """
      concepts: {team: {from: [tag:team], fold: true, aliases: {"Chk Out*": checkout, chkout: checkout, chk*: other}}}
      """
    let cells = ["CHKOUT", "chk_out-2", "chk", "checkout", "chk out"].map { tags("{\"team\": \"\($0)\"}") }
    #expect(try teams(concepts, cells) == ["checkout 27 USD", "other 4 USD"])
    let unfolded = "concepts: {team: {from: [tag:team], aliases: {chkout: checkout}}}"
    #expect(try teams(unfolded, cells.dropLast(3)) == ["chk_out-2 2 USD", "CHKOUT 1 USD"])
  }

  @Test func valuesComeFromASideFile() throws {
    var text = FocusText()
    for (cost, team) in [("1", "CC-100"), ("2", "cc 200"), ("4", "cc-300"), ("8", "value")] {
      text.add(tags("{\"cc\": \"\(team)\"}").merging(["BilledCost": cost]) { $1 })
    }
    let small = try SmallLedger(text.text)
    try small.folder.write(
      "teams.csv", "\u{FEFF}value;team\r\ncc-100;\"check;out\"\r\n\r\nCC_200; search \r\n")
    let settings = "concepts: {team: {from: [tag:cc], fold: true, values: teams.csv}}"
    #expect(
      try small.rows(settings) { $0.by = ["team"] } == [
        "value 8 USD", "cc-300 4 USD", "search 2 USD", "check;out 1 USD",
      ])
  }

  @Test func theFirstRuleThatHoldsCounts() throws {
    let concepts = """
      concepts:
        team:
          from: [tag:team]
          rules:
            - {when: ["account=2*", "region!=eu-west-1"], value: growth}
            - {when: [{or: ["service=S3,EBS*", {and: ["region~^eu-", {not: "account=111111111111"}]}]}], value: storage}
            - {when: "tag:role=", value: bare}
          otherwise: rest
      """
    let cells: [[String: String]] = [
      ["SubAccountId": "222222222222"], ["SubAccountId": "222222222222", "RegionId": "eu-west-1"],
      ["ServiceName": "S3"], ["ServiceName": "EBS Volumes"], ["RegionId": "eu-west-1"],
      tags(#"{"role": "web"}"#), ["ServiceName": "S3"].merging(tags(#"{"team": "tagged"}"#)) { $1 },
    ]
    #expect(
      try teams(concepts, cells) == [
        "tagged 64 USD", "rest 32 USD", "bare 16 USD", "storage 14 USD", "growth 1 USD",
      ])
  }

  @Test func rulesHoldInTheirMonths() throws {
    let september = [
      "BillingPeriodStart": "2026-09-01", "BillingPeriodEnd": "2026-10-01",
      "ChargePeriodStart": "2026-09-03T00:00Z",
    ]
    var text = FocusText()
    text.add(["BilledCost": "1"])
    text.add(september.merging(["BilledCost": "2"]) { $1 })
    let settings = """
      concepts:
        team:
          rules:
            - {when: ["account=1*"], value: old, valid: ..2026-09}
            - {when: ["account=1*"], value: new, valid: 2026-10..2026-12}
      """
    let small = try SmallLedger(text.text)
    #expect(try small.rows(settings) { $0.by = ["team"] } == ["old 2 USD", "new 1 USD"])
  }

  @Test func accountsAndOtherwiseComeLast() throws {
    let settings = """
      accounts: {"222222222222": {team: growth}}
      concepts: {team: {from: [tag:team], rules: [{when: ["region=eu-west-1"], value: euro}], otherwise: unallocated}}
      """
    let cells: [[String: String]] = [
      ["SubAccountId": "222222222222"], ["SubAccountId": "222222222222", "RegionId": "eu-west-1"], [:],
    ]
    #expect(try teams(settings, cells) == ["unallocated 4 USD", "euro 2 USD", "growth 1 USD"])
  }

  @Test func aPartOfAValueIsAValue() throws {
    let concepts = """
      concepts:
        app:
          from: [{tag: Name, match: "^(?<app>[a-z]+)-(prod|dev)"}, {tag: app}, {dimension: service}]
          aliases: {poll: voting}
      """
    let cells = [
      tags(#"{"Name": "poll-prod-1"}"#), tags(#"{"Name": "Poll", "app": "x"}"#), tags(#"{"Name": "9"}"#),
    ]
    #expect(try teams(concepts, cells, by: "app") == ["Compute 4 USD", "x 2 USD", "voting 1 USD"])
  }

  @Test func conceptsComeFromConcepts() throws {
    let concepts = """
      concepts:
        area: {from: [division], otherwise: none}
        division: {from: [{concept: team}], aliases: {checkout: commerce, "s*": discovery}}
        team: {from: [tag:team], fold: true}
        big: {rules: [{when: ["division=commerce", "team!=x"], value: "yes"}], otherwise: "no"}
      """
    let cells = ["Checkout", "search", "x"].map { tags("{\"team\": \"\($0)\"}") } + [[:]]
    #expect(
      try teams(concepts, cells, by: "area") == [
        "none 8 USD", "x 4 USD", "discovery 2 USD", "commerce 1 USD",
      ])
    #expect(try teams(concepts, cells, by: "big") == ["no 14 USD", "yes 1 USD"])
  }

  @Test func treatmentsComeFirst() throws {
    let concepts = """
      concepts:
        team:
          from: [tag:team]
          otherwise: rest
          treat:
            - {when: ["charge_category=Tax", "region=eu-west-1"], stay: true}
            - {when: ["charge_category=Tax"], value: tax}
      """
    let tagged = tags(#"{"team": "a"}"#)
    let cells: [[String: String]] = [
      tagged, tagged.merging(["ChargeCategory": "Tax"]) { $1 },
      tagged.merging(["ChargeCategory": "Tax", "RegionId": "eu-west-1"]) { $1 }, ["ChargeCategory": "Credit"],
    ]
    #expect(try teams(concepts, cells) == ["rest 8 USD", "a 5 USD", "tax 2 USD"])
  }

  @Test func crossesConceptsAtEverySlice() throws {
    let small = try SmallLedger(
      FocusText(
        ("1", ["Tags": #"{"team": "a", "env": "Prod"}"#]),
        ("2", ["Tags": #"{"team": "a", "env": "prod"}"#, "ChargePeriodStart": "2026-10-02T05:00Z"]),
        ("4", ["Tags": #"{"team": "b", "env": "dev"}"#, "ChargePeriodStart": "2026-10-02T05:00Z"])
      ).text)
    let settings = "concepts: {team: {from: [tag:team]}, env: {from: [tag:env], fold: true}}"
    func rows(_ per: CostQuestion.Per) throws -> [String] {
      try small.rows(settings) {
        ($0.by, $0.per) = (["team", "env"], per)
        $0.filters = [Filter("env", .matches, ["^p"])]
      }
    }
    #expect(try rows(.total) == ["a prod 3 USD"])
    #expect(try rows(.month) == ["a prod 2026-10 3 USD"])
    #expect(try rows(.day) == ["a prod 2026-10-01 1 USD", "a prod 2026-10-02 2 USD"])
    #expect(try rows(.hour) == ["a prod 2026-10-01T00:00:00Z 1 USD", "a prod 2026-10-02T05:00:00Z 2 USD"])
  }

  @Test(.timeLimit(.minutes(1))) func takesManyRulesAndValues() throws {
    let rules = (0..<10_000).map { "      - {when: [\"tag:id=r\($0)\"], value: v\($0)}" }.joined(
      separator: "\n")
    let small = try SmallLedger(
      FocusText(("1", tags(#"{"id": "r9999"}"#)), ("2", tags(#"{"cc": "c99999"}"#)), ("4", [:])).text)
    try small.folder.write("map.csv", (0..<100_000).map { "c\($0),t\($0)\n" }.joined())
    let settings = "concepts:\n  team:\n    from: [tag:cc]\n    values: map.csv\n    rules:\n\(rules)\n"
    #expect(try small.rows(settings) { $0.by = ["team"] } == ["- 4 USD", "t99999 2 USD", "v9999 1 USD"])
  }
}
