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
      a snapshot again changes nothing.
      """)

  @OptionGroup var globals: GlobalOptions
  @OptionGroup var output: OutputOptions

  @Argument(help: "Folders to load.", completion: .directory)
  var folders: [String]

  @Option(
    help: ArgumentHelp(
      "When the answers were taken, for folders without snapshot.json.", valueName: "time"),
    transform: takenAt)
  var takenAt: Int?

  func run() throws {
    try Ledger.check(globals.ledgerPath)
    if !FileManager.default.fileExists(atPath: globals.ledgerPath) {
      try InventoryLoader.check(paths: folders, takenAt: takenAt)
    }
    let summary = try InventoryLoader.load(
      paths: folders, takenAt: takenAt, into: try Ledger.writing(globals.ledgerPath), clock: time(nil))
    try output.show(SnapshotListing.listing(summary.snapshots))
  }

  private static func takenAt(_ text: String) throws -> Int {
    guard let time = WrittenTime(text) else {
      throw ValidationError("is no time; write one like 2026-10-02T03:00:00Z")
    }
    return time.seconds
  }
}
