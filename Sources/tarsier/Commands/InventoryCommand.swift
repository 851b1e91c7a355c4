internal import ArgumentParser
internal import Billing
internal import FoundationEssentials
internal import Glibc
internal import Inventory
internal import Ledger

/// `tarsier inventory`: snapshots of what exists.
struct InventoryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inventory", abstract: "Keeps snapshots of what exists.", subcommands: [Load.self])

  /// `tarsier inventory load`.
  struct Load: ParsableCommand {
    static let configuration = CommandConfiguration(
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
      var listing = Listing([
        .init("snapshot"), .init("taken_at"), .init("accounts", .count, detail: 2),
        .init("regions", .count, detail: 2), .init("answers", .count, detail: 1), .init("resources", .count),
        .init("new", .count), .init("changed", .count), .init("gone", .count), .init("status", detail: 3),
      ])
      listing.rows = Listing.Rows(summary.snapshots) { snapshot in
        [
          .text(snapshot.path), .text(Civil.timeText(seconds: snapshot.takenAt)),
          .count(snapshot.accounts.count),
          .count(snapshot.regions.count), .count(snapshot.answers),
          .count(snapshot.resources.values.reduce(0, +)), .count(snapshot.new), .count(snapshot.changed),
          .count(snapshot.gone), .text(snapshot.status),
        ]
      }
      for snapshot in summary.snapshots {
        listing.notes += snapshot.failures.map { failure in
          "\(failure.call) in \(failure.account)/\(failure.region) did not come whole: \(failure.reason)"
        }
        if !snapshot.unreadCalls.isEmpty {
          listing.notes.append("\(snapshot.path): not read: \(snapshot.unreadCalls.joined(separator: ", "))")
        }
      }
      try output.show(listing)
    }

    private static func takenAt(_ text: String) throws -> Int {
      guard let time = WrittenTime(text) else {
        throw ValidationError("is no time; write one like 2026-10-02T03:00:00Z")
      }
      return time.seconds
    }
  }
}
