import Billing
import TestSupport
import Testing

@testable import Allocation

@Suite("Events, unit costs and bridges")
struct ComparisonTests {
  /// Ten days on which i-1 costs 1.01 an hour at noon; on the tenth three more run.
  private static let fleet: String = {
    var text = FocusText()
    for day in 1...10 {
      for instance in 1...(day == 10 ? 4 : 1) {
        for hour in [12, 13] {
          text.add([
            "BilledCost": day == 3 ? "1.02" : "1.01",
            "ResourceId": "arn:aws:ec2:eu-west-1:1:instance/i-\(instance)",
            "ServiceName": instance > 2 ? "Spot" : "Compute",
            "ChargePeriodStart": "2026-10-\(day < 10 ? "0" : "")\(day)T\(hour):00Z",
          ])
        }
      }
    }
    return text.text
  }()

  private func event(_ change: (inout CostEventQuestion) -> Void) throws -> [String] {
    let small = try SmallLedger(Self.fleet)
    var question = CostEventQuestion(from: hours("2026-10-10T12:00:00Z"), to: hours("2026-10-10T14:00:00Z"))
    change(&question)
    return try CostEngine(ledger: small.ledger).event(question).rows.map { row in
      (row.values.map { $0 ?? "-" } + [
        row.periodStart ?? "", "\(row.baseline)", "\(row.actual)", "\(row.difference)",
        "\(row.baselineInstances)→\(row.instances)",
      ]).filter { !$0.isEmpty }.joined(separator: " ")
    }
  }

  @Test func anEventIsWhatIsAboveTheSameHoursBefore() throws {
    // (6 × 1.01 + 1.02) ÷ 7 = 1.0114…, twice.
    #expect(try event { _ in } == ["2.02 8.08 6.06 1→4"])
    #expect(try event { $0.by = ["service"] } == ["Spot 0 4.04 4.04 0→2", "Compute 2.02 4.04 2.02 1→2"])
    #expect(
      try event { $0.isHourly = true } == [
        "2026-10-10T12:00:00Z 1.01 4.04 3.03 1→4", "2026-10-10T13:00:00Z 1.01 4.04 3.03 1→4",
      ])
    #expect(try event { $0.from += 1 } == ["1.01 4.04 3.03 1→4"])
    #expect(throws: Problem.self) {
      try event { ($0.from, $0.to) = (hours("2026-10-01T10:00:00Z"), hours("2026-10-01T12:00:00Z")) }
    }
  }

  @Test(
    arguments: [([1, 1, 1], 2), ([5, -5, 3], 7), ([0, 0], 3), ([-1, -1, -1], 2), ([10, 20, 31], 7)]
      as [([Int128], Int128)])
  func meansAddUp(numbers: [Int128], count: Int128) {
    let whole = Mean.parts([numbers.reduce(0, +)], over: count, scale: 2)[0]
    let parts = Mean.parts(numbers, over: count, scale: 2)
    #expect(parts.reduce(0, +) == whole)
    for (number, part) in zip(numbers, parts) { #expect(abs(part * count - number) <= count) }
  }

  @Test func dividesCostByAMeasure() throws {
    let small = try SmallLedger(Self.fleet)
    try small.folder.write(
      "u.csv",
      "time,value,service\n2026-10-09,3,Compute\n2026-10-10T12:00Z,1,Compute\n2026-10-10T13:00Z,1.5,Compute\n2026-10-10,4,Spot\n"
    )
    let engine = CostEngine(ledger: small.ledger)
    func rows(_ per: CostQuestion.Per, _ by: [String]) throws -> [String] {
      var question = CostQuestion()
      (question.per, question.by) = (per, by)
      question.from = hours("2026-10-08T00:00:00Z")
      return try engine.unitCost(per: small.folder.path("u.csv"), question).rows.map { row in
        "\(row.periodStart) \(row.values.map { $0 ?? "-" }) \(row.cost) \(row.measuredCost) \(row.quantity?.description ?? "-") "
          + "\(row.unitCost?.description ?? "-") \(row.missingDays)"
      }
    }
    #expect(
      try rows(.day, ["service"]) == [
        "2026-10-08 [\"Compute\"] 2.02 0 - - 1", "2026-10-09 [\"Compute\"] 2.02 2.02 3 0.6733333333 0",
        "2026-10-10 [\"Compute\"] 4.04 4.04 2.5 1.616 0", "2026-10-10 [\"Spot\"] 4.04 4.04 4 1.01 0",
      ])
    #expect(try rows(.month, []) == ["2026-10 [] 12.12 10.1 9.5 1.0631578947 1"])
    #expect(throws: Problem.self) { try engine.unitCost(per: "users", CostQuestion()) }
  }

  @Test func bridgesTwoMonths() throws {
    let september = [
      "BillingPeriodStart": "2026-09-01", "BillingPeriodEnd": "2026-10-01",
      "ChargePeriodStart": "2026-09-03T00:00Z",
    ]
    var text = FocusText()
    func add(_ month: Int, _ cells: [String: String]) {
      text.add((month == 9 ? september : [:]).merging(cells) { $1 })
    }
    // 3 hours for 1.00 become 4 for 1.50: 0.33 for the quantity, 0.17 for the price.
    add(9, ["BilledCost": "1.00", "ConsumedQuantity": "3", "ConsumedUnit": "h", "RegionId": "a"])
    add(10, ["BilledCost": "1.50", "ConsumedQuantity": "4", "ConsumedUnit": "h", "RegionId": "a"])
    add(9, ["BilledCost": "0.20", "RegionId": "b"])
    add(10, ["BilledCost": "0.30", "RegionId": "c"])
    add(10, ["BilledCost": "-0.07", "ChargeCategory": "Credit"])
    add(9, ["BilledCost": "0.11", "ChargeCategory": "Tax"])
    add(10, ["BilledCost": "5.00", "ChargeCategory": "Purchase"])
    let small = try SmallLedger(text.text)
    let engine = CostEngine(ledger: small.ledger)
    func rows(_ by: [String]) throws -> [String] {
      var question = CostQuestion()
      question.by = by
      let bridge = try engine.bridge(from: "2026-09", to: "2026-10", question)
      // One reading for several gives each the same.
      let together = try engine.bridges(
        from: "2026-09", to: "2026-10", CostQuestion(),
        by: [["charge_category"], by, ["region", "service"]])
      #expect("\(together[1].rows)" == "\(bridge.rows)")
      return bridge.rows.map { row in
        let parts = [
          row.new, row.stopped, row.quantityEffect, row.priceEffect, row.credits, row.tax, row.rest,
        ]
        #expect(parts.reduce(.zero, +) == row.difference)
        return
          (row.values.map { $0 ?? "-" }
          + ([row.before, row.after, row.difference] + parts).map(\.description))
          .joined(separator: " ")
      }
    }
    #expect(try rows([]) == ["1.31 6.73 5.42 0.3 -0.2 0.33 0.17 -0.07 -0.11 5"])
    #expect(
      try rows(["region"]) == [
        "- 0.11 4.93 4.82 0 0 0 0 -0.07 -0.11 5", "a 1 1.5 0.5 0 0 0.33 0.17 0 0 0",
        "c 0 0.3 0.3 0.3 0 0 0 0 0 0",
        "b 0.2 0 -0.2 0 -0.2 0 0 0 0 0",
      ])
    #expect(throws: Problem.self) { try engine.bridge(from: "2026-08", to: "2026-10", CostQuestion()) }
  }
}
