internal import Listings
internal import Allocation
internal import ArgumentParser
internal import Billing
internal import Ledger

extension Cost {
  /// `tarsier cost compare`.
  struct Compare: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "compare",
      abstract: "Says why one month cost more or less than another, in parts that add up to the last digit.",
      discussion: """
        new + stopped + quantity effect + price effect + credits + tax + rest = difference. Two lines are the same \
        thing when usage type, operation, region and account agree; the quantity effect is (q1 - q0) x p0, and the \
        price effect is what is left of such a line's difference.
        """)

    @OptionGroup var globals: GlobalOptions
    @OptionGroup var grouping: GroupingOptions
    @OptionGroup var scope: ScopeOptions
    @OptionGroup var output: OutputOptions

    @Option(help: ArgumentHelp("The earlier billing month, as 2026-09.", valueName: "month"))
    var fromMonth: String

    @Option(help: ArgumentHelp("The later billing month.", valueName: "month"))
    var toMonth: String

    func validate() throws {
      guard scope.from == nil, scope.to == nil, grouping.per == nil else {
        throw ValidationError("whole months are compared; write no --from, --to and --per")
      }
      guard scope.measure.isMoney else { throw ValidationError("usage is no cost; write another --metric") }
    }

    func run() throws {
      var question = CostQuestion()
      question.by = grouping.by.values
      question.filters = scope.where
      question.metric = scope.measure
      let settings = try SettingsFile.read(globals.configPath)
      let engine = CostEngine(ledger: try Ledger.reading(globals.ledgerPath), settings: settings)
      try output.show(
        BridgeListing.listing(try engine.bridge(from: fromMonth, to: toMonth, question), by: question.by))
    }
  }
}
