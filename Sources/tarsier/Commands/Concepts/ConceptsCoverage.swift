internal import Listings
internal import ArgumentParser

extension Concepts {
  /// `tarsier concepts coverage`.
  struct Coverage: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "coverage",
      abstract: "Says how much of the cost each concept claims, and what keeps it from claiming more.",
      discussion: """
        Sections: coverage (by month: what tags and fields tell, what only rules and account defaults claim, what \
        nothing claims, and apart the credits, taxes and fees that nothing claims), untagged (the dearest resources \
        that nothing claims), lookalikes (keys and values that look like misspellings, with the line to paste into \
        the concept), and folded (spellings that fold made one). The cost is effective unless --metric says \
        otherwise or a bill has none.
        """)

    @OptionGroup var globals: GlobalOptions
    @OptionGroup var scope: ScopeOptions
    @OptionGroup var output: OutputOptions

    @Option(
      help: ArgumentHelp("Only these concepts.", valueName: "names"), transform: CommaList.init(parsing:))
    var concept: [CommaList] = []

    @Option(
      help: ArgumentHelp("Breaks coverage down, as in account,service.", valueName: "names"),
      transform: CommaList.init(parsing:))
    var by: [CommaList] = []

    @Option(help: ArgumentHelp("How many untagged resources to list.", valueName: "n"))
    var top = 10

    func validate() throws {
      if top < 0 { throw ValidationError("--top is less than 0; write how many resources to list") }
    }

    func run() throws {
      var coverage = ConceptCoverage()
      coverage.concepts = concept.values
      coverage.by = by.values
      coverage.top = top
      coverage.scope = scope.scope
      coverage.usesUsualMeasure = scope.metric == nil
      try output.show(coverage.sections(try ConceptQuestion(globals)))
    }
  }
}
