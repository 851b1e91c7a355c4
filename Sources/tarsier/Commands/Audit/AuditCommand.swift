internal import Listings
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

  @Option(help: "How to show it: table, json, csv, markdown or sarif.")
  var format = AuditFormat.listing(.table)

  @Option(
    help: ArgumentHelp("unused, conformity or spend.", valueName: "families"),
    transform: CommaList.init(parsing:))
  var family: [CommaList] = []

  @Option(help: ArgumentHelp("Only these rules.", valueName: "ids"), transform: CommaList.init(parsing:))
  var rule: [CommaList] = []

  @Option(help: ArgumentHelp("A folder with more rules.", valueName: "dir"), completion: .directory)
  var rules: [String] = []

  @Flag(help: "Only what the last audit did not find.")
  var new = false

  @Flag(help: "What the settings or a tag except, instead of the findings.")
  var excepted = false

  @Flag(help: "What could not be checked, with the reason, instead of the findings.")
  var notChecked = false

  @Flag(
    help: "How many resources each family of rules checked and flagged, by account, instead of the findings.")
  var score = false

  @Flag(help: "How long each rule took, the slowest first, instead of the findings.")
  var timings = false

  @Flag(help: "What became of every finding so far; no rule runs.")
  var history = false

  @Option(help: ArgumentHelp("Add findings up by owner, team, rule, account or severity.", valueName: "key"))
  var by: FindingSums.Key?

  @Option(help: AsOf.help, transform: AsOf.init(parsing:))
  var asOf = AsOf.now

  @Option(
    help: "Exit with status 2 where a finding is at least: low, medium or high.",
    transform: Rule.Severity.option)
  var failOn: Rule.Severity?

  func run() throws {
    let families = try Rule.Family.options(family)
    let audit = try AuditRun(globals, ruleFolders: rules, writes: !history)
    let selected = try audit.rules(families: Set(families), ids: rule.values)
    if history { return try showHistory(audit, Set(selected.rules.map(\.id))) }

    let outcome = try audit.outcome(selected, asOf: asOf)
    let known = new ? try FindingStore.open(in: audit.ledger) : []
    var findings = outcome.result.findings
    if new { findings.removeAll { known.contains($0.key) } }
    // Nothing is shown that could not be kept.
    let (_, written) = try together(
      { try FindingStore.store(outcome.result, into: audit.ledger, clock: time(nil)) },
      { page(findings, outcome, audit) })
    try written.show()
    for problem in outcome.result.failed {
      try StandardStream.error.write("error: \(visibleControls(problem.description))\n")
    }
    if !outcome.result.failed.isEmpty { throw ExitCode(1) }
    if let failOn, findings.contains(where: { $0.severity >= failOn }) { throw ExitCode(2) }
  }

  private func page(
    _ findings: [Finding], _ outcome: AuditRun.Outcome, _ audit: AuditRun
  ) -> WrittenListing {
    let result = outcome.result
    guard case .listing(let format) = format else {
      return WrittenListing(
        text: SARIF.text(result, findings: findings, version: Tarsier.configuration.version))
    }
    var listing =
      if timings {
        TimingListing.listing(result)
      } else if score {
        ScoreListing.listing(result.scores)
      } else if notChecked {
        NotCheckedNotes.listing(result.notChecked)
      } else if excepted {
        FindingListing.listing(result.excepted, withExceptions: true)
      } else if let by {
        FindingSums(findings, by: by) { audit.team(of: $0, asOf: asOf) }.listing
      } else {
        FindingListing.listing(findings)
      }
    listing.notes = notChecked ? [] : outcome.notes
    if !excepted, let note = FindingListing.note(result.excepted) { listing.notes.append(note) }
    return WrittenListing(listing, as: format)
  }

  private func showHistory(_ audit: AuditRun, _ ids: Set<String>) throws {
    guard case .listing(let format) = format else {
      throw ValidationError("--history has no sarif; write table, json, csv or markdown")
    }
    let history = try FindingHistory.all(in: audit.ledger, asOf: asOf.lastSecond)
    try OutputOptions.show(
      HistoryListing.listing(history.filter { ids.contains($0.rule) }), as: format)
  }
}

/// The form in which an audit shows its findings.
enum AuditFormat: ExpressibleByArgument {
  case listing(OutputFormat)
  case sarif

  init?(argument: String) {
    if argument == "sarif" {
      self = .sarif
    } else if let format = OutputFormat(rawValue: argument) {
      self = .listing(format)
    } else {
      return nil
    }
  }

  static let allValueStrings = OutputFormat.allCases.map(\.rawValue) + ["sarif"]

  var defaultValueDescription: String {
    switch self {
    case .listing(let format): format.rawValue
    case .sarif: "sarif"
    }
  }
}
