import Allocation
import Billing
import TestSupport
import Testing

@Suite("What resources cost on each day")
struct ResourceDaysTests {
  private func day(_ text: String) -> Int { hours(text) / 24 }

  private func charge(
    _ resource: String, _ time: String, _ cost: String, _ cells: [String: String] = [:]
  ) -> [String: String] {
    ["ResourceId": resource, "ChargePeriodStart": time, "BilledCost": "9", "EffectiveCost": cost]
      .merging(cells) { $1 }
  }

  private func lines(_ days: ResourceDays) -> [String] {
    days.costs.map {
      "\($0.isGroup ? "group " : "")\($0.name) \(Civil.dateText(days: $0.day)) \($0.amount) \($0.currency)"
    }
    .sorted()
  }

  @Test func isEffectiveUsageOfEachDay() throws {
    var text = FocusText()
    let arn = "arn:aws:ec2:us-east-1:111111111111:snapshot/snap-1"
    text.add(charge("vol-1", "2026-10-01T00:00Z", "0.25"))
    text.add(charge("vol-1", "2026-10-01T23:00Z", "0.5"))
    text.add(charge("vol-1", "2026-10-02T00:00Z", "0.125"))
    text.add(charge("vol-2", "2026-10-02T00:00Z", "7"))
    text.add(charge("vol-1", "2026-10-02T01:00Z", "8", ["ChargeCategory": "Tax"]))
    text.add(charge(arn, "2026-10-03T00:00Z", "0.01", ["BillingCurrency": "EUR"]))
    text.add(charge("i-1", "2026-10-03T00:00Z", "2", ["Tags": #"{"aws:autoscaling:groupName": "web"}"#]))
    text.add(charge("", "2026-10-05T23:00Z", "1"))
    let small = try SmallLedger(text.text)
    let engine = CostEngine(ledger: small.ledger)
    let october = day("2026-10-01")..<day("2026-11-01")
    let all = try engine.resourceDays(of: ["vol-1", arn], groups: ["web", "api"], in: october)
    #expect(
      lines(all) == [
        "\(arn) 2026-10-03 0.01 EUR", "group web 2026-10-03 2 USD", "vol-1 2026-10-01 0.75 USD",
        "vol-1 2026-10-02 0.125 USD",
      ])
    #expect(all.covered == ["acme": Set(october.prefix(5))])
    let second = try engine.resourceDays(of: ["vol-1"], in: day("2026-10-02")..<day("2026-10-03"))
    #expect(lines(second) == ["vol-1 2026-10-02 0.125 USD"])
    #expect(second.covered == ["acme": [day("2026-10-02")]])
    #expect(
      try engine.resourceDays(of: ["vol-1"], in: day("2026-11-01")..<day("2026-12-01")) == ResourceDays())
  }

  @Test func aDayThatMayStillGrowIsNotCovered() throws {
    var text = FocusText()
    text.add(charge("vol-1", "2026-10-01T00:00Z", "1"))
    text.add(charge("vol-1", "2026-10-03T22:00Z", "1"))
    let small = try SmallLedger(text.text)
    let days = try CostEngine(ledger: small.ledger).resourceDays(
      of: ["vol-1"], in: day("2026-09-01")..<day("2026-12-01"))
    #expect(days.covered == ["acme": [day("2026-10-01"), day("2026-10-02")]])
  }

  @Test func takesBilledCostWhereThereIsNoOther() throws {
    var text = FocusText()
    text.add(charge("vol-1", "2026-10-01T00:00Z", "1"))
    let small = try SmallLedger(text.without("EffectiveCost"))
    let days = try CostEngine(ledger: small.ledger).resourceDays(
      of: ["vol-1"], in: day("2026-10-01")..<day("2026-10-02"))
    #expect(lines(days) == ["vol-1 2026-10-01 9 USD"])
  }
}
