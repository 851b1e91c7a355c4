internal import Listings
internal import Allocation
internal import ArgumentParser
internal import Billing
internal import Ledger

extension Cost {
  /// `tarsier cost unit`.
  struct Unit: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "unit", abstract: "Says what one user, order or request cost, per day or month.",
      discussion: """
        A measured series is a CSV file with the columns time, value and any dimension or concept. Where it has a \
        column of --by, each group is divided by its own measure, else by the whole. Days without a measure are \
        counted, and their cost is in no unit's cost.
        """)

    @OptionGroup var globals: GlobalOptions
    @OptionGroup var grouping: GroupingOptions
    @OptionGroup var scope: ScopeOptions
    @OptionGroup var output: OutputOptions

    @Option(
      help: ArgumentHelp("A name under 'metrics' in the settings, or a CSV file.", valueName: "name|file"))
    var perMetric: String

    func validate() throws {
      guard [nil, .month, .day].contains(grouping.per) else {
        throw ValidationError("--per is no slice of unit costs; write month or day")
      }
    }

    func run() throws {
      var question = CostQuestion()
      question.by = grouping.by.values
      question.per = grouping.per ?? .month
      question.filters = scope.where
      question.from = scope.from
      question.to = scope.to
      question.metric = scope.measure
      let settings = try SettingsFile.read(globals.configPath)
      let engine = CostEngine(ledger: try Ledger.reading(globals.ledgerPath), settings: settings)
      try output.show(UnitCostListing.listing(try engine.unitCost(per: perMetric, question), question))
    }
  }
}
