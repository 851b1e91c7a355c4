internal import Listings
internal import ArgumentParser

/// `tarsier inventory answers`.
struct InventoryAnswers: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "answers", abstract: "Says how old what is known of each account and region is.",
    discussion: """
      Of each call the newest whole answer counts; newest and oldest are the youngest and the eldest of these. A call \
      whose newest answer did not come whole is counted as failed, and an older one may stand in for it.
      """)

  @OptionGroup var globals: GlobalOptions
  @OptionGroup var output: OutputOptions

  @Option(help: AsOf.help, transform: AsOf.init(parsing:))
  var asOf = AsOf.now

  func run() throws {
    try output.show(AnswerListing.listing(try InventoryQuestion(globals, asOf: asOf)))
  }
}
