internal import Listings
internal import Allocation
internal import ArgumentParser

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
    try output.show(
      type.map { try ResourceListing.listing(question, type: $0, where: self.where) }
        ?? CountListing.listing(question))
  }
}
