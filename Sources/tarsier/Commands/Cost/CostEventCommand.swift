internal import Listings
internal import Allocation
internal import ArgumentParser
internal import Billing
internal import Ledger

extension Cost {
  /// `tarsier cost event`.
  struct Event: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "event",
      abstract: "Says what a launch, a show or a load test cost above the normal of the same hours.",
      discussion: """
        The baseline is the mean of the same hours of the day over the days before. Instances are distinct ones an \
        hour: the mean of the same hours before, and the most of any hour of the event (--per hour: of that hour).
        """)

    @OptionGroup var globals: GlobalOptions
    @OptionGroup var grouping: GroupingOptions
    @OptionGroup var scope: ScopeOptions
    @OptionGroup var output: OutputOptions

    @Option(
      help: ArgumentHelp("How many days before are normal, as 7d.", valueName: "days"), transform: Self.days)
    var baseline = 7

    func validate() throws {
      guard scope.from != nil, scope.to != nil else {
        throw ValidationError("there is no event; write its --from and --to")
      }
      guard [nil, .total, .hour].contains(grouping.per) else {
        throw ValidationError("--per is no slice of an event; write total or hour")
      }
    }

    func run() throws {
      var question = CostEventQuestion(from: scope.from ?? 0, to: scope.to ?? 0)
      question.by = grouping.by.values
      question.filters = scope.where
      question.baselineDays = baseline
      question.isHourly = grouping.per == .hour
      question.metric = scope.measure
      let settings = try SettingsFile.read(globals.configPath)
      let event = try CostEngine(ledger: try Ledger.reading(globals.ledgerPath), settings: settings).event(
        question)
      try output.show(EventListing.listing(event, question))
    }

    private static func days(_ text: String) throws -> Int {
      guard text.hasSuffix("d"), let days = Int(text.dropLast()), (1...366).contains(days) else {
        throw ValidationError("is no number of days; write one like 7d")
      }
      return days
    }
  }
}
