import Billing
import TestSupport

/// A mapping and a bill that depend on a seed alone.
struct RandomMapping {
  private var random: SplitMix64
  private static let teams = ["a", "B", "b ", "c_1", "C-1", "shared", "platform", ""]
  private static let values = ["a", "b", "c-1", "shared", "platform", "new", "rest"]

  init(seed: UInt64) { random = SplitMix64(seed: seed) }

  /// Two months, two currencies, long and short spans, figures with many digits, negative ones and zeros.
  mutating func bill() -> String {
    var text = FocusText()
    for _ in 0..<random.pick([1, 8, 40, 120]) {
      let isSeptember = random.oneIn(4)
      let first = hours(isSeptember ? "2026-09-01" : "2026-10-01") + Int.random(in: 0..<100, using: &random)
      let length = random.pick([1, 1, 1, 3, 30])
      let digits = (0..<Int.random(in: 1...9, using: &random)).map { _ in
        "\(Int.random(in: 0...9, using: &random))"
      }
      text.add([
        "BillingAccountId": random.pick(["payer-1", "payer-2"]),
        "BillingPeriodStart": isSeptember ? "2026-09-01" : "2026-10-01",
        "BillingPeriodEnd": isSeptember ? "2026-10-01" : "2026-11-01",
        "ChargePeriodStart": Civil.timeText(seconds: first * 3600),
        "ChargePeriodEnd": Civil.timeText(seconds: (first + length) * 3600),
        "BilledCost":
          "\(random.oneIn(6) ? "-" : "")\(random.pick([0, 0, 3, 977])).\(random.oneIn(9) ? "0" : digits.joined())",
        "EffectiveCost": "\(Int.random(in: 0..<9, using: &random))",
        "BillingCurrency": random.pick(["USD", "USD", "USD", "EUR"]),
        "ServiceName": random.pick(["Compute", "Storage", "Support"]),
        "SubAccountId": random.pick(["111111111111", "222222222222"]),
        "ResourceId": random.oneIn(2) ? "" : "r-\(Int.random(in: 0..<40, using: &random))",
        "ChargeCategory": random.pick(["Usage", "Usage", "Usage", "Tax", "Credit"]),
        "ConsumedQuantity": "1.5",
        "Tags":
          "{\"\(random.pick(["team", "Team", "te am"]))\": \"\(random.pick(Self.teams))\", \"env\": \"\(random.pick(["p", "q"]))\"}",
      ])
    }
    text.add(["BilledCost": "1", "Tags": #"{"team": "a", "env": "p"}"#, "ConsumedQuantity": "1"])
    return text.text
  }

  /// The measured series that mappings may use: with gaps.
  mutating func metric() -> String {
    var lines = ["time,value,team"]
    for day in 1...3 {
      for hour in 0..<24 where !random.oneIn(3) {
        for team in ["a", "B", "shared", "new"] where !random.oneIn(3) {
          lines.append(
            "2026-10-0\(day)T\(hour < 10 ? "0" : "")\(hour):00:00Z,\(random.pick(["0", "1", "2.5", "1000000"])),\(team)"
          )
        }
      }
    }
    return lines.joined(separator: "\n")
  }

  mutating func settings() -> String {
    """
    metrics: {requests: requests.csv}
    accounts: {"222222222222": {team: \(random.pick(Self.values))}}
    concepts:
      team:
        from: [\(random.pick(["tag:team", "tag:team, service", "{tag: env, match: '^(?<x>[pq])'}", "zone"]))]
        fold: \(random.oneIn(2))
        aliases: {b: c-1, "c*": \(random.pick(Self.values))}
        rules:
          - {when: ["service=\(random.pick(["Sup*", "Compute"]))"], value: \(random.pick(Self.values))}
          - {when: [{not: "resource~[1-5]$"}], value: shared, valid: \(random.pick(["2026-10", "..2026-09", "2026-09.."]))}
        otherwise: rest
        treat: [{when: ["charge_category=Tax"], \(random.pick(["stay: true", "value: shared", "spread: \(share(["a"]))"]))}]
        share: {shared: \(share(["a", "b", "new"])), platform: \(share(["a", "c-1"]))}
      area: {from: [team], aliases: {a: north}, share: {north: {by: \(random.pick(["cost", "even"]))}}}
    """
  }

  private mutating func share(_ targets: [String]) -> String {
    let weights = targets.map { "\($0): \(random.pick(["1", "0.3", "7"]))" }.joined(separator: ", ")
    let by = random.pick(["cost", "even", "{weights: {\(weights)}}", "{metric: requests}", "{concept: area}"])
    return "{by: \(by)\(random.oneIn(3) ? ", to: [\(targets.joined(separator: ", "))]" : "")}"
  }

  /// What to ask of them.
  mutating func fields() -> [String] {
    ["team", "area", "service", "tag:env", "account"].filter { _ in random.oneIn(2) }
  }

  mutating func pick<Element>(_ values: [Element]) -> Element { random.pick(values) }
}
