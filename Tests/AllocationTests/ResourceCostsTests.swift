import Allocation
import Billing
import TestSupport
import Testing

@Suite("What resources cost lately")
struct ResourceCostsTests {
  /// A dollar a day for i-1, at noon, over `days` of a month.
  private func month(
    _ period: String, _ next: String, days: ClosedRange<Int>, _ cells: [String: String] = [:]
  ) -> FocusText {
    var text = FocusText()
    for day in days {
      let hour = hours("\(period)-01") + (day - 1) * 24 + 12
      text.add(
        [
          "BillingPeriodStart": "\(period)-01", "BillingPeriodEnd": "\(next)-01", "ResourceId": "i-1",
          "ChargePeriodStart": Civil.timeText(seconds: hour * 3600), "EffectiveCost": "0.5",
        ].merging(cells) { $1 })
    }
    return text
  }

  private func dollars(_ text: String) -> [ResourceCosts.Cost] {
    [ResourceCosts.Cost(amount: Amount(text) ?? .zero, currency: "USD")]
  }

  @Test func isEffectiveUsageOfThe30DaysBefore() throws {
    let small = try SmallLedger(
      month("2026-09", "2026-10", days: 1...30).text, month("2026-10", "2026-11", days: 1...31).text)
    let costs = try small.costs(asOf: "2026-11-03")
    // 2 to 31 October: days without charges after the bill's end don't count.
    #expect(costs.days == 30 && costs.byResource == ["i-1": dollars("15")] && !costs.usesBilled)
    let earlier = try small.costs(asOf: "2026-10-11")
    #expect(earlier.days == 30 && earlier.byResource == ["i-1": dollars("15")])
    let seldom = try small.costs(asOf: "2026-09-11")
    #expect(seldom.days == 10 && seldom.byResource == ["i-1": dollars("5")])
  }

  @Test func endsInTheMiddleOfADayWhereAskedTo() throws {
    let small = try SmallLedger(month("2026-10", "2026-11", days: 1...31).text)
    #expect(try small.costs(asOf: "2026-10-03T12:00Z").byResource == ["i-1": dollars("1")])
    let afternoon = try small.costs(asOf: "2026-10-03T13:00Z")
    #expect(afternoon.days == 3 && afternoon.byResource == ["i-1": dollars("1.5")])
  }

  @Test func countsTheDaysThatAnUnfinishedBillCovers() throws {
    let small = try SmallLedger(month("2026-10", "2026-11", days: 1...14).text)
    let costs = try small.costs(asOf: "2026-10-20")
    #expect(costs.days == 14 && costs.byResource == ["i-1": dollars("7")])
  }

  @Test func leavesOutWhatIsNoUsage() throws {
    var text = month("2026-10", "2026-11", days: 1...31)
    for category in ["Purchase", "Tax", "Credit", "Adjustment"] {
      text.add(["ResourceId": "i-1", "ChargeCategory": category, "BilledCost": "100"])
    }
    text.add(["ResourceId": "", "BilledCost": "1000", "ChargePeriodStart": "2026-10-20T00:00Z"])
    #expect(try SmallLedger(text.text).costs(asOf: "2026-11-01").byResource == ["i-1": dollars("15")])
  }

  @Test func takesBilledCostWhereThereIsNoOther() throws {
    let text = month("2026-10", "2026-11", days: 1...31)
    let costs = try SmallLedger(text.without("EffectiveCost")).costs(asOf: "2026-11-01")
    #expect(costs.usesBilled && costs.byResource == ["i-1": dollars("30")])
  }

  @Test func keepsCurrenciesAndGroupsApart() throws {
    let group = #"{"aws:autoscaling:groupName": "web"}"#
    var text = month("2026-10", "2026-11", days: 2...31, ["Tags": group])
    text.add([
      "ResourceId": "i-2", "BilledCost": "3", "Tags": group, "ChargePeriodStart": "2026-10-05T00:00Z",
    ])
    text.add([
      "ResourceId": "i-1", "BilledCost": "4", "BillingCurrency": "EUR",
      "ChargePeriodStart": "2026-10-05T00:00Z",
    ])
    let costs = try SmallLedger(text.text).costs(asOf: "2026-11-01")
    let euros = ResourceCosts.Cost(amount: Amount(units: 4, scale: 0), currency: "EUR")
    #expect(costs.byResource == ["i-1": [euros] + dollars("15"), "i-2": dollars("3")])
    #expect(costs.byGroup == ["web": dollars("18")])
  }

  @Test func knowsNothingWithoutBills() throws {
    let small = try SmallLedger(month("2026-10", "2026-11", days: 1...31).text)
    let costs = try small.costs(asOf: "2026-09-01")
    #expect(costs.days == 0 && costs.byResource.isEmpty)
  }
}
