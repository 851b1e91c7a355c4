internal import Listings
internal import Allocation
internal import Audit
internal import Billing
internal import FoundationEssentials
internal import Ledger
internal import Reports

/// What a report needs from the ledger, in the report's own values.
struct ReportGathering {
  let audit: AuditRun
  let configPath: String?

  init(_ audit: AuditRun, configPath: String?) {
    self.audit = audit
    self.configPath = configPath
  }

  func inputs(period: Period, asOf: AsOf) throws -> ReportInputs {
    // The rules run while the report asks its own questions.
    let audited = Background { [reopened = audit.reopened] in try AuditedMonth(try reopened(), asOf: asOf) }
    let bills = try audit.ledger.bills()
    let ofPeriod = bills.filter { $0.key.period == period.description }
    var inputs = ReportInputs(
      period: period, organization: audit.settings.organization.isEmpty ? nil : audit.settings.organization,
      asOf: Civil.dateText(days: asOf.lastSecond / 86_400), periods: Set(bills.map(\.key.period)).sorted(),
      concepts: audit.settings.concepts.map(\.name),
      sharedConcepts: Set(audit.settings.concepts.filter(\.isShared).map(\.name)),
      coverage: try coverage(period),
      accountNames: audit.settings.accounts.compactMapValues(\.name),
      quality: DataQuality(
        bills: try ofPeriod.map(reportBill), expected: try expectedTags()),
      answer: { try audit.engine.answer($0) })
    inputs.hasEffectiveCost = ofPeriod.allSatisfy { $0.measures.contains(.effective) }
    inputs.owners = audit.settings.concepts.first.map {
      ReportOwners(concept: $0.name, otherwise: $0.otherwise)
    }
    inputs.invoices = try invoices(period)
    inputs.budgets = audit.settings.budgets.map {
      ReportBudget(dimension: $0.dimension, value: $0.value, amount: $0.amount)
    }
    inputs.ledgerCodes = audit.settings.ledgerCodes.map {
      LedgerCodes(
        costCenter: $0.costCenter, codes: $0.codes, otherwise: $0.otherwise, tax: $0.tax, payable: $0.payable,
        rounding: $0.rounding)
    }
    inputs.conversion = audit.settings.conversion.map {
      ReportConversion(to: $0.to, rates: $0.rates, source: $0.source)
    }
    inputs.measures = ofPeriod.reduce(Set(Measure.allCases)) { $0.intersection($1.measures) }
    try addQuality(to: &inputs, bills, period)
    let balances = try addInventory(to: &inputs, period, asOf)
    inputs.audit = { try told(try audited.value(), balances) }
    inputs.origin = try origin(ofPeriod)
    inputs.metrics = audit.settings.metrics.keys.sorted()
    inputs.bridges = { before, after, question, groups in
      try audit.engine.bridges(from: before.description, to: after.description, question, by: groups)
    }
    inputs.explain = { try audit.engine.explanations(of: $0, $1) }
    inputs.kept = try kept(asOf)
    inputs.janitor = try janitor(asOf)
    inputs.timeZone = try timeZone()
    inputs.unitCost = { try audit.engine.unitCost(per: $0, $1) }
    return inputs
  }
}
