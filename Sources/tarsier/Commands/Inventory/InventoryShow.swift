internal import Listings
internal import Allocation
internal import ArgumentParser
internal import Audit
internal import Billing
internal import Inventory
internal import Ledger

/// `tarsier inventory show`.
struct InventoryShow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Shows everything that is known of one resource.",
    discussion: """
      What it is, its tags and owner, what it cost each day, findings, marks, and what snapshots saw change.
      """)

  @OptionGroup var globals: GlobalOptions
  @OptionGroup var output: OutputOptions

  @Argument(help: ArgumentHelp("An id, an ARN, a name, or ACCOUNT/REGION/TYPE/ID.", valueName: "id"))
  var id: String

  @Option(help: AsOf.help, transform: AsOf.init(parsing:))
  var asOf = AsOf.now

  func run() throws {
    let question = try InventoryQuestion(globals, asOf: asOf)
    let settings = try SettingsFile.read(globals.configPath)
    let resource = try ResourceName(id).resource(among: try question.view.resources())
    let costs = try DailyCosts(of: resource, ledger: question.ledger, settings: settings, asOf: asOf)
    var page = ResourcePage(resource)
    page.add(owner: try OwnerResolver(settings, month: asOf.month).owner(of: resource))
    if output.format == .table || output.format == .markdown {
      page.addChart(costs)
    } else {
      page.addDays(costs)
    }
    try page.addFindings(question.ledger)
    page.add(
      history: try InventoryChanges(ledger: question.ledger).history(of: resource, until: asOf.lastSecond))
    var listing = page.listing
    if let type = ResourceCatalog.type(named: resource.type) {
      listing.notes = question.notes(on: Set([type.call] + type.details.map(\.call)))
    }
    try output.show(listing)
  }
}
