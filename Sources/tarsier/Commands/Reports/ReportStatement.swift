internal import Listings
internal import ArgumentParser
internal import Billing
internal import Ledger
internal import Reports

/// `tarsier report statement voting 2026-10`.
struct ReportStatement: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "statement", abstract: "Writes one owner's statement of a month as HTML, Markdown and CSV.",
    discussion: """
      An owner is a value of the first concept in the settings. The files are those that 'report month' writes. --send \
      tells the owner.
      """)

  @OptionGroup var globals: GlobalOptions
  @OptionGroup var options: ReportOptions

  @Argument(help: ArgumentHelp("Whose statement, such as a team's name.", valueName: "name"))
  var name: String

  @Argument(
    help: ArgumentHelp(
      "The billing period, as 2026-10 (default: that of the newest bill).", valueName: "month"))
  var month: String?

  @Option(help: ArgumentHelp("A folder with more rules.", valueName: "dir"), completion: .directory)
  var rules: [String] = []

  func run() async throws {
    let audit = try AuditRun(globals, ruleFolders: rules, writes: false)
    let post = options.send ? try ReportPost(audit.settings, isRehearsal: options.asOf != nil) : nil
    guard let month = try month ?? audit.ledger.bills().map(\.key.period).max() else {
      throw Problem(
        audit.ledger.path, "holds no bill", remedy: "import one first (tarsier import PATH)")
    }
    let report = try MonthReport(
      try ReportGathering(audit, configPath: globals.configPath).inputs(
        period: try Period(month), asOf: options.today))
    try options.write(try ReportFiles.files(of: report, statementOf: name)) { _ in true }
    if let letter = report.letter(of: name) { try await post?.send([letter]) }
  }
}
