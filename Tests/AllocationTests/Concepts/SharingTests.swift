import Allocation
import Billing
import TestSupport
import Testing

@Suite("Shared costs")
struct SharingTests {
  private static func team(_ name: String, _ more: [String: String] = [:]) -> [String: String] {
    more.merging(["Tags": "{\"team\": \"\(name)\"}"]) { $1 }
  }

  private static let bill = FocusText(
    ("3", team("a")), ("1", team("b")), ("0.01", team("shared")),
    ("10", team("shared", ["ChargePeriodStart": "2026-10-01T01:00Z", "RegionId": "eu-west-1"])), ("5", [:])
  ).text

  private func settings(_ share: String) -> String {
    "concepts: {team: {from: [tag:team], otherwise: rest, share: {shared: \(share)}}}\nmetrics: {requests: requests.csv}"
  }

  private func rows(_ share: String, _ change: (inout CostQuestion) -> Void = { _ in }) throws -> [String] {
    let small = try SmallLedger(Self.bill)
    try small.folder.write(
      "requests.csv",
      "time,value,team\n2026-10-01T00:00:00Z,1,a\n2026-10-01T00:00:00Z,1.0,b\n2026-10-01T01:00:00Z,9.5,b\n"
        + "2026-10-01T01:00:00Z,0,a\n2026-10-01T01:00:00Z,0.5,shared\n2026-10-01T01:00:00Z,7,rest\n")
    return try small.rows(settings(share)) {
      $0.by = ["team"]
      change(&$0)
    }
  }

  @Test(arguments: [
    // Largest remainder at two decimals; the cent of the first hour goes to the heavier, or to the first by name.
    ("{by: cost}", ["a 10.51 USD", "rest 5 USD", "b 3.5 USD", "shared 0 USD"]),
    ("{by: even}", ["a 8.01 USD", "b 6 USD", "rest 5 USD", "shared 0 USD"]),
    (
      "{by: {weights: {a: 0.5, c: 1.5}}}",
      ["c 7.51 USD", "a 5.5 USD", "rest 5 USD", "b 1 USD", "shared 0 USD"]
    ),
    ("{by: {metric: requests}}", ["b 11 USD", "rest 5 USD", "a 3.01 USD", "shared 0 USD"]),
    ("{by: cost, to: [b, rest]}", ["rest 13.34 USD", "a 3 USD", "b 2.67 USD", "shared 0 USD"]),
    ("{by: even, to: [x]}", ["x 10.01 USD", "rest 5 USD", "a 3 USD", "b 1 USD", "shared 0 USD"]),
  ])
  func spreads(share: String, expected: [String]) throws { #expect(try rows(share) == expected) }

  @Test func keepsHoursAndOtherDimensions() throws {
    #expect(
      try rows("{by: cost}") {
        ($0.by, $0.per) = (["region", "team"], .hour)
        $0.filters = [Filter("team", .different, ["rest"])]
      } == [
        "- a 2026-10-01T00:00:00Z 3.01 USD", "- b 2026-10-01T00:00:00Z 1 USD",
        "- shared 2026-10-01T00:00:00Z 0 USD",
        "eu-west-1 a 2026-10-01T01:00:00Z 7.5 USD", "eu-west-1 b 2026-10-01T01:00:00Z 2.5 USD",
        "eu-west-1 shared 2026-10-01T01:00:00Z 0 USD",
      ])
  }

