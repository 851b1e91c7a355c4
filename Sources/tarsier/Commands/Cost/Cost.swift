internal import Listings
internal import Allocation
internal import ArgumentParser
internal import Billing
internal import Ledger

/// `tarsier cost`: what anything cost, by any dimension, over any time.
struct Cost: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cost",
    abstract: "Says what anything cost: by dimension, tag or concept, per month, day or hour.",
    subcommands: [Event.self, Unit.self, Compare.self])

  @OptionGroup var globals: GlobalOptions
  @OptionGroup var grouping: GroupingOptions
  @OptionGroup var scope: ScopeOptions
  @OptionGroup var output: OutputOptions

  @Option(help: ArgumentHelp("Keep the N dearest and add up the others.", valueName: "n"))
  var top: Int?

  @Option(help: ArgumentHelp("The zone of days, weeks and hours.", valueName: "zone"))
  var timeZone = "UTC"

  @Flag(help: "Leaves shared costs with the values that have them before they are spread.")
  var beforeSharing = false

  func validate() throws {
    if let top, top < 1 { throw ValidationError("--top is less than 1; write how many groups to keep") }
  }

  func run() throws {
    var question = CostQuestion()
    question.by = grouping.by.values
    question.per = grouping.per ?? .total
    question.filters = scope.where
    question.from = scope.from
    question.to = scope.to
    question.metric = scope.measure
    question.top = top
    question.timeZone = timeZone
    question.beforeSharing = beforeSharing
    let settings = try SettingsFile.read(globals.configPath)
    let answer = try CostEngine(ledger: try Ledger.reading(globals.ledgerPath), settings: settings).answer(
      question)
    var listing = CostListing.listing(answer)
    // Hourly answers have many thousand rows, and only people are shown their sum.
    if output.format.showsTotals { CostListing.addTotals(to: &listing, answer) }
    try output.show(listing)
  }
}
