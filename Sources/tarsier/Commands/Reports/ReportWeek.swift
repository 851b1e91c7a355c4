internal import Listings
internal import Allocation
internal import ArgumentParser
internal import Billing
internal import Ledger
internal import Reports

/// `tarsier report week`.
struct ReportWeek: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "week", abstract: "Writes what each owner cost in a week, beside the week before.",
    discussion: """
      A week is one of ISO 8601, from Monday to Sunday (UTC). For all owners together, and for each value of the first \
      concept in the settings, it writes HTML and text for mail, and CSV. --send tells each owner, and administrators of \
      all together.
      """)

  @OptionGroup var globals: GlobalOptions
  @OptionGroup var options: ReportOptions

  @Argument(help: ArgumentHelp("The week, as 2026-W44 (default: the last whole one).", valueName: "week"))
  var week: String?

  func run() async throws {
    let ledger = try Ledger.reading(globals.ledgerPath)
    let settings = try SettingsFile.read(globals.configPath)
    let post = options.send ? try ReportPost(settings, isRehearsal: options.asOf != nil) : nil
    let engine = CostEngine(ledger: ledger, settings: settings)
    let bills = try ledger.bills()
    let report = try WeekReport(
      WeekInputs(
        week: try week.map { try ISOWeek($0) } ?? ISOWeek(lastBefore: options.today.lastSecond),
        organization: settings.organization.isEmpty ? nil : settings.organization,
        concept: settings.concepts.first?.name,
        newestHour: bills.map(\.newestHour).max(), billed: Self.span(bills),
        answer: { try engine.answer($0) }))
    try options.write(try report.files()) { !$0.name.contains("/") }
    try await post?.send(report.letters + [report.overview])
  }

  private static func span(_ bills: [StoredBill]) -> Range<Int>? {
    guard let first = bills.map(\.firstHour).min(), let last = bills.map({ $0.firstHour + $0.hours }).max()
    else { return nil }
    return first..<last
  }
}