  @Test func filtersWhatComesOut() throws {
    #expect(try rows("{by: cost}") { $0.filters = [Filter("team", .equal, ["b"])] } == ["b 3.5 USD"])
    // Weights are taken before any filter.
    #expect(
      try rows("{by: cost}") { $0.filters = [Filter("region", .equal, ["eu-west-1"])] } == [
        "a 7.5 USD", "b 2.5 USD", "shared 0 USD",
      ])
    #expect(
      try rows("{by: cost}") { $0.beforeSharing = true } == [
        "shared 10.01 USD", "rest 5 USD", "a 3 USD", "b 1 USD",
      ])
  }

  @Test func saysWhatNothingWeighs() throws {
    let small = try SmallLedger(Self.bill)
    try small.folder.write("requests.csv", "time,value,team\n2026-10-01T00:00:00Z,1,a\n")
    let answer = try small.answer(settings("{by: {metric: requests}}")) { $0.by = ["team"] }
    #expect(answer.rows.map(\.text) == ["shared 10 USD", "rest 5 USD", "a 3.01 USD", "b 1 USD"])
    #expect(
      answer.notes == [
        "team: 10 billed USD of 'shared' stay where they are in 2026-10: nothing weighs anything there (by metric "
          + "requests) in 1 hours, the first 2026-10-01T01:00:00Z"
      ])
  }

  @Test func aDaysMeasureHoldsForItsHours() throws {
    let small = try SmallLedger(Self.bill)
    try small.folder.write("requests.csv", "time,value,team\n2026-10-01,1,a\n2026-10-01T01:00Z,1,b\n")
    #expect(
      try small.rows(settings("{by: {metric: requests}}")) { $0.by = ["team"] } == [
        "b 11 USD", "rest 5 USD", "a 3.01 USD", "shared 0 USD",
      ])
  }

  @Test func goesOnInOrder() throws {
    let bill = FocusText(
      ("6", Self.team("a")), ("2", Self.team("b")), ("4", Self.team("platform")), ("12", Self.team("shared"))
    ).text
    let settings = """
      concepts:
        team: {from: [tag:team], otherwise: rest, share: {shared: {by: cost}, platform: {by: even}}}
      """
    // shared: a 6, b 2, platform 4; then platform's 8 in two.
    #expect(
      try SmallLedger(bill).rows(settings) { $0.by = ["team"] } == [
        "a 16 USD", "b 8 USD", "platform 0 USD", "shared 0 USD",
      ])
  }

  @Test func weighsByAnotherConcept() throws {
    let bill = FocusText(
      ("6", Self.team("a")), ("2", Self.team("b", ["ServiceName": "Database"])),
      ("2", Self.team("a", ["ServiceName": "Database"])), ("8", Self.team("shared"))
    ).text
    let settings = """
      concepts:
        team: {from: [tag:team], share: {shared: {by: {concept: users}}}}
        users: {rules: [{when: ["service=Database", "tag:team=a"], value: a}, {when: ["service=Database"], value: b}]}
      """
    #expect(
      try SmallLedger(bill).rows(settings) { $0.by = ["team"] } == ["a 12 USD", "b 6 USD", "shared 0 USD"])
  }

  @Test func spreadsTreatedCharges() throws {
    let tax = ["ChargeCategory": "Tax"]
    let bill = FocusText(
      ("3", Self.team("a")), ("1", Self.team("b")), ("0.40", Self.team("b", tax)),
      ("-8", ["ChargeCategory": "Credit"])
    ).text
    let settings = """
      concepts:
        team:
          from: [tag:team]
          otherwise: rest
          treat:
            - {when: ["charge_category=Tax"], spread: {by: cost}}
            - {when: [{or: ["charge_category=Credit"]}], spread: {by: even, to: [a, b]}}
      """
    let small = try SmallLedger(bill)
    #expect(try small.rows(settings) { $0.by = ["team"] } == ["rest 0 USD", "a -0.7 USD", "b -2.9 USD"])
    #expect(
      try small.rows(settings) { ($0.by, $0.beforeSharing) = (["team"], true) } == [
        "a 3 USD", "b 1.4 USD", "rest -8 USD",
      ])
  }

  @Test func dividesTwoConceptsAtOnce() throws {
    let bill = FocusText(
      ("2", ["Tags": #"{"team": "a", "env": "prod"}"#]), ("1", ["Tags": #"{"team": "b", "env": "dev"}"#]),
      ("0.05", ["Tags": #"{"team": "shared", "env": "common"}"#])
    ).text
    let settings = """
      concepts:
        team: {from: [tag:team], share: {shared: {by: cost}}}
        env: {from: [tag:env], share: {common: {by: even}}}
      """
    let small = try SmallLedger(bill)
    #expect(
      try small.rows(settings) { $0.by = ["team", "env"] } == [
        "a prod 2.01 USD", "b dev 1.01 USD", "a dev 0.02 USD", "b prod 0.01 USD", "shared common 0 USD",
      ])
    #expect(try small.rows(settings) { $0.by = ["team"] } == ["a 2.03 USD", "b 1.02 USD", "shared 0 USD"])
  }

  @Test func keepsCurrenciesApart() throws {
    let euro = ["BillingCurrency": "EUR"]
    let bill = FocusText(
      ("3", Self.team("a")), ("1", Self.team("b", euro)), ("8", Self.team("shared")),
      ("4", Self.team("shared", euro))
    ).text
    let settings = "concepts: {team: {from: [tag:team], share: {shared: {by: cost}}}}"
    #expect(
      try SmallLedger(bill).rows(settings) { $0.by = ["team"] } == [
        "a 11 USD", "b 5 EUR", "shared 0 EUR", "shared 0 USD",
      ])
  }
}
