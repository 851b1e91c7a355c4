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
      var scope = scope.scope
      if let at { (scope.from, scope.to) = (at, at + 1) }
      try output.show(
        ExplanationListing.listing(try ConceptQuestion(globals), concept.values, scope))
    }
  }
}
