internal import Listings
internal import Allocation
internal import ArgumentParser
internal import Billing

extension Concepts {
  /// `tarsier concepts check`.
  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "check",
      abstract: "Checks the mapping before anyone commits it, and says what it would change.",
      discussion: """
        A mistake is an error with file, line and column. What is no mistake but does nothing is listed: rules \
        that are never reached, aliases and rows of value files that no charge has, keys that no bill has. Then \
        follows what each value costs in the newest month; with --against beside an earlier mapping:
          git show HEAD:./tarsier.yaml >before.yaml && tarsier concepts check --against before.yaml
        """)

    @OptionGroup var globals: GlobalOptions
    @OptionGroup var output: OutputOptions

    @Option(
      help: ArgumentHelp(
        "An earlier mapping to compare with; beside the settings, for its side files.", valueName: "file"),
      completion: .file(extensions: ["yaml", "yml"]))
    var against: String?

    func run() throws {
      let run = try ConceptQuestion(globals)
      let month = try run.newestMonth()
      let earlier = try against.map { CostEngine(ledger: run.ledger, settings: try SettingsFile.read($0)) }
      var sections = Sections()
      var remarks = Listing([.init("place"), .init("concept"), .init("what"), .init("remedy")])
      remarks.rows = Listing.Rows(try run.engine.remarks(month: month)) { remark in
        [.text("\(remark.place)"), .text(remark.concept), .text(remark.what), .text(remark.remedy)]
      }
      sections.add("remarks", "What does nothing in \(month)", remarks)
      var changes = Listing([
        .init("concept"), .init("value"), .init("before", .money), .init("after", .money),
        .init("change", .money),
        .init("currency"),
      ])
      changes.rows = Listing.Rows(try run.engine.changes(month: month, from: earlier)) { change in
        [
          .text(change.concept), .init(change.value), .init(change.before), .amount(change.after),
          .init(change.before.map { change.after - $0 }), .init(change.unit),
        ]
      }
      sections.add("values", "Billed cost of \(month)", changes)
      try output.show(sections)
    }
  }
}
