internal import Billing

/// What findings add up to by rule or by owner: each resource costs once, and savings are those that the audit has
/// already counted once over all findings.
struct FindingSums {
  struct Line {
    /// nil where nobody owns it.
    var name: String?
    var title: String?
    var detail: String?
    var currency: String?
    var findings = 0
    var high = 0
    var saving = Amount.zero
    fileprivate var costs: [[String]: Amount] = [:]

    var cost: Amount { costs.values.reduce(.zero, +) }
  }

  /// What would save most first, then what costs most.
  let lines: [Line]

  init(_ findings: [ReportFinding], by name: (ReportFinding) -> Line) {
    struct Key: Hashable {
      var name: String?
      var currency: String?
    }
    var found: [Key: Line] = [:]
    for finding in findings {
      var new = name(finding)
      new.currency = finding.currency
      let key = Key(name: new.name, currency: finding.currency)
      var line = found[key] ?? new
      line.findings += 1
      if finding.severity == "high" { line.high += 1 }
      if let cost = finding.monthlyCost {
        let resource = [finding.account, finding.region, finding.resourceType, finding.resourceID]
        line.costs[resource] = max(line.costs[resource] ?? cost, cost)
      }
      line.saving += finding.saving ?? .zero
      found[key] = line
    }
    // What has no cost has no currency, and counts with its group where that has but one.
    let priced = Dictionary(grouping: found.keys.filter { $0.currency != nil }, by: \.name)
    for (name, keys) in priced where keys.count == 1 {
      guard let unpriced = found.removeValue(forKey: Key(name: name, currency: nil)) else { continue }
      found[keys[0]]?.findings += unpriced.findings
      found[keys[0]]?.high += unpriced.high
    }
    lines = found.values.sorted { a, b in
      if a.saving != b.saving { return a.saving > b.saving }
      if a.cost != b.cost { return a.cost > b.cost }
      return (a.name ?? "", a.currency ?? "") < (b.name ?? "", b.currency ?? "")
    }
  }

  static func byRule(_ findings: [ReportFinding]) -> FindingSums {
    FindingSums(findings) { Line(name: $0.rule, title: $0.title, detail: $0.family) }
  }

  static func byOwner(_ findings: [ReportFinding]) -> FindingSums {
    FindingSums(findings) { Line(name: $0.owner) }
  }

  /// - Parameter key: `rule` or `owner`.
  func table(by key: String, title: String, _ context: ReportContext) -> ReportTable {
    let currencies = Set(lines.compactMap(\.currency)).sorted()
    let several = currencies.count > 1
    var table = ReportTable(
      id: "findings-by-\(key)", title: title,
      columns: [
        .name(key, key.capitalisedFirst, detail: key == "rule" ? "family" : nil)
      ]
        + (several ? [.name("currency", "Currency")] : []) + [
          .figure("findings", "Findings"), .figure("high", "High"),
          .figure("monthly_cost", "Monthly cost"), .figure("saving", "Saving", bars: true),
        ],
      rows: lines.map { line in
        ReportTable.Row(
          [.text(line.name, name: line.title, detail: line.detail)]
            + (several ? [.text(line.currency)] : []) + [
              .count(line.findings), .count(line.high), .money(line.currency == nil ? nil : line.cost),
              .money(line.currency == nil ? nil : line.saving),
            ], currency: line.currency)
      })
    table.totals = currencies.map { currency in
      // What has no cost has no currency, and counts where there is but one.
      let own = lines.filter { $0.currency == currency || !several }
      return ReportTable.Row(
        [.text("Total")] + (several ? [.text(currency)] : []) + [
          .count(own.reduce(0) { $0 + $1.findings }), .count(own.reduce(0) { $0 + $1.high }), .text(""),
          .money(own.map(\.saving).reduce(.zero, +)),
        ], currency: currency)
    }
    table.coverage = .part
    table.commands = ["tarsier audit --by \(key) \(context.asOfOption)"]
    return table
  }
}
