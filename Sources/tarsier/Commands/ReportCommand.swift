internal import Allocation
internal import ArgumentParser
internal import Audit
internal import Billing
internal import FoundationEssentials
internal import Glibc
internal import Ledger
internal import Reports

/// `tarsier report`: what finance signs.
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report", abstract: "Writes reports.", subcommands: [Month.self])

  /// `tarsier report month 2026-10`.
  struct Month: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "month", abstract: "Writes a month's report as HTML, Markdown and CSV.",
      discussion: "Its grand total is the bills'; where a table does not add up to it, nothing is written.")

    @OptionGroup var globals: GlobalOptions

    @Argument(help: ArgumentHelp("The billing period, as 2026-10.", valueName: "month"))
    var month: String

    @Option(help: ArgumentHelp("The folder to write into.", valueName: "dir"), completion: .directory)
    var out = "reports"

    @Option(help: ArgumentHelp("A folder with more rules.", valueName: "dir"), completion: .directory)
    var rules: [String] = []

    @Option(help: AsOf.help, transform: AsOf.init(parsing:))
    var asOf = AsOf.now

    func run() throws {
      let audit = try AuditRun(globals, ruleFolders: rules, writes: false)
      let report = try MonthReport(
        try ReportGathering(audit, configPath: globals.configPath).inputs(
          period: try Period(month), asOf: asOf))
      let files = try ReportFiles.files(of: report)
      for file in files { try OutputFile.write(file.text, to: "\(out)/\(file.name)") }
      let pages = files.filter { !$0.name.contains("/") }.map { "\(out)/\($0.name)" }
      try StandardStream.output.write(pages.joined(separator: "\n") + "\n")
    }
  }
}

/// What a report needs from the ledger, in the report's own values.
struct ReportGathering {
  private let audit: AuditRun
  private let configPath: String?

  init(_ audit: AuditRun, configPath: String?) {
    self.audit = audit
    self.configPath = configPath
  }

