internal import Listings
internal import Allocation
internal import Billing
internal import Collector
internal import FoundationEssentials
internal import Inventory
internal import Ledger

/// Collects a snapshot and loads it: `inventory collect`, and the first step of a janitor's night.
struct CollectRun {
  let options: CollectOptions
  let regions: Collector.Regions
  /// The folder for snapshots.
  let folder: String
  /// What the snapshot is stamped with; nil for the clock.
  let asOf: AsOf?

  struct Outcome {
    var listing: Listing
    /// Whether every call came whole.
    var isWhole: Bool
  }

  func run(_ globals: GlobalOptions, _ settings: Settings, clock: Int) async throws -> Outcome {
    let plan = try options.plan()
    let takenAt = asOf?.lastSecond ?? clock
    let endpoints = Endpoints(ProcessInfo.processInfo.environment)
    if takenAt > clock && !endpoints.areLoopback {
      throw Problem(
        "--as-of", "\(Civil.timeText(seconds: takenAt)) is later than the clock",
        remedy: "only a rehearsal is stamped so, with AWS_ENDPOINT_URL on this machine")
    }
    let progress = CollectionProgress(width: Terminal.standardError.width ?? 80)
    let collector = Collector(
      plan: plan, regions: regions, runner: options.runner, endpoints: endpoints, takenAt: takenAt,
      parallel: options.parallel, tell: { progress.tell($0) })
    let result = try await collector.collect(options.accounts(settings), into: folder, clock: clock)
    progress.end()

    let summary = try InventoryLoader.load(
      paths: [result.path], into: try Ledger.writing(globals.ledgerPath), clock: clock)
    var listing = SnapshotListing.listing(summary.snapshots)
    listing.notes = result.problems.map(\.description) + listing.notes
    return Outcome(
      listing: listing, isWhole: result.problems.isEmpty && result.calls.allSatisfy { $0.failure == nil })
  }
}
