internal import Listings
internal import Allocation
internal import ArgumentParser

extension Concepts {
  /// `tarsier concepts explain`.
  struct Explain: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "explain",
      abstract: "Says which tag, alias, rule or share gave charges their values, and where it is written.",
      discussion: """
        For each concept, what charges cost before and after shared costs are spread; each of the two columns adds \
        up to the whole. Conditions hold after sharing in the one, and before it in the other.
        """)

    @OptionGroup var globals: GlobalOptions
    @OptionGroup var scope: ScopeOptions
    @OptionGroup var output: OutputOptions

    @Option(
      help: ArgumentHelp("Only these concepts.", valueName: "names"), transform: CommaList.init(parsing:))
    var concept: [CommaList] = []

    @Option(help: ArgumentHelp("Only this hour (UTC).", valueName: "hour"), transform: hourOption)
    var at: Int?

    func run() throws {
      let run = try ConceptRun(globals)
      var scope = scope.scope
      if let at { (scope.from, scope.to) = (at, at + 1) }
      let explanations = try run.concepts(concept.values).flatMap {
        try run.engine.explanations(of: $0, scope)
      }
      var listing = Listing([
        .init("concept"), .init("value"), .init("found_by"), .init("source"), .init("place"),
        .init("before", .money), .init("after", .money), .init("currency"),
      ])
      listing.rows = Listing.Rows(explanations) { row in
        [
          .text(row.concept), .init(row.value), .text(row.trace.kind.rawValue), .init(row.trace.detail),
          .init(row.trace.place.map { "\($0)" }), .amount(row.before), .amount(row.after), .init(row.unit),
        ]
      }
      try output.show(listing)
    }
  }
}
