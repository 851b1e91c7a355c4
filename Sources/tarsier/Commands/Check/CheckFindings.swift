internal import Listings
internal import ArgumentParser
internal import Audit
internal import Billing
internal import Janitor

/// `tarsier check findings`: how many findings stand.
struct CheckFindings: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "findings",
    abstract: "Checks how many findings the last audit left; any one warns unless -w says otherwise.")

  @OptionGroup var globals: GlobalOptions
  @OptionGroup var thresholds: ThresholdOptions

  @Option(
    help: ArgumentHelp("unused, conformity or spend.", valueName: "families"),
    transform: CommaList.init(parsing:))
  var family: [CommaList] = []

  @Option(help: "At least: low, medium or high.", transform: Rule.Severity.option)
  var severity: Rule.Severity?

  @Option(help: ArgumentHelp("Only these rules.", valueName: "ids"), transform: CommaList.init(parsing:))
  var rule: [CommaList] = []

  @Option(help: AsOf.help, transform: AsOf.init(parsing:))
  var asOf = AsOf.now

  func run() throws {
    let audit = try AuditRun(globals, ruleFolders: [], writes: false)
    let selection = try audit.rules(families: Set(Rule.Family.options(family)), ids: rule.values)
    let sums = try StandingFindings.read(
      audit.ledger, rules: Set(selection.rules.map(\.id)), atLeast: severity ?? .low, asOf: asOf.lastSecond)
    guard let sums else {
      return try NagiosAnswer("FINDINGS", .unknown, "no audit has found anything yet; run 'tarsier audit'")
        .tell()
    }
    let warning = thresholds.warning ?? (thresholds.critical == nil ? NagiosRange("0") : nil)
    let count = Amount(units: Int128(sums.count), scale: 0)
    let parts = Rule.Severity.allCases.reversed().compactMap { severity in
      sums.bySeverity[severity].map { "\($0) \(severity.rawValue)" }
    }
    let savings = sums.savings.sorted { $0.key < $1.key }
    let saved = savings.map { "\($0.value.formatted()) \($0.key)" }.joined(separator: " and ")
    let text =
      "\(sums.count) \(sums.count == 1 ? "finding" : "findings")"
      + (parts.isEmpty ? "" : " (\(parts.joined(separator: ", ")))")
      + (saved.isEmpty ? "" : ", \(saved) a month could be saved")
    var state = NagiosState(count, warning: warning, critical: thresholds.critical)
    var unread = ""
    if let problem = selection.failed.first {
      state = .worse(state, .unknown)
      unread = "; not all rules can be read: \(problem)"
    }
    try NagiosAnswer(
      "FINDINGS", state, text + unread,
      data: [PerformanceDatum("findings", count, warning: warning, critical: thresholds.critical)]
        + savings.map { PerformanceDatum("saving \($0.key)", $0.value.trimmed) }
    ).tell()
  }
}
