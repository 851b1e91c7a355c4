import Allocation
import Billing
import TestSupport
import Testing

@Suite("Questions of cost")
struct CostQuestionTests {
  private static let fleet = FocusText(
    ("5.5", ["ServiceName": "Compute", "RegionId": "eu-west-1", "Tags": #"{"team": "a"}"#]),
    ("3.25", ["ServiceName": "Storage", "RegionId": "eu-west-1", "Tags": #"{"team": "b"}"#]),
    ("2", ["ServiceName": "Compute", "RegionId": "us-east-1"]),
    ("1.125", ["ServiceName": "Support", "ChargeCategory": "Purchase"]),
    ("-0.5", ["ServiceName": "Storage", "RegionId": "eu-west-1", "ChargeCategory": "Credit"])
  ).text

  @Test func groups() throws {
    let small = try SmallLedger(Self.fleet)
    #expect(try small.rows() == ["11.375 USD"])
    #expect(
      try small.rows { $0.by = ["service"] } == ["Compute 7.5 USD", "Storage 2.75 USD", "Support 1.125 USD"])
    #expect(
      try small.rows { $0.by = ["region", "tag:team"] } == [
        "eu-west-1 a 5.5 USD", "eu-west-1 b 3.25 USD", "us-east-1 - 2 USD", "- - 1.125 USD",
        "eu-west-1 - -0.5 USD",
      ])
    // One dimension twice is one column twice.
    #expect(try small.rows { $0.by = ["service", "service"] }.first == "Compute Compute 7.5 USD")
  }

  @Test(arguments: [
    (["service=Compute"], "7.5"), (["service=Compute,Support"], "8.625"), (["service!=Compute"], "3.875"),
    (["service!=Compute,Support"], "2.75"), (["service~^(Comp|Supp)"], "8.625"), (["service~o"], "11.375"),
    (["service!~^S.*o"], "7.5"), (["region="], "1.125"), (["region!="], "10.25"),
    (["region=,us-east-1"], "3.125"),
    (["region~."], "10.25"), (["region!~eu"], "3.125"), (["tag:team=a"], "5.5"), (["tag:team!=a"], "5.875"),
    (["tag:team=,b"], "5.875"), (["service=Compute", "region=eu-west-1"], "5.5"),
    (["charge_category=Usage", "service!=Compute", "tag:team!="], "3.25"),
    (["billing_period=2026-10"], "11.375"),
    (["billing_account=acme"], "11.375"), (["currency=USD"], "11.375"), (["account=111111111111"], "11.375"),
    (["service=compute"], nil), (["billing_account!=acme"], nil),
  ])
  func filters(conditions: [String], total: String?) throws {
    let small = try SmallLedger(Self.fleet)
    let rows = try small.rows { $0.filters = try conditions.map { try Filter(parsing: $0) } }
    #expect(rows == (total.map { ["\($0) USD"] } ?? []))
  }

  @Test func saysNearNamesWhereNothingMatches() throws {
    let small = try SmallLedger(Self.fleet)
    let answer = try small.answer { $0.filters = [Filter("service", .equal, ["Compte"])] }
    #expect(answer.rows.isEmpty)
    #expect(
      answer.notes == [
        "no charge has service = 'Compte'; did you mean 'Compute'? there are: Compute, Storage, Support"
      ])
  }

  @Test(arguments: [
    ("servce", "servce: is no dimension and no concept; did you mean 'service'?"),
    ("team", "team: is no dimension and no concept; did you mean 'tag:team'?"),
    ("tag:Team", "tag:Team: no bill in the ledger has such a key; did you mean 'tag:team'?"),
    ("tag:cost", "tag:cost: no bill in the ledger has such a key; there are: tag:team"),
    (
      "cost_category:x",
      "cost_category:x: no bill in the ledger has such a key; the bills have no cost_category at all"
    ),
  ])
  func refusesUnknownNames(name: String, message: String) throws {
    let small = try SmallLedger(Self.fleet)
    let asGroup = try #require(throws: Problem.self) { try small.rows { $0.by = [name] } }
    #expect(asGroup.description == message)
    let asFilter = try #require(throws: Problem.self) {
      try small.rows { $0.filters = [Filter(name, .equal, ["x"])] }
    }
    #expect(asFilter.description == message)
  }

