internal import Listings
internal import ArgumentParser

extension Concepts {
  /// `tarsier concepts values`.
  struct Values: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "values", abstract: "Lists the values of each concept: since when, and how much.")

    @OptionGroup var globals: GlobalOptions
    @OptionGroup var scope: ScopeOptions
    @OptionGroup var output: OutputOptions

    @Option(
      help: ArgumentHelp("Only these concepts.", valueName: "names"), transform: CommaList.init(parsing:))
    var concept: [CommaList] = []

    func run() throws {
      try output.show(
        ValueListing.concepts(try ConceptQuestion(globals), concept.values, scope.scope))
    }
  }

  /// `tarsier concepts tags`.
  struct Tags: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "tags",
      abstract: "Lists the tag keys of the bills, or the values of one: since when, and how much.")

    @OptionGroup var globals: GlobalOptions
    @OptionGroup var scope: ScopeOptions
    @OptionGroup var output: OutputOptions

    @Option(help: ArgumentHelp("List the values of this key.", valueName: "key"))
    var key: String?

    func run() throws {
      let engine = try ConceptQuestion(globals).engine
      try output.show(
        key.map { try ValueListing.tagValues(engine, of: $0, scope.scope) }
          ?? ValueListing.tagKeys(engine, scope.scope))
    }
  }
}
