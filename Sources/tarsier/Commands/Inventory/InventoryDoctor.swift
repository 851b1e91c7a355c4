internal import Listings
internal import Allocation
internal import ArgumentParser
internal import Collector
internal import FoundationEssentials

/// `tarsier inventory doctor`.
struct InventoryDoctor: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor", abstract: "Checks the aws command, the credentials and the permissions.",
    discussion: "Tries the first page of every list. Fails where something is not well.")

  @OptionGroup var globals: GlobalOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var options: CollectOptions

  @Option(
    help: ArgumentHelp("Regions to try.", valueName: "region"), transform: CommaList.init(parsing:))
  var region: [CommaList] = []

  func run() async throws {
    let settings = try SettingsFile.read(globals.configPath)
    let environment = ProcessInfo.processInfo.environment
    let own = environment["AWS_REGION"] ?? environment["AWS_DEFAULT_REGION"] ?? "us-east-1"
    let doctor = Doctor(
      plan: try options.plan(), regions: region.isEmpty ? [own] : region.values, runner: options.runner,
      endpoints: Endpoints(environment), parallel: options.parallel)
    let checks = await doctor.examine(options.accounts(settings))
    var listing = Listing([
      .init("check"), .init("account_id"), .init("region"), .init("status"), .init("detail"),
    ])
    listing.rows = Listing.Rows(checks) { check in
      [
        .text(check.name), Listing.Cell(check.account), Listing.Cell(check.region),
        .text(check.failure == nil ? "ok" : "failed"), Listing.Cell(check.failure ?? check.found),
      ]
    }
    try output.show(listing)
    if checks.contains(where: { $0.failure != nil }) { throw ExitCode(1) }
  }
}