  @Test func listsAllDimensionsWhereNoneIsNear() throws {
    let small = try SmallLedger(Self.fleet)
    let problem = try #require(throws: Problem.self) { try small.rows { $0.by = ["xylophone"] } }
    for dimension in Dimension.allCases { #expect(problem.remedy.contains(dimension.rawValue)) }
  }

  @Test func keepsTheSumInOthers() throws {
    let small = try SmallLedger(Self.fleet)
    #expect(
      try small.rows { question in
        question.by = ["service"]
        question.top = 1
      } == ["Compute 7.5 USD", "Others 3.875 USD"])
    #expect(
      try small.rows { question in
        question.by = ["service", "region"]
        question.top = 2
      } == ["Compute eu-west-1 5.5 USD", "Storage eu-west-1 2.75 USD", "Others Others 3.125 USD"])
    for top in [3, 4, 1000] {
      #expect(
        try small.rows { question in
          question.by = ["service"]
          question.top = top
        } == ["Compute 7.5 USD", "Storage 2.75 USD", "Support 1.125 USD"])
    }
  }

  @Test func keepsTheDearestOfTheWholeSpanInEachSlice() throws {
    let small = try SmallLedger(
      FocusText(
        ("1", ["ServiceName": "A"]), ("5", ["ServiceName": "B"]),
        ("9", ["ServiceName": "A", "ChargePeriodStart": "2026-10-02T00:00Z"]),
        ("2", ["ServiceName": "C", "ChargePeriodStart": "2026-10-02T00:00Z"])
      ).text)
    #expect(
      try small.rows { question in
        question.by = ["service"]
        question.per = .day
        question.top = 1
      } == ["A 2026-10-01 1 USD", "Others 2026-10-01 5 USD", "A 2026-10-02 9 USD", "Others 2026-10-02 2 USD"])
  }

  @Test func neverMixesCurrencies() throws {
    let text = FocusText(
      ("5", [:]), ("7", ["BillingCurrency": "EUR"]),
      ("1", ["ServiceName": "Storage", "BillingCurrency": "EUR"])
    ).text
    let small = try SmallLedger(text)
    #expect(try small.rows() == ["8 EUR", "5 USD"])
    #expect(try small.rows { $0.by = ["service"] } == ["Compute 7 EUR", "Compute 5 USD", "Storage 1 EUR"])
    // The dearest of each currency are kept.
    #expect(
      try small.rows { question in
        question.by = ["service"]
        question.top = 1
      } == ["Compute 7 EUR", "Compute 5 USD", "Others 1 EUR"])
    #expect(try small.rows { $0.filters = [Filter("currency", .equal, ["USD"])] } == ["5 USD"])
  }

  @Test func addsUpUsageByUnit() throws {
    let small = try SmallLedger(
      FocusText(
        ("1", ["ConsumedQuantity": "2.5", "ConsumedUnit": "Hours"]),
        ("1", ["ConsumedQuantity": "0.125", "ConsumedUnit": "Hours"]),
        ("1", ["ConsumedQuantity": "7", "ConsumedUnit": "GB"]), ("1", ["ConsumedQuantity": "1"])
      ).text)
    #expect(try small.rows { $0.metric = .usage } == ["7 GB", "2.625 Hours", "1"])
    #expect(
      try small.rows { question in
        question.metric = .usage
        question.filters = [Filter("unit", .equal, ["GB"])]
      } == ["7 GB"])
  }

  @Test func anAbsentMeasureIsNeverZero() throws {
    var september = FocusText(("3", ["EffectiveCost": "2"]))
    september.add([
      "BillingPeriodStart": "2026-09-01", "BillingPeriodEnd": "2026-10-01",
      "ChargePeriodStart": "2026-09-05T00:00Z",
    ])
    let october = FocusText(("4", [:])).without("EffectiveCost")
    let alone = try SmallLedger(october)
    let problem = try #require(throws: Problem.self) { try alone.rows { $0.metric = .effective } }
    #expect(problem.description.contains("bill acme/2026-10 has: billed, usage"))
    let other = FocusText(("6", ["BillingAccountId": "other"])).text
    let both = try SmallLedger(october, other)
    let answer = try both.answer { $0.metric = .effective }
    #expect(answer.rows.map(\.text) == ["6 USD"])
    #expect(answer.notes == ["bill acme/2026-10 has no effective cost and is missing from this answer"])
    #expect(try both.rows { $0.metric = .billed } == ["10 USD"])
  }

  @Test func addsUpBillsOfDifferentDecimals() throws {
    let small = try SmallLedger(
      FocusText(("0.1", [:])).text, FocusText(("1.00000000000000000003", ["BillingAccountId": "b"])).text,
      FocusText(("12345678901234567", ["BillingAccountId": "c"])).text,
      FocusText(("1.5e-7", ["BillingAccountId": "d"])).text)
    #expect(try small.rows() == ["12345678901234568.10000015000000000003 USD"])
    #expect(
      try small.rows { $0.by = ["billing_account"] } == [
        "c 12345678901234567 USD", "b 1.00000000000000000003 USD", "acme 0.1 USD", "d 0.00000015 USD",
      ])
  }

  @Test func refusesTimesWithoutBills() throws {
    let small = try SmallLedger(Self.fleet)
    func refused(_ change: (inout CostQuestion) -> Void) throws -> String {
      try #require(throws: Problem.self) { try small.rows { change(&$0) } }.description
    }
    #expect(
      try refused { $0.from = hours("2027-01-01") }
        == "2027-01-01T00:00:00Z: no bill covers that time; the ledger has: 2026-10")
    #expect(
      try refused { $0.to = hours("2026-10-01") }
        == "2026-10-01T00:00:00Z: no bill covers that time; the ledger has: 2026-10")
    #expect(try refused { $0.filters = [Filter("billing_period", .equal, ["2026-11"])] }.contains("2026-10"))
    #expect(
      try refused { question in
        question.from = hours("2026-10-05")
        question.to = hours("2026-10-04")
      }.contains("is no span of time"))
    #expect(try refused { $0.timeZone = "Europe/Atlantis" }.contains("is no time zone"))
    #expect(try refused { $0.timeZone = "../../etc/passwd" }.contains("is no time zone"))
    #expect(
      try refused { $0.filters = [Filter("service", .matches, ["("])] }.contains("is no regular expression"))
  }

  @Test func saysHowManyRowsAreMissing() throws {
    let text = Self.fleet + FocusText(("many", [:])).text.split(separator: "\n")[1] + "\n"
    let small = try SmallLedger(text, allowsRejects: true)
    let answer = try small.answer()
    #expect(answer.rows.map(\.text) == ["11.375 USD"])
    #expect(answer.notes == ["bill acme/2026-10 lacks 1 rows that could not be read"])
  }
}
