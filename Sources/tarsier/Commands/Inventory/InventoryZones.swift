internal import Listings
internal import ArgumentParser
internal import Inventory

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
    let question = try InventoryQuestion(globals, asOf: asOf)
    var listing = Listing([
      .init("resource_type"), .init("resource_id"), .init("account_id"), .init("region", detail: 1),
      .init("zone"), .init("instances", .count),
    ])
    var rows: [[Listing.Cell]] = []
    for balance in try question.view.zoneBalances() {
      rows += balance.zones.map { zone in
        [
          .text(balance.type), .text(balance.id), .text(balance.account), .text(balance.region),
          .text(zone.name), .count(zone.instances),
        ]
      }
    }
    listing.rows = Listing.Rows(rows)
    listing.notes = question.notes(on: ResourceCatalog.calls)
    try output.show(listing)
  }
}
