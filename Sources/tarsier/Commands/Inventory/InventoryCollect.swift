internal import Allocation
internal import ArgumentParser
internal import Billing
internal import Collector
internal import FoundationEssentials
internal import Glibc
internal import Inventory
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
    let plan = try options.plan()
    let clock = time(nil)
    let takenAt = asOf?.lastSecond ?? clock
    let endpoints = Endpoints(ProcessInfo.processInfo.environment)
    if takenAt > clock && !endpoints.areLoopback {
      throw Problem(
        "--as-of", "\(Civil.timeText(seconds: takenAt)) is later than the clock",
        remedy: "only a rehearsal is stamped so, with AWS_ENDPOINT_URL on this machine")
    }
    try Ledger.check(globals.ledgerPath)
    let settings = try SettingsFile.read(globals.configPath)
    let progress = CollectionProgress(width: Terminal.standardError.width ?? 80)
    let collector = Collector(
      plan: plan, regions: region.values == ["all"] ? .all : .named(region.values), runner: options.runner,
      endpoints: endpoints, takenAt: takenAt, parallel: options.parallel, tell: { progress.tell($0) })
    let result = try await collector.collect(options.accounts(settings), into: out, clock: clock)
    progress.end()

    let summary = try InventoryLoader.load(
      paths: [result.path], into: try Ledger.writing(globals.ledgerPath), clock: clock)
    var listing = SnapshotListing.listing(summary.snapshots)
    listing.notes = result.problems.map(\.description) + listing.notes
    try output.show(listing)
    if strict && (!result.problems.isEmpty || result.calls.contains { $0.failure != nil }) {
      throw ExitCode(1)
    }
  }
}
