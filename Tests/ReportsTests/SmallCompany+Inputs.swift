import Allocation
import Billing
import Reports

extension SmallCompany {
  /// The October report as it should be, made once for all tests.
  static func october() throws -> MonthReport { try made.get() }

  private static let made = Result { try MonthReport(agora.inputs()) }

  /// What its October report is made from.
  func inputs(
    period: String = "2026-10", organization: String? = "Agora", findings: [ReportFinding] = Self.findings,
    answer: ((CostQuestion) throws -> CostAnswer)? = nil
  ) throws -> ReportInputs {
    var inputs = ReportInputs(
      period: try Period(period), organization: organization, asOf: "2026-11-02",
      periods: Set(charges.map(\.period)).sorted(), concepts: ["team"],
      accountNames: ["111111111111": "production", "222222222222": "development"],
      quality: DataQuality(
        bills: [
          ReportBill(
            account: "999999999999", format: "CUR 1.0", files: ["agora-00001.csv.gz", "agora-00002.csv.gz"],
            rows: charges.count, charges: charges.count, state: .final, billed: billed(period),
            emptyCells: 12, rejects: 0,
            delivered: "2026-11-03T04:12:00Z")
        ], expected: ["tag:team"]),
      audit: { ReportAudit(findings: findings) }, answer: answer ?? self.answer)
    inputs.hasEffectiveCost = true
    inputs.owners = ReportOwners(concept: "team", otherwise: "unallocated")
    inputs.budgets = [
      ReportBudget(dimension: "team", value: "voting", amount: Amount(units: 13_000, scale: 0)),
      ReportBudget(dimension: "team", value: "growth", amount: Amount(units: 500, scale: 0)),
    ]
    inputs.ledgerCodes = LedgerCodes(
      costCenter: "team", codes: ["voting": "6200", "platform": "6210"], otherwise: "6290", tax: "1410",
      payable: "2000", rounding: "6990")
    inputs.origin = ReportOrigin(
      version: "1.2.3", mapping: ReportOrigin.Source(name: "tarsier.yaml", digest: "0123"),
      files: [ReportOrigin.Source(name: "agora-00001.csv.gz", digest: "4567")])
    inputs.metrics = ["votes"]
    inputs.bridges = { before, after, question, groups in
      groups.map { group in
        var question = question
        question.by = group
        return bridge(from: before, to: after, question)
      }
    }
    inputs.unitCost = unitCost
    return inputs
  }

  private func billed(_ period: String) -> [String: Amount] {
    charges.filter { $0.period == period }
      .reduce(into: [:]) { $0[$1.currency, default: .zero] += $1.amount }
  }

  /// New things and what stopped are told by the resource; all else is price, but for credits.
  private func bridge(from before: Period, to after: Period, _ question: CostQuestion) -> MonthBridge {
    var rows: [[String?]: MonthBridge.Row] = [:]
    let known = [before, after].map { month in
      Set(charges.filter { $0.period == month.description }.map { $0.dimensions["resource"] })
    }
    for charge in charges {
      let values = question.by.map { charge.dimensions[$0] }
      var row = rows[values + [charge.currency]] ?? MonthBridge.Row(values: values, unit: charge.currency)
      let isAfter = charge.period == after.description
      if isAfter { row.after += charge.amount } else { row.before += charge.amount }
      let effect = isAfter ? charge.amount : -charge.amount
      let resource = charge.dimensions["resource"]
      if charge.dimensions["charge_category"] == "Credit" {
        row.credits += effect
      } else if !known[isAfter ? 0 : 1].contains(resource) {
        if isAfter { row.new += effect } else { row.stopped += effect }
      } else {
        row.priceEffect += effect
      }
      rows[values + [charge.currency]] = row
    }
    return MonthBridge(
      rows: rows.values.sorted { a, b in
        if a.difference != b.difference { return a.difference > b.difference }
        return a.values.map { $0 ?? "" }.lexicographicallyPrecedes(b.values.map { $0 ?? "" })
      })
  }

  /// A million votes a month.
  private func unitCost(_ metric: String, _ question: CostQuestion) -> UnitCost {
    UnitCost(
      rows: (question.filters.first?.values ?? []).map { month in
        var row = UnitCost.Row(values: [], periodStart: month, unit: "USD")
        row.cost = charges.filter { $0.period == month && $0.currency == "USD" }
          .reduce(.zero) { $0 + $1.amount }
        row.measuredCost = row.cost
        row.quantity = Amount(units: 1_000_000, scale: 0)
        return row
      })
  }

  static let findings = [
    finding(
      "instance-idle", "Instance idle for 14 days", "high", "instance", "i-0b0a7000000002", "ap-southeast-2",
      "load test injector, CPU under 1% since 7 October", 540_960, 540_960),
    finding(
      "instance-idle", "Instance idle for 14 days", "high", "instance", "i-0b0a7000000001", "us-east-1",
      "load test injector, CPU under 1% since 7 October", 457_730, 457_730),
    finding(
      "instance-untagged", "Resource without a required tag", "low", "instance", "i-0b0a7000000001",
      "us-east-1", "has no tag owner", 457_730, nil),
    finding(
      "ebs-volume-detached", "EBS volume attached to nothing for 30 days", "medium", "ebs_volume",
      "vol-0left0behind01", "eu-west-1", "detached since 2026-09-11, 200 GiB gp2", 22_330, 22_330),
    finding(
      "group-zone-balance", "Auto scaling group unevenly spread over its zones", "medium",
      "auto_scaling_group", "vote-api", "eu-west-1", "eu-west-1a has 7 of 8 instances", nil, nil),
  ]

  private static func finding(
    _ rule: String, _ title: String, _ severity: String, _ type: String, _ id: String, _ region: String,
    _ message: String, _ cost: Int128?, _ saving: Int128?
  ) -> ReportFinding {
    ReportFinding(
      rule: rule, title: title, severity: severity, resourceType: type, resourceID: id,
      account: "222222222222", region: region,
      owner: rule == "instance-untagged" ? nil : "platform@example.com",
      message: message, monthlyCost: cost.map { Amount(units: $0, scale: 3) },
      saving: saving.map { Amount(units: $0, scale: 3) }, currency: cost == nil ? nil : "USD",
      since: rule == "group-zone-balance" ? nil : "2026-10-07")
  }
}
