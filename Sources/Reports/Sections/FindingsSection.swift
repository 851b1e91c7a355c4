internal import Billing

/// What the rules flag, dearest first, with what each thing cost.
struct FindingsSection: SectionBuilder {
  /// How many findings a page shows; CSV has all.
  static let longest = 40

  /// Those that are told; nil for all.
  var findings: [ReportFinding]?

  init(of findings: [ReportFinding]? = nil) { self.findings = findings }

  func section(_ context: ReportContext) throws -> ReportSection? {
    var section = ReportSection(id: "findings", title: "Findings")
    let findings = (try self.findings ?? context.audit().findings).sorted(by: Self.isBefore)
    let costs = FindingCosts(findings)
    section.lead = lead(costs, count: findings.count)
    guard !findings.isEmpty else { return section }

    let several = Set(findings.compactMap(\.currency)).union(context.currencies).count > 1
    var table = ReportTable(
      id: "findings", title: self.findings == nil ? "Every finding" : "Findings",
      columns: [
        .key("rule"), .name("severity", "Severity"), .name("title", "Finding", detail: "message"),
        .name("resource", "Resource", detail: "resource_type"),
        .name("account", "Account, region", detail: "region"),
        .name("owner", "Owner, since", detail: "since"),
      ] + (several ? [.name("currency", "Currency")] : [])
        + [.figure("monthly_cost", "Monthly cost"), .figure("saving", "Saving")],
      rows: findings.map { row($0, context, several) })
    table.totals = costs.currencies.map { currency in
      ReportTable.Row(
        [.text(""), .text("Total"), .text(""), .text(""), .text(""), .text("")]
          + (several ? [.text(currency)] : [])
          + [.money(costs.monthly[currency]), .money(costs.saving[currency])],
        currency: currency)
    }
    table.coverage = .excerpt
    table.visibleRows = Self.longest
    table.commands = ["tarsier audit \(context.asOfOption)"]
    table.note =
      "Monthly cost: the last 30 days of the bill. A resource that several rules flag counts once in the totals."
      + (self.findings == nil ? "" : " Of all findings, these are the owner’s.")
    if self.findings == nil {
      section.tables = [
        FindingSums.byRule(findings).table(by: "rule", title: "What each rule would save", context),
        FindingSums.byOwner(findings).table(by: "owner", title: "Whose it is", context),
      ]
    }
    section.tables.append(table)
    return section
  }

  private func lead(_ costs: FindingCosts, count: Int) -> String {
    guard count > 0 else { return "No rule flags anything." }
    let told = "\(count) \(count == 1 ? "finding" : "findings")"
    return costs.savingWords.map { "\(told); acting on them saves \($0) a month." } ?? told + "."
  }

  private func row(_ finding: ReportFinding, _ context: ReportContext, _ several: Bool) -> ReportTable.Row {
    ReportTable.Row(
      [
        .text(finding.rule), .severity(finding.severity), .text(finding.title, detail: finding.message),
        .text(finding.resourceID, detail: finding.resourceType),
        .text(finding.account, name: context.inputs.accountNames[finding.account], detail: finding.region),
        .text(finding.owner, detail: finding.since),
      ] + (several ? [.text(finding.currency)] : [])
        + [.money(finding.monthlyCost), .money(finding.saving)],
      currency: finding.currency,
      key: [finding.rule, finding.account, finding.region, finding.resourceID].joined(separator: "/"))
  }

  /// Dearest first; what has no cost last, the graver first.
  private static func isBefore(_ a: ReportFinding, _ b: ReportFinding) -> Bool {
    if a.monthlyCost != b.monthlyCost {
      guard let costA = a.monthlyCost else { return false }
      guard let costB = b.monthlyCost else { return true }
      return costA > costB
    }
    let grave = ["high": 0, "medium": 1, "low": 2]
    return (grave[a.severity] ?? 3, a.rule, a.account, a.region, a.resourceID)
      < (grave[b.severity] ?? 3, b.rule, b.account, b.region, b.resourceID)
  }
}

/// What the flagged resources cost and what would be saved, each resource once.
struct FindingCosts {
  private(set) var monthly = Totals()
  private(set) var saving = Totals()

  init(_ findings: [ReportFinding]) {
    struct Key: Hashable {
      var account: String, region: String, resource: String, currency: String
    }
    var costs: [Key: (monthly: Amount, saving: Amount)] = [:]
    for finding in findings {
      guard let cost = finding.monthlyCost else { continue }
      let key = Key(
        account: finding.account, region: finding.region, resource: finding.resourceID,
        currency: finding.currency ?? "")
      let known = costs[key] ?? (.zero, .zero)
      // The audit gives each part of a saving to one finding alone.
      costs[key] = (max(known.monthly, cost), known.saving + (finding.saving ?? .zero))
    }
    for (key, cost) in costs {
      monthly.add(cost.monthly, key.currency)
      saving.add(cost.saving, key.currency)
    }
  }

  var currencies: [String] { monthly.currencies }

  /// `12.34 EUR and 5.60 USD`; nil where nothing would be saved.
  var savingWords: String? {
    let words = currencies.filter { saving[$0] > .zero }.map { "\(saving[$0].formatted()) \($0)" }
    return words.isEmpty ? nil : words.joined(separator: " and ")
  }
}
