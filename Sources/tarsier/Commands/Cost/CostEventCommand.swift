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
      let by = grouping.by.values
      let metric = scope.measure
      var question = CostEventQuestion(from: scope.from ?? 0, to: scope.to ?? 0)
      question.by = by
      question.filters = scope.where
      question.baselineDays = baseline
      question.isHourly = grouping.per == .hour
      question.metric = metric
      let settings = try SettingsFile.read(globals.configPath)
      let event = try CostEngine(ledger: try Ledger.reading(globals.ledgerPath), settings: settings).event(
        question)
      var columns = by.map { Listing.Column($0) }
      if question.isHourly { columns.append(.init("period_start", heading: "Hour")) }
      columns += [
        .init("baseline", .money, heading: "Baseline \(metric.heading.lowercased())"),
        .init("actual", .money), .init("difference", .money),
        .init("baseline_instances", .count), .init("instances", .count),
        .init(metric.isMoney ? "currency" : "unit"),
      ]
      var listing = Listing(columns, notes: event.notes)
      listing.rows = Listing.Rows(event.rows) { row in
        row.values.map { .init($0) } + (question.isHourly ? [.init(row.periodStart)] : []) + [
          .amount(row.baseline), .amount(row.actual), .amount(row.difference), .count(row.baselineInstances),
          .count(row.instances), .init(row.unit),
        ]
      }
      if !by.isEmpty || question.isHourly {
        listing.addTotals(
          of: ["baseline", "actual", "difference"], per: metric.isMoney ? "currency" : "unit")
      }
      try output.show(listing)
    }

    private static func days(_ text: String) throws -> Int {
      guard text.hasSuffix("d"), let days = Int(text.dropLast()), (1...366).contains(days) else {
        throw ValidationError("is no number of days; write one like 7d")
      }
      return days
    }
  }
}
