internal import Listings
internal import ArgumentParser

/// `tarsier inventory zones`.
struct InventoryZones: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "zones",
    abstract: "Says how many instances groups and load balancers have in each zone.",
    discussion: """
      A group has its instances in service, a balancer those that are registered with it, healthy or not. A zone that it \
      is set up for and has none in counts 0.
      """)

  @OptionGroup var globals: GlobalOptions
  @OptionGroup var output: OutputOptions

  @Option(help: AsOf.help, transform: AsOf.init(parsing:))
  var asOf = AsOf.now

  func run() throws {
    try output.show(ZoneListing.listing(try InventoryQuestion(globals, asOf: asOf)))
  }
}
