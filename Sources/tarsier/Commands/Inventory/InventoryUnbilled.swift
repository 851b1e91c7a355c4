internal import Listings
internal import Allocation
internal import ArgumentParser
internal import Audit
internal import Billing
internal import Inventory

/// `tarsier inventory unbilled`.
struct InventoryUnbilled: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "unbilled", abstract: "Lists what exists, and no bill in the ledger ever charged.")

  @OptionGroup var globals: GlobalOptions
  @OptionGroup var output: OutputOptions

  @Option(help: AsOf.help, transform: AsOf.init(parsing:))
  var asOf = AsOf.now

  func run() throws {
    let question = try InventoryQuestion(globals, asOf: asOf)
    let settings = try SettingsFile.read(globals.configPath)
    // As long as there have been bills of any cloud.
    let held = try BilledInventory(question, settings: settings, asOf: asOf, days: 36_500)
    var listing = Listing([
      .init("resource_type"), .init("resource_id"), .init("name", detail: 1), .init("account_id"),
      .init("region"), .init("created_at", detail: 2), .init("first_seen", detail: 3),
    ])
    listing.rows = Listing.Rows(held.unbilled) { resource in
      [
        .text(resource.type), .text(resource.id), Listing.Cell(resource.name), .text(resource.account),
        .text(resource.region), Listing.Cell(resource.value("created_at")),
        Listing.Cell(resource.value("first_seen")),
      ]
    }
    listing.notes = question.notes(on: ResourceCatalog.calls)
    try output.show(listing)
  }
}

/// `tarsier inventory unknown`.
struct InventoryUnknown: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "unknown", abstract: "Lists what is billed and not in the inventory, and why.",
    discussion: "The cost is the effective usage cost of the last 30 days that the bills cover.")

  @OptionGroup var globals: GlobalOptions
  @OptionGroup var output: OutputOptions

  @Option(help: AsOf.help, transform: AsOf.init(parsing:))
  var asOf = AsOf.now

  func run() throws {
    let question = try InventoryQuestion(globals, asOf: asOf)
    let held = try BilledInventory(
      question, settings: try SettingsFile.read(globals.configPath), asOf: asOf, days: 30)
    var listing = Listing([.init("resource"), .init("cost", .money), .init("currency"), .init("reason")])
    listing.rows = Listing.Rows(held.unknown) { unknown in
      [.text(unknown.resource), .amount(unknown.cost), .text(unknown.currency), .text(unknown.reason.text)]
    }
    if output.format.showsTotals { listing.addTotals(of: ["cost"], per: "currency") }
    listing.notes = question.notes(on: ResourceCatalog.calls)
    try output.show(listing)
  }
}

/// `tarsier inventory coverage`.
struct InventoryCoverage: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "coverage",
    abstract:
      "Says how much of the bill's resource cost is of resources in the inventory, and why not the rest.",
    discussion: "The cost is the effective usage cost of the last 30 days that the bills cover.")

  @OptionGroup var globals: GlobalOptions
  @OptionGroup var output: OutputOptions

  @Option(help: AsOf.help, transform: AsOf.init(parsing:))
  var asOf = AsOf.now

  func run() throws {
    let question = try InventoryQuestion(globals, asOf: asOf)
    let held = try BilledInventory(
      question, settings: try SettingsFile.read(globals.configPath), asOf: asOf, days: 30)
    var listing = Listing([
      .init("coverage"), .init("resources", .count), .init("cost", .money), .init("share"), .init("currency"),
    ])
    let shares = held.coverage
    listing.rows = Listing.Rows(shares) { share in
      let total = shares.filter { $0.currency == share.currency }.reduce(Amount(units: 0, scale: 0)) {
        $0 + $1.cost
      }
      return [
        .text(share.kind.text), .count(share.resources), .amount(share.cost),
        .text(Self.percent(share.cost, of: total)), .text(share.currency),
      ]
    }
    if output.format.showsTotals { listing.addTotals(of: ["cost"], per: "currency") }
    try output.show(listing)
  }

  /// A share in per cent with one decimal, cut and not rounded, so that 100% means all.
  private static func percent(_ part: Amount, of total: Amount) -> String {
    let scale = max(part.scale, total.scale)
    let whole = total.scaled(to: scale).units
    guard whole != 0 else { return "0.0%" }
    let thousandths = part.scaled(to: scale).units * 1000 / whole
    return "\(thousandths / 10).\(thousandths % 10)%"
  }
}
