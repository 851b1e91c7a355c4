import FoundationEssentials
import Inventory
import Ledger

/// A folder of answers in a temporary place, and a ledger to load them into.
final class SnapshotOnDisk {
  let path: String
  let ledger: Ledger

  init() throws {
    let parent = FileManager.default.temporaryDirectory.path
    path = "\(parent)/tarsier-inventory-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    ledger = try Ledger.writing("\(path)/ledger.sqlite")
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Writes a file below the folder, and the folders above it.
  func write(_ name: String, _ text: String) throws {
    let file = "\(path)/\(name)"
    let folder = file.split(separator: "/").dropLast().joined(separator: "/")
    try FileManager.default.createDirectory(atPath: "/" + folder, withIntermediateDirectories: true)
    try Data(text.utf8).write(to: URL(filePath: file))
  }

  /// Writes an answer of account 111111111111 in us-east-1, taken on a day of October 2026 at 03:00.
  func write(day: Int, _ call: String, _ json: String) throws {
    try write("\(day)/snapshot.json", #"{"taken_at": "\#(Self.date(day))T03:00:00Z", "calls": []}"#)
    try write("\(day)/111111111111/us-east-1/\(call).json", json)
  }

  @discardableResult
  func load(_ name: String, takenAt: Int? = nil, clock: Int = 1_800_000_000) throws -> LoadSummary {
    try InventoryLoader.load(paths: ["\(path)/\(name)"], takenAt: takenAt, into: ledger, clock: clock)
  }

  /// The rows of a query over the tables as of 03:00 on a day, values joined by `|`.
  func rows(
    _ query: String, _ tables: Set<String>, day: Int = 31, believesRehearsals: Bool = true
  ) throws -> [String] {
    try InventoryView(ledger: ledger, asOf: Self.time(day), believesRehearsals: believesRehearsals)
      .makeTables(tables)
    return try rows(query)
  }

  func rows(_ query: String) throws -> [String] {
    var rows: [String] = []
    try ledger.database.query(query) { row in
      rows.append((0..<row.columnCount).map { row.text($0) ?? "-" }.joined(separator: "|"))
    }
    return rows
  }

  static func date(_ day: Int) -> String { "2026-10-\(day < 10 ? "0" : "")\(day)" }

  /// 03:00 on a day of October 2026.
  static func time(_ day: Int) -> Int { 1_790_823_600 + (day - 1) * 86_400 }
}

/// Volumes as `aws ec2 describe-volumes` lists them.
func volumes(_ volumes: (id: String, state: String)...) -> String {
  let items = volumes.map { #"{"VolumeId": "\#($0.id)", "State": "\#($0.state)", "Size": 8}"# }
  return #"{"Volumes": [\#(items.joined(separator: ","))]}"#
}
