internal import Listings
internal import ArgumentParser
internal import Billing
internal import FoundationEssentials
internal import Glibc
internal import Inventory
internal import Ledger

/// `tarsier inventory load`.
struct InventoryLoad: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "load",
    abstract: "Loads answers of the aws command that were saved as JSON.",
    discussion: """
      DIR holds snapshot.json and ACCOUNT/REGION/SERVICE.OPERATION.json, or several such folders. Loading \
      a snapshot again changes nothing. A Terraform state says which resources are managed by code; loading it \
      anew takes its earlier version's place.
      """)

  @OptionGroup var globals: GlobalOptions
  @OptionGroup var output: OutputOptions

  @Argument(help: "Folders to load.", completion: .directory)
  var folders: [String] = []

  @Option(
    help: ArgumentHelp(
      "When the answers were taken, for folders without snapshot.json.", valueName: "time"),
    transform: takenAt)
  var takenAt: Int?

  @Option(
    help: ArgumentHelp("A Terraform state; may be repeated.", valueName: "file"),
    completion: .file(extensions: ["tfstate", "json"]))
  var terraform: [String] = []

  func validate() throws {
    if folders.isEmpty && terraform.isEmpty {
      throw ValidationError("missing folders to load; write a snapshot's folder, or --terraform FILE")
    }
  }

  func run() throws {
    try Ledger.check(globals.ledgerPath)
    let states = try terraform.map { try TerraformState(path: $0) }
    let isNew = !FileManager.default.fileExists(atPath: globals.ledgerPath)
    let summary: LoadSummary
    let ledger = try Ledger.writing(globals.ledgerPath)
    do {
      summary = try InventoryLoader.load(paths: folders, takenAt: takenAt, into: ledger, clock: time(nil))
    } catch {
      if isNew { removeLedger() }
      throw error
    }
    var listing = SnapshotListing.listing(summary.snapshots)
    for (path, state) in zip(terraform, states) {
      try state.store(in: ledger)
      listing.notes.append("\(path): \(state.count) resources are managed by this Terraform state")
    }
    try output.show(listing)
  }

  /// Leaves no ledger behind that was made in vain.
  private func removeLedger() {
    for ending in ["", "-wal", "-shm"] {
      try? FileManager.default.removeItem(atPath: globals.ledgerPath + ending)
    }
  }

  private static func takenAt(_ text: String) throws -> Int {
    guard let time = WrittenTime(text) else {
      throw ValidationError("is no time; write one like 2026-10-02T03:00:00Z")
    }
    return time.seconds
  }
}
