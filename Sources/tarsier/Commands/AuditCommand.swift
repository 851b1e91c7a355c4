internal import ArgumentParser
internal import Audit
internal import Billing
internal import Glibc
internal import Ledger

/// `tarsier audit`: runs the rules.
struct AuditCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit", abstract: "Runs the rules, and lists what they flag, dearest first.")

  @OptionGroup var globals: GlobalOptions
  @OptionGroup var output: OutputOptions

  @Option(
    help: ArgumentHelp("unused, conformity or spend.", valueName: "families"),
    transform: CommaList.init(parsing:))
  var family: [CommaList] = []

  @Option(help: ArgumentHelp("Only these rules.", valueName: "ids"), transform: CommaList.init(parsing:))
  var rule: [CommaList] = []

  @Option(help: ArgumentHelp("A folder with more rules.", valueName: "dir"), completion: .directory)
  var rules: [String] = []

  @Option(help: AsOf.help, transform: AsOf.init(parsing:))
  var asOf = AsOf.now

  @Option(help: "Exit with status 2 where a finding is at least: low, medium or high.", transform: severity)
  var failOn: Rule.Severity?

  func run() throws {
    let families = try family.values.map { name in
      guard let family = Rule.Family(rawValue: name) else {
        throw ValidationError("--family \(name) is no family; write unused, conformity or spend")
      }
      return family
    }
    let audit = try AuditRun(globals, ruleFolders: rules, writes: true)
    let selected = try audit.library().selected(families: Set(families), ids: rule.values)
    let outcome = try audit.outcome(selected, asOf: asOf)
    let result = outcome.result
    try FindingStore.store(result, into: audit.ledger, clock: time(nil))
    var listing = FindingListing.listing(result)
    listing.notes = outcome.notes
    try output.show(listing)
    if let failOn, result.findings.contains(where: { $0.severity >= failOn }) { throw ExitCode(2) }
  }

  private static func severity(_ text: String) throws -> Rule.Severity {
    guard let severity = Rule.Severity(rawValue: text) else {
      throw ValidationError("is no severity; write low, medium or high")
    }
    return severity
  }
}

/// Findings as a listing.
enum FindingListing {
  static func listing(_ result: AuditResult) -> Listing {
    var listing = Listing([
      .init("rule"), .init("family", detail: 8), .init("severity", detail: 4),
      .init("resource_type", heading: "Type", detail: 7), .init("resource_id", heading: "Resource"),
      .init("account_id", heading: "Account", detail: 3), .init("region", detail: 2),
      .init("owner", detail: 1),
      .init("message"), .init("monthly_cost", .money(decimals: 2)),
      .init("cost_days", .count, heading: "Days", detail: 6), .init("saving", .money(decimals: 2)),
      .init("currency"), .init("since", detail: 5),
    ])
    listing.rows = Listing.Rows(result.findings) { finding in
      [
        .text(finding.rule), .text(finding.family.rawValue), .text(finding.severity.rawValue),
        .text(finding.resourceType), .text(finding.resourceID), .text(finding.account), .text(finding.region),
        .init(finding.owner?.name), .text(finding.message), .init(finding.monthlyCost),
        .count(finding.costDays),
        .init(finding.saving), .init(finding.currency), .init(finding.since),
      ]
    }
    listing.addTotals(of: ["saving"], per: "currency")
    return listing
  }
}
