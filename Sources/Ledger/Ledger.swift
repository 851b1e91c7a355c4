internal import Billing
internal import FoundationEssentials

/// The SQLite file that holds every bill, the inventory, findings and marks.
public struct Ledger {
  public let path: String
  public let database: Database

  static func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }

  /// Opens a ledger for reading; it must exist.
  ///
  /// - Parameter migrates: whether one of an older schema is brought up to date, rather than refused.
  public static func reading(_ path: String, migrates: Bool = true) throws -> Ledger {
    guard exists(path) else { throw Problem.noLedger(path) }
    let ledger = Ledger(path: path, database: try Database(path: path, mode: .readOnly))
    let version = try ledger.checkedVersion()
    // A ledger of an older schema is brought up to date by whoever may write it.
    if version < Schema.version {
      guard migrates else { throw Problem.olderLedger(path) }
      return try writing(path)
    }
    return ledger
  }

  /// Opens a ledger for writing, makes it where there is none, and brings its schema up to date.
  ///
  /// One process writes at a time: a second one waits in its transaction and is then told so.
  ///
  /// - Parameter patience: how many seconds it waits.
  public static func writing(_ path: String, patience: Int = 5) throws -> Ledger {
    let isNew = !exists(path)
    let ledger = Ledger(path: path, database: try Database(path: path, mode: .create))
    try ledger.database.execute("PRAGMA busy_timeout = \(patience * 1_000)")
    let version = try isNew ? 0 : ledger.checkedVersion()
    if version == 0 {
      // The page size of a file is fixed by its first table; see docs/architecture.md for the figures.
      try ledger.database.execute("PRAGMA page_size = 16384; PRAGMA journal_mode = WAL")
    }
    try ledger.database.execute("PRAGMA foreign_keys = ON; PRAGMA synchronous = FULL")
    if version < Schema.version { try ledger.migrate() }
    return ledger
  }

  /// Says whether `path` may be written as a ledger, without changing anything.
  public static func check(_ path: String) throws {
    guard exists(path) else { return }
    let ledger = Ledger(path: path, database: try Database(path: path, mode: .readOnly))
    _ = try ledger.checkedVersion()
  }

  /// The schema version of the file: 0 for an empty one.
  private func checkedVersion() throws -> Int {
    guard case .integer(let application) = try database.value("PRAGMA application_id"),
      case .integer(let version) = try database.value("PRAGMA user_version"),
      case .integer(let objects) = try database.value("SELECT count(*) FROM sqlite_schema")
    else { throw Problem.notALedger(path) }
    if objects == 0 && version == 0 { return 0 }
    guard application == Schema.applicationID else { throw Problem.notALedger(path) }
    guard version <= Schema.version else {
      throw Problem.newerLedger(path, version: Int(version), known: Schema.version)
    }
    return Int(version)
  }

  private func migrate() throws {
    try database.transaction {
      // Read again inside the transaction: another process may just have done it.
      guard case .integer(let version) = try database.value("PRAGMA user_version") else { return }
      for migration in Schema.migrations.dropFirst(Int(version)) { try database.execute(migration) }
      try database.execute(
        "PRAGMA application_id = \(Schema.applicationID); PRAGMA user_version = \(Schema.version)")
    }
  }
}
