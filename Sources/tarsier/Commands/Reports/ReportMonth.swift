internal import Listings
internal import ArgumentParser
internal import Billing
internal import Reports

/// `tarsier report month 2026-10`.
struct ReportMonth: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "month", abstract: "Writes a month's report as HTML, Markdown and CSV.",
    discussion: """
      Its grand total is the bills'; where a table does not add up to it, nothing is written. Where the folder has an \
      earlier report of the month with another total, what changed is told. --send tells administrators.
      """)

  @OptionGroup var globals: GlobalOptions
  @OptionGroup var options: ReportOptions

  @Argument(help: ArgumentHelp("The billing period, as 2026-10.", valueName: "month"))
  var month: String

  @Option(help: ArgumentHelp("A folder with more rules.", valueName: "dir"), completion: .directory)
  var rules: [String] = []

  func run() async throws {
    let audit = try AuditRun(globals, ruleFolders: rules, writes: false)
    let post = options.send ? try ReportPost(audit.settings, isRehearsal: options.asOf != nil) : nil
    let inputs = try ReportGathering(audit, configPath: globals.configPath).inputs(
      period: try Period(month), asOf: options.today)
    let report = try MonthReport(inputs)
    let files = try ReportFiles.files(of: report)
    let name = "\(report.period).csv"
    if let earlier = WrittenTotals(at: "\(options.out)/\(name)"),
      let csv = files.first(where: { $0.name == name })?.text
    {
      for note in earlier.changes(to: WrittenTotals(csv: csv)) {
        try StandardStream.error.write("note: \(visibleControls(note))\n")
      }
    }
    try options.write(files) { !$0.name.contains("/") }
    try await post?.send([report.letter(owners: inputs.owners?.concept)])
  }
}
