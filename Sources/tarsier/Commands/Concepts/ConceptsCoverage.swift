internal import Listings
internal import Allocation
internal import ArgumentParser
internal import Billing

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
      let run = try ConceptRun(globals)
      let names = try run.concepts(concept.values)
      var scope = scope.scope
      // Billed cost moves what savings plans cover from those who use it to nobody.
      if self.scope.metric == nil { scope.metric = try run.ledger.lacksEffectiveCost ? .billed : .effective }
      var sections = Sections()
      sections.add("coverage", "Coverage", try coverage(run, names, scope))
      sections.add("untagged", "The dearest resources that nothing claims", try untagged(run, names, scope))
      sections.add("lookalikes", "What looks like a misspelling", try lookalikes(run, names, scope))
      sections.add("folded", "What was folded", try folded(run, names, scope))
      try output.show(sections)
    }

    private func coverage(_ run: ConceptRun, _ names: [String], _ scope: Scope) throws -> Listing {
      let dimensions = by.values
      var listing = Listing(
        [.init("concept"), .init("billing_period", heading: "Month")] + dimensions.map { .init($0) } + [
          .init("allocated", .money), .init("by_rule", .money), .init("unallocated", .money),
          .init("apart", .money),
          .init("covered_percent", .money(decimals: 1), heading: "Covered, %"), .init("currency"),
        ])
      let rows = try run.engine.coverage(names, by: dimensions, scope)
      listing.rows = Listing.Rows(rows) { row in
        [.text(row.concept), .text(row.month)] + row.values.map { .init($0) } + [
          .amount(row.allocated), .amount(row.byRule), .amount(row.unallocated), .amount(row.apart),
          .init(row.share.map { Amount(units: Int128($0), scale: 1) }), .init(row.unit),
        ]
      }
      if let target = run.settings.coverageTarget {
        for row in rows where dimensions.isEmpty && row.share ?? 1000 < target {
          let target = Amount(units: Int128(target), scale: 1)
          listing.notes.append("\(row.concept) claims less than the target of \(target)% in \(row.month)")
        }
      }
      return listing
    }

    private func untagged(_ run: ConceptRun, _ names: [String], _ scope: Scope) throws -> Listing {
      var listing = Listing([
        .init("concept"), .init("resource"), .init("account"), .init("service"),
        .init("cost", .money, heading: scope.metric.heading), .init("currency"),
      ])
      listing.rows = Listing.Rows(try run.engine.untagged(names, top: top, scope)) { row in
        [
          .text(row.concept), .text(row.resource), .init(row.account), .init(row.service), .amount(row.cost),
          .init(row.unit),
        ]
      }
      return listing
    }

    private func lookalikes(_ run: ConceptRun, _ names: [String], _ scope: Scope) throws -> Listing {
      var listing = Listing([
        .init("concept"), .init("spelling"), .init("like"), .init("paste"),
        .init("cost", .money, heading: scope.metric.heading), .init("currency"),
      ])
      listing.rows = Listing.Rows(try run.engine.lookalikes(names, scope)) { row in
        [
          .text(row.concept), .text(row.spelling), .text(row.like), .text(row.line), .amount(row.cost),
          .init(row.unit),
        ]
      }
      return listing
    }

    private func folded(_ run: ConceptRun, _ names: [String], _ scope: Scope) throws -> Listing {
      var listing = Listing([
        .init("concept"), .init("spelling"), .init("value"),
        .init("cost", .money, heading: scope.metric.heading),
        .init("currency"),
      ])
      listing.rows = Listing.Rows(try run.engine.folded(names, scope)) { row in
        [.text(row.concept), .text(row.spelling), .text(row.value), .amount(row.cost), .init(row.unit)]
      }
      return listing
    }
  }
}