  func inputs(period: Period, asOf: AsOf) throws -> ReportInputs {
    let bills = try audit.ledger.bills()
    let result = try audit.outcome(try audit.rules(), asOf: asOf).result
    for problem in result.failed {
      try StandardStream.error.write("error: \(visibleControls(problem.description))\n")
    }
    let titles = Dictionary(result.rules.map { ($0.id, $0.title) }) { first, _ in first }
    let ofPeriod = bills.filter { $0.key.period == period.description }
    var inputs = ReportInputs(
      period: period, organization: audit.settings.organization.isEmpty ? nil : audit.settings.organization,
      asOf: Civil.dateText(days: asOf.lastSecond / 86_400), periods: Set(bills.map(\.key.period)).sorted(),
      concepts: audit.settings.concepts.map(\.name),
      sharedConcepts: Set(audit.settings.concepts.filter(\.isShared).map(\.name)),
      coverage: try coverage(period),
      accountNames: audit.settings.accounts.compactMapValues(\.name),
      findings: result.findings.map { finding($0, titles) },
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
    inputs.origin = try origin(ofPeriod)
    inputs.metrics = audit.settings.metrics.keys.sorted()
    inputs.bridge = { before, after, question in
      try audit.engine.bridge(from: before.description, to: after.description, question)
    }
    inputs.unitCost = { try audit.engine.unitCost(per: $0, $1) }
    return inputs
  }

  /// The settings' invoices that have charges of the month, and those that have none at all.
  private func invoices(_ period: Period) throws -> [ReportInvoice] {
    guard let file = audit.settings.invoices else { return [] }
    return try audit.ledger.reconcile(try InvoiceFile.read(file))
      .filter { $0.periods.isEmpty || $0.periods.contains(period.description) }
      .map { result in
        ReportInvoice(
          issuer: result.invoice.issuer, number: result.invoice.number, currency: result.invoice.currency,
          amount: result.invoice.amount, difference: result.difference, verdict: result.verdict.rawValue,
          charges: result.charges)
      }
  }

  private func origin(_ bills: [StoredBill]) throws -> ReportOrigin {
    let mapping = configPath.flatMap { path -> ReportOrigin.Source? in
      guard let data = FileManager.default.contents(atPath: path) else { return nil }
      var digest = ContentDigest()
      digest.combine(Array(data))
      return ReportOrigin.Source(name: URL(filePath: path).lastPathComponent, digest: digest.text)
    }
    return ReportOrigin(
      version: Tarsier.configuration.version, mapping: mapping,
      files: try bills.flatMap { bill in
        try audit.ledger.files(of: bill.id).map { ReportOrigin.Source(name: $0.name, digest: $0.digest) }
      })
  }

  /// The tags that every charge should have: those from which the organisation's concepts are made.
  private func expectedTags() throws -> [String] {
    let known = Set(try audit.ledger.tagKeys())
    return audit.settings.concepts.compactMap { $0.tagKeys.first }.filter(known.contains).map { "tag:\($0)" }
  }

  private func coverage(_ period: Period) throws -> ReportCoverage {
    var scope = Scope()
    scope.filters = [Filter("billing_period", .equal, [period.description])]
    scope.metric = try audit.ledger.lacksEffectiveCost ? .billed : .effective
    // The report itself says so where there is no bill of the month.
    guard try audit.ledger.bills().contains(where: { $0.key.period == period.description }) else {
      return ReportCoverage()
    }
    return ReportCoverage(
      rows: try audit.engine.coverage(audit.settings.concepts.map(\.name), by: [], scope),
      measure: scope.metric,
      target: audit.settings.coverageTarget)
  }

  private func reportBill(_ bill: StoredBill) throws -> ReportBill {
    let totals = try audit.ledger.billTotals().filter { $0.bill == bill.id }
    let billed = totals.filter { $0.measure == .billed }
    return ReportBill(
      account: bill.key.billingAccount, format: bill.format,
      files: try audit.ledger.files(of: bill.id).map(\.name),
      rows: billed.reduce(0) { $0 + $1.rows }, charges: billed.reduce(0) { $0 + $1.charges },
      state: try state(bill),
      billed: billed.reduce(into: [:]) { $0[$1.currency, default: .zero] += $1.total },
      emptyCells: totals.filter { $0.measure.isMoney }.reduce(0) { $0 + $1.emptyCells },
      rejects: bill.rejects)
  }

  private func state(_ bill: StoredBill) throws -> ReportBill.State {
    if try audit.ledger.keptBeside()[bill.key] != nil { return .restated }
    return bill.isClosed ? .closed : bill.isEstimated ? .estimated : .final
  }

  private func finding(_ finding: Finding, _ titles: [String: String]) -> ReportFinding {
    ReportFinding(
      rule: finding.rule, title: titles[finding.rule] ?? finding.rule, severity: finding.severity.rawValue,
      resourceType: finding.resourceType, resourceID: finding.resourceID, account: finding.account,
      region: finding.region, owner: finding.owner?.name, message: finding.message,
      monthlyCost: finding.monthlyCost, saving: finding.saving, currency: finding.currency,
      since: finding.since)
  }
}

/// A file that a command writes for people.
enum OutputFile {
  static func write(_ text: String, to path: String) throws {
    let folder = path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(
      separator: "/")
    do {
      if !folder.isEmpty {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      }
      try Data(text.utf8).write(to: URL(filePath: path), options: .atomic)
    } catch {
      throw Problem(
        path, "cannot be written: \(reason(error))",
        remedy: "check the folder and its permissions, or name another with --out")
    }
  }

  /// The system's own words where there are any.
  static func reason(_ error: any Error) -> String {
    guard let system = (error as? CocoaError)?.underlying as? POSIXError else { return "\(error)" }
    return unsafe String(cString: strerror(system.code.rawValue))
  }
}
