internal import ArgumentParser
internal import Billing
internal import Reports

/// `tarsier report month 2026-10`.
struct ReportMonth: ParsableCommand {
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
