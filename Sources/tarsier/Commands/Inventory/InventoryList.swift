internal import Listings
internal import Allocation
internal import ArgumentParser
internal import Billing
internal import Inventory

/// `tarsier inventory list`.
struct InventoryList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Lists the resources of a type.",
    discussion: "Without a type, says how many there are of each.")

  @OptionGroup var globals: GlobalOptions
  @OptionGroup var output: OutputOptions

  @Argument(help: ArgumentHelp("A type, such as ebs_volume.", valueName: "type"))
  var type: String?

  @Option(
    help: ArgumentHelp(
      "A condition on a column or a tag:KEY: C=V,W or C!=V, C~PATTERN or C!~PATTERN; an empty value means absent.",
      valueName: "condition"),
    transform: Filter.option)
  var `where`: [Filter] = []

  @Option(help: AsOf.help, transform: AsOf.init(parsing:))
  var asOf = AsOf.now

  func validate() throws {
    if type == nil && !self.where.isEmpty { throw ValidationError("--where needs a type") }
  }

  func run() throws {
    let question = try InventoryQuestion(globals, asOf: asOf)
    guard let type else { return try output.show(counts(question)) }
    guard let known = ResourceCatalog.type(named: type) else { throw Problem.unknownResourceType(type) }
    let all = try question.view.resources(of: known)
    let listing = ResourceListing(type: known, resources: all)
    let conditions = try self.where.map { try ResourceCondition($0, columns: listing.columns) }
    var shown = listing.listing(all.filter { resource in conditions.allSatisfy { $0.holds(for: resource) } })
    shown.notes += question.notes(on: Set([known.call] + known.details.map(\.call)))
    try output.show(shown)
  }

  private func counts(_ question: InventoryQuestion) throws -> Listing {
    var listing = Listing([
      .init("resource_type"), .init("account_id"), .init("region"), .init("resources", .count),
    ])
    let groups = Dictionary(grouping: try question.view.resources()) { [$0.type, $0.account, $0.region] }
    listing.rows = Listing.Rows(groups.sorted { $0.key.lexicographicallyPrecedes($1.key) }) { key, members in
      key.map { Listing.Cell.text($0) } + [.count(members.count)]
    }
    listing.notes = question.notes(on: ResourceCatalog.calls)
    return listing
  }
}
