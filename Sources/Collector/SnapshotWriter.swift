internal import Billing
internal import FoundationEssentials
internal import Inventory
internal import Synchronization

/// Writes the folder of one snapshot; it gets its name when it is whole, so that nobody loads half of one.
final class SnapshotWriter: Sendable {
  private let partial: String
  private let folder: String
  private let calls = Mutex<[CollectedCall]>([])

  /// - Parameter parent: the folder in which snapshots stand side by side.
  init(parent: String, name: String) throws {
    var chosen = name
    var number = 2
    while FileManager.default.fileExists(atPath: "\(parent)/\(chosen)") {
      chosen = "\(name)-\(number)"
      number += 1
    }
    folder = "\(parent)/\(chosen)"
    partial = "\(parent)/.\(chosen).\(ProcessInfo.processInfo.processIdentifier)"
    try Self.make(partial)
  }

  /// Where a call's answer, or the answer about one resource, is kept until the snapshot is whole.
  func write(_ bytes: [UInt8], _ call: CollectedCall, resource: String? = nil, ending: String = "json") throws
  {
    let region = "\(partial)/\(call.account)/\(call.region)"
    let parent = resource == nil ? region : "\(region)/\(call.call)"
    try Self.make(parent)
    try Self.write(bytes, to: "\(parent)/\(Self.fileName(resource ?? call.call)).\(ending)")
  }

  /// A file beside the answers for the aws command to read from.
  func writeArgument(_ text: String, _ name: String) throws -> String {
    let path = "\(partial)/.\(name).json"
    try Self.write(Array(text.utf8), to: path)
    return path
  }

  func removeArgument(_ path: String) { try? FileManager.default.removeItem(atPath: path) }

  func note(_ call: CollectedCall) { calls.withLock { $0.append(call) } }

  /// Writes `snapshot.json`, and gives the folder its name.
  func finish(takenAt: Int, clock: Int) throws -> (path: String, calls: [CollectedCall]) {
    let calls = calls.withLock(\.self).sorted {
      ($0.account, $0.region, $0.call) < ($1.account, $1.region, $1.call)
    }
    let entries = calls.map { call in
      let error = call.failure.map { ", \"error\": \(AnswerText.quoted($0))" } ?? ""
      return "{\"account\": \"\(call.account)\", \"region\": \"\(call.region)\", \"call\": \"\(call.call)\", "
        + "\"whole\": \(call.failure == nil)\(error)}"
    }
    let text = """
      {
        "taken_at": "\(Civil.timeText(seconds: takenAt))",
        "written_at": "\(Civil.timeText(seconds: clock))",
        "calls": [
          \(entries.joined(separator: ",\n    "))
        ]
      }

      """
    try Self.write(Array(text.utf8), to: "\(partial)/snapshot.json")
    do {
      try FileManager.default.moveItem(atPath: partial, toPath: folder)
    } catch { throw Problem.cannotWrite(folder, "\(error)") }
    return (folder, calls)
  }

  /// Leaves nothing behind where nothing could be collected.
  func discard() { try? FileManager.default.removeItem(atPath: partial) }

  /// A `/` cannot stand in a file's name.
  private static func fileName(_ name: String) -> String {
    name.replacing("%", with: "%25").replacing("/", with: "%2F")
  }

  private static func make(_ folder: String) throws {
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    } catch { throw Problem.cannotWrite(folder, "\(error)") }
  }

  private static func write(_ bytes: [UInt8], to path: String) throws {
    do {
      try Data(bytes).write(to: URL(filePath: path))
    } catch { throw Problem.cannotWrite(path, "\(error)") }
  }
}

/// What became of one call in one account and region.
public struct CollectedCall: Sendable, Equatable {
  public var account: String
  public var region: String
  public var call: String
  /// Why it did not come whole; nil where it did.
  public var failure: String?

  public init(account: String, region: String, call: String, failure: String? = nil) {
    self.account = account
    self.region = region
    self.call = call
    self.failure = failure
  }
}
