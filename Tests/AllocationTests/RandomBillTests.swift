import Allocation
import Billing
import TestSupport
import Testing

/// Whatever a question asks by and per, its rows add up to the total exactly.
@Suite("Random bills")
struct RandomBillTests {
  private static let settings = """
    accounts: {"000000000001": {name: one, team: platform}}
    concepts:
      team: {from: [tag:team, tag:job], otherwise: unallocated}
      place: {from: [region, account_name]}
    """

  /// A bill whose rows differ in everything, with long spans, tiny and negative costs, and absent values.
  private func bill(_ dice: inout Dice) -> String {
    var text = FocusText()
    let rows = [1, 10, 60, 400][dice.roll(4)]
    for number in 0..<rows {
      let start = dice.roll(743)
      let length = [1, 1, 1, 2, 24, 744][dice.roll(6)]
      let first = hours("2026-10-01")
      var tags: [String] = []
      if dice.roll(2) == 0 { tags.append(#""team": "t\#(dice.roll(3))""#) }
      if dice.roll(3) == 0 { tags.append(#""job": "j\#(number)""#) }
      let sign = dice.roll(8) == 0 ? "-" : ""
      let digits = String((0..<dice.roll(14)).map { _ in Character("\(dice.roll(10))") })
      text.add([
        "BillingAccountId": "payer-\(dice.roll(2))",
        "ChargePeriodStart": Civil.timeText(seconds: (first + start) * 3600),
        "ChargePeriodEnd": Civil.timeText(seconds: (first + start + length) * 3600),
        "BilledCost": "\(sign)\(dice.roll(1000)).\(digits)0",
        "BillingCurrency": ["USD", "EUR"][dice.roll(12) / 11],
        "ServiceName": "S\(dice.roll(5))", "RegionId": ["", "eu-west-1", "us-east-1"][dice.roll(3)],
        "SubAccountId": "00000000000\(dice.roll(3))",
        "ResourceId": dice.roll(2) == 0 ? "" : "r-\(dice.roll(300))",
        "ConsumedQuantity": "\(dice.roll(50)).\(dice.roll(1000))",
        "ConsumedUnit": ["Hours", "GB"][dice.roll(2)],
        "Tags": tags.isEmpty ? "" : "{\(tags.joined(separator: ", "))}",
      ])
    }
    // Every tag key is there, so that every question is allowed.
    text.add(["BilledCost": "1", "Tags": #"{"team": "t", "job": "j"}"#, "ConsumedQuantity": "1"])
    return text.text
  }

  private static let names = [
    "service", "region", "account", "account_name", "resource", "tag:team", "tag:job", "team", "place",
    "billing_account", "billing_period", "currency", "charge_category", "zone",
  ]

  @Test(arguments: 1...8) func addUp(seed: UInt64) throws {
    var dice = Dice(seed: seed)
    let text = bill(&dice)
    let small = try SmallLedger(text)
    for metric in [Measure.billed, .usage] {
      let totals = try small.answer { $0.metric = metric }.rows
      if metric == .billed { #expect(try total(of: text) == totals.map(\.amount).reduce(.zero, +)) }
      for _ in 0..<12 {
        let by = Self.names.filter { _ in dice.roll(5) == 0 }
        let per = CostQuestion.Per.allCases[dice.roll(5)]
        let zone = ["UTC", "Asia/Kolkata", "America/St_Johns"][dice.roll(3)]
        let top = dice.roll(2) == 0 ? nil : 1 + dice.roll(4)
        let rows = try small.answer(Self.settings) { question in
          (question.by, question.per, question.timeZone, question.top) = (by, per, zone, top)
          question.metric = metric
        }.rows
        for total in totals {
          let sum = rows.filter { $0.unit == total.unit }.map(\.amount).reduce(.zero, +)
          #expect(
            sum == total.amount, "seed \(seed): --by \(by) --per \(per) --time-zone \(zone) --top \(top ?? 0)"
          )
        }
        #expect(Set(rows.map { "\($0.values) \($0.periodStart ?? "") \($0.unit ?? "")" }).count == rows.count)
      }
      // A condition and its opposite are the whole.
      for name in Self.names {
        for (yes, no) in [(Filter.Comparison.equal, Filter.Comparison.different), (.matches, .differs)] {
          let isPeriod = name == "billing_period" && yes == .equal
          let values =
            isPeriod ? ["2026-10"] : yes == .equal ? ["S1", "eu-west-1", "t1", "", "USD"] : ["[1tj]"]
          let parts = try [yes, no].map { comparison in
            try small.answer(Self.settings) { question in
              question.filters = [Filter(name, comparison, values)]
              question.metric = metric
            }.rows
          }
          for total in totals {
            let sum = parts.joined().filter { $0.unit == total.unit }.map(\.amount).reduce(.zero, +)
            #expect(sum == total.amount, "seed \(seed): \(name) \(yes.rawValue) \(values)")
          }
        }
      }
    }
  }

  /// The sum of the text's costs.
  private func total(of text: String) throws -> Amount {
    let column = try #require(FocusText.columns.firstIndex(of: "BilledCost"))
    return text.split(separator: "\n").dropFirst().compactMap {
      Amount(String($0.split(separator: ",", omittingEmptySubsequences: false)[column]))
    }.reduce(.zero, +)
  }
}

/// SplitMix64: the same numbers for the same seed.
private struct Dice {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 }

  mutating func roll(_ sides: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((z ^ (z >> 31)) % UInt64(sides))
  }
}
