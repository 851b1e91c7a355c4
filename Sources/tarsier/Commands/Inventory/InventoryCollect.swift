internal import Listings
internal import Allocation
internal import ArgumentParser
internal import Collector
internal import Glibc
internal import Ledger

/// `tarsier inventory collect`.
struct InventoryCollect: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "collect", abstract: "Asks the aws command what exists, and loads it as a snapshot.",
    discussion: """
      Only reads, with the aws command's own profiles and roles. What is denied or does not answer is recorded as \
      not seen: its last whole answer stays. 'tarsier inventory policy' prints the permissions that it takes.
      """)

  @OptionGroup var globals: GlobalOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var options: CollectOptions

  @Option(
    help: ArgumentHelp("Regions to look at, or 'all' that are open to an account.", valueName: "region"),
    transform: CommaList.init(parsing:))
  var region: [CommaList]

  @Option(help: ArgumentHelp("The folder for snapshots.", valueName: "dir"), completion: .directory)
  var out = "inventory"

  @Option(
    help: ArgumentHelp(
      "What the snapshot is stamped with (default: now); for rehearsals.", valueName: "date"),
    transform: AsOf.init(parsing:))
  var asOf: AsOf?

  @Flag(help: "Fail where a call did not come whole.")
  var strict = false

  func run() async throws {
    try Ledger.check(globals.ledgerPath)
    let settings = try SettingsFile.read(globals.configPath)
    let run = CollectRun(
      options: options, regions: region.values == ["all"] ? .all : .named(region.values), folder: out,
      asOf: asOf)
    let outcome = try await run.run(globals, settings, clock: time(nil))
    try output.show(outcome.listing)
    if strict && !outcome.isWhole { throw ExitCode(1) }
  }
}
