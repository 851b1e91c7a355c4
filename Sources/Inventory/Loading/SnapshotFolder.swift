internal import Billing
internal import FoundationEssentials

/// The files of one snapshot, by account, region and call; nothing in them is read yet.
struct SnapshotFolder {
  /// Where the answer of one call is.
  enum Source {
    case file(String)
    /// The call as a whole failed; the file has the error.
    case error(String)
    /// One call for each resource: the files, by the resource's name, of answers and of errors.
    case folder(answers: [(resource: String, path: String)], errors: [(resource: String, path: String)])
  }

  let path: String
  let takenAt: Int
  let statement: SnapshotStatement?
  var sources: [SnapshotStatement.Call: Source] = [:]
  /// Calls with an answer that no type of the catalog wants.
  var unread: Set<String> = []

  /// Finds the snapshot in `path`, or those in the folders below it.
  static func find(in path: String, takenAt: Int?) throws -> [SnapshotFolder] {
    let folders = snapshotPaths(path, depth: 0)
    if folders.isEmpty {
      guard Files.isFolder(path) else { throw Problem.unreadable(path) }
      throw Problem.noSnapshot(path)
    }
    return try folders.map { try SnapshotFolder($0, takenAt: takenAt) }
  }

  private static func snapshotPaths(_ path: String, depth: Int) -> [String] {
    let names = Files.names(in: path)
    if names.contains("snapshot.json") || names.contains(where: isAccount) { return [path] }
    // A snapshot is a few folders down at most; a whole disk is not to be searched.
    guard depth < 4 else { return [] }
    return names.map { "\(path)/\($0)" }.filter(Files.isFolder).flatMap {
      snapshotPaths($0, depth: depth + 1)
    }
  }

  private init(_ path: String, takenAt given: Int?) throws {
    self.path = path
    let statementPath = "\(path)/snapshot.json"
    if Files.exists(statementPath) {
      let read = try SnapshotStatement.read(statementPath)
      if let given, given != read.takenAt {
        throw Problem.takenAtDiffers(
          path, stated: Civil.timeText(seconds: read.takenAt), given: Civil.timeText(seconds: given))
      }
      statement = read
      takenAt = read.takenAt
    } else {
      guard let given else { throw Problem.noTakenAt(path) }
      statement = nil
      takenAt = given
    }
    for account in Files.names(in: path) where Files.isFolder("\(path)/\(account)") {
      guard Self.isAccount(account) else { throw Problem.notAnAccount("\(path)/\(account)") }
      for region in Files.names(in: "\(path)/\(account)") {
        for name in Files.names(in: "\(path)/\(account)/\(region)") {
          add(name, in: "\(path)/\(account)/\(region)", account: account, region: region)
        }
      }
    }
    try checkThatStatedAnswersAreThere()
  }

  private mutating func add(_ name: String, in folder: String, account: String, region: String) {
    let path = "\(folder)/\(name)"
    let source: Source
    let call: String
    if Files.isFolder(path) {
      call = name
      source = .folder(answers: Files.named(".json", in: path), errors: Files.named(".error", in: path))
    } else if name.hasSuffix(".json") {
      call = String(name.dropLast(5))
      source = .file(path)
    } else if name.hasSuffix(".error") {
      call = String(name.dropLast(6))
      source = .error(path)
    } else {
      return
    }
    guard ResourceCatalog.calls.contains(call) else {
      unread.insert(call)
      return
    }
    let key = SnapshotStatement.Call(account: account, region: region, call: call)
    // An answer that is there counts more than an error left beside it.
    if case .error = source, sources[key] != nil { return }
    sources[key] = source
  }

  private func checkThatStatedAnswersAreThere() throws {
    for (call, stated) in statement?.calls ?? [:]
    where stated.whole && sources[call] == nil && ResourceCatalog.calls.contains(call.call) {
      // A call about resources leaves nothing behind where there is no resource.
      if CallCatalog.named(call.call)?.isRepeated ?? false { continue }
      throw Problem.missingAnswer("\(path)/\(call.account)/\(call.region)/\(call.call).json", call: call.call)
    }
  }

  private static func isAccount(_ name: String) -> Bool {
    name.utf8.count == 12 && name.utf8.allSatisfy { (48...57).contains($0) }
  }
}
