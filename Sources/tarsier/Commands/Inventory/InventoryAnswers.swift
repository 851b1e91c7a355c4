internal import Listings
internal import ArgumentParser
internal import Billing
internal import Inventory

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
    let question = try InventoryQuestion(globals, asOf: asOf)
    var listing = Listing([
      .init("account_id"), .init("region"), .init("newest"), .init("oldest"), .init("whole", .count),
      .init("failed", .count),
    ])
    listing.rows = Listing.Rows(question.view.answerAges) { age in
      [
        .text(age.account), .text(age.region), .init(age.newest.map { Civil.timeText(seconds: $0) }),
        .init(age.oldest.map { Civil.timeText(seconds: $0) }), .count(age.whole), .count(age.failed),
      ]
    }
    try output.show(listing)
  }
}
