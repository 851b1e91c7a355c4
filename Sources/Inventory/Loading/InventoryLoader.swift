public import Ledger

/// Loads saved answers of the aws CLI into the ledger.
public enum InventoryLoader {
  /// Loads every snapshot in `paths`, all of it or nothing.
  ///
  /// - Parameters:
  ///   - takenAt: when the answers were taken, in seconds since 1970, for folders without `snapshot.json`.
  ///   - clock: the time of loading, in seconds since 1970, which is kept beside it.
  public static func load(
    paths: [String], takenAt: Int? = nil, into ledger: Ledger, clock: Int
  ) throws -> LoadSummary {
    // What cannot be found is told before the ledger is locked.
    let folders = try paths.flatMap { try SnapshotFolder.find(in: $0, takenAt: takenAt) }
    return try ledger.database.transaction {
      let store = AnswerStore(database: ledger.database, clock: clock)
      return LoadSummary(snapshots: try folders.map { try load($0, into: store) })
    }
  }

  private static func load(_ folder: SnapshotFolder, into store: AnswerStore) throws -> LoadedSnapshot {
    var loaded = LoadedSnapshot(
      path: folder.path, takenAt: folder.takenAt, unreadCalls: folder.unread.sorted())
    var reader = AnswerReader(folder)
    try reader.forEach { answer in
      let changes = try store.store(
        answer, takenAt: folder.takenAt, isRehearsal: folder.statement?.isRehearsal ?? false)
      loaded.add(answer, changes)
    }
    return loaded
  }
}

/// What a load brought.
public struct LoadSummary: Sendable {
  public var snapshots: [LoadedSnapshot]
}

/// What one snapshot brought.
public struct LoadedSnapshot: Sendable {
  /// A call that failed or was cut; its resources stay as the last whole answer shows them.
  public struct Failure: Sendable, Equatable {
    public var account: String
    public var region: String
    public var call: String
    public var reason: String
  }

  public var path: String
  /// Seconds since 1970.
  public var takenAt: Int
  public var accounts: Set<String> = []
  public var regions: Set<String> = []
  /// Answers that came whole.
  public var answers = 0
  /// Resources by type.
  public var resources: [String: Int] = [:]
  /// Resources that the snapshot before did not show, shows otherwise, or showed last.
  public var new = 0
  public var changed = 0
  public var gone = 0
  public var failures: [Failure] = []
  /// Calls with answers that Tarsier does not read.
  public var unreadCalls: [String]
  private var isNew = false

  /// `new`, or `unchanged` where the ledger had all of it.
  public var status: String { isNew ? "new" : "unchanged" }

  init(path: String, takenAt: Int, unreadCalls: [String]) {
    self.path = path
    self.takenAt = takenAt
    self.unreadCalls = unreadCalls
  }

  mutating func add(_ answer: Answer, _ changes: AnswerStore.Changes) {
    accounts.insert(answer.call.account)
    regions.insert(answer.call.region)
    isNew = isNew || changes != AnswerStore.Changes()
    new += changes.new
    changed += changes.changed
    gone += changes.gone
    if let reason = answer.failure {
      failures.append(
        Failure(
          account: answer.call.account, region: answer.call.region, call: answer.call.call, reason: reason))
      return
    }
    answers += 1
    for (type, records) in answer.records where ResourceCatalog.type(named: type) != nil {
      resources[type, default: 0] += records.count
    }
  }
}
