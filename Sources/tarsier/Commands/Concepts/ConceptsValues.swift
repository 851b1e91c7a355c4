internal import Listings
internal import Allocation
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
      let run = try ConceptRun(globals)
      var listing = Listing([
        .init("concept"), .init("value"), .init("since"), .init("before_sharing", .money),
        .init("cost", .money, heading: scope.measure.heading), .init("currency"),
      ])
      let values = try run.concepts(concept.values).flatMap { try run.engine.values(of: $0, scope.scope) }
      listing.rows = Listing.Rows(values) { value in
        [
          .text(value.name), .init(value.value), .init(value.since), .amount(value.before),
          .amount(value.cost),
          .init(value.unit),
        ]
      }
      try output.show(listing)
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
      let engine = try ConceptRun(globals).engine
      let cost = Listing.Column("cost", .money, heading: scope.measure.heading)
      if let key {
        var listing = Listing([.init("key"), .init("value"), .init("since"), cost, .init("currency")])
        listing.rows = Listing.Rows(try engine.values(of: "tag:\(key)", scope.scope)) { value in
          [.text(value.name), .init(value.value), .init(value.since), .amount(value.cost), .init(value.unit)]
        }
        return try output.show(listing)
      }
      var listing = Listing([
        .init("key"), .init("values", .count), .init("since"), cost, .init("currency"), .init("concepts"),
      ])
      listing.rows = Listing.Rows(try engine.tagKeys(scope.scope)) { key in
        [
          .text("tag:\(key.key)"), .count(key.values), .init(key.since), .amount(key.cost), .init(key.unit),
          .init(key.concepts.isEmpty ? nil : key.concepts.joined(separator: ", ")),
        ]
      }
      try output.show(listing)
    }
  }
}
