internal import CSQLite
internal import Inventory

/// Decides what a rule's query may do, remembers what it reads, and stops it when its time is over.
final class RuleGuardian {
  /// The documented tables that were read since `begin`, each with the columns that were.
  private(set) var tables: [String: Set<String>] = [:]
  /// The first thing that was refused.
  private(set) var refused: String?
  private(set) var isLate = false
  private var deadline = ContinuousClock.now

  /// The tables of the bills that the rule at hand has.
  private var ofBills: Set<String> = []

  private static let readable = Set(InventoryTable.all.map(\.name))
  /// SQLite's tables that a function makes of JSON.
  private static let generated: Set = ["json_each", "json_tree"]
  /// What answers differently each time, or reaches out of the database.
  private static let refusedFunctions: Set = [
    "random", "randomblob", "load_extension", "fts3_tokenizer", "current_date", "current_time",
    "current_timestamp", "changes", "total_changes", "last_insert_rowid",
  ]

  func begin(_ rule: Rule, deadline: ContinuousClock.Instant) {
    tables = [:]
    ofBills = Set(rule.costs.map(\.name))
    refused = nil
    isLate = false
    self.deadline = deadline
  }

  /// Watches over a connection until `leave`.
  func stand(on handle: OpaquePointer) {
    let context = unsafe Unmanaged.passUnretained(self).toOpaque()
    unsafe sqlite3_set_authorizer(
      handle,
      { context, action, first, second, database, view in
        guard let context = unsafe context else { return SQLITE_DENY }
        let guardian = unsafe Unmanaged<RuleGuardian>.fromOpaque(context).takeUnretainedValue()
        return unsafe guardian.verdict(
          action, first.map { unsafe String(cString: $0) } ?? "",
          unsafe second.map { unsafe String(cString: $0) } ?? "",
          unsafe database.map { unsafe String(cString: $0) } ?? "",
          unsafe view.map { unsafe String(cString: $0) } ?? "")
      }, unsafe context)
    unsafe sqlite3_progress_handler(
      handle, 10_000,
      { context in
        guard let context = unsafe context else { return 1 }
        let guardian = unsafe Unmanaged<RuleGuardian>.fromOpaque(context).takeUnretainedValue()
        guardian.isLate = guardian.isLate || ContinuousClock.now > guardian.deadline
        return guardian.isLate ? 1 : 0
      }, unsafe context)
  }

  static func leave(_ handle: OpaquePointer) {
    unsafe sqlite3_set_authorizer(handle, nil, nil)
    unsafe sqlite3_progress_handler(handle, 0, nil, nil)
  }

  /// - Parameter view: the view through which something is read; empty where the query names it itself.
  private func verdict(
    _ action: Int32, _ first: String, _ second: String, _ database: String, _ view: String
  ) -> Int32 {
    switch action {
    case SQLITE_SELECT, SQLITE_RECURSIVE: return SQLITE_OK
    case SQLITE_READ:
      if Self.generated.contains(first) { return SQLITE_OK }
      if database == "temp", Self.readable.contains(first) {
        tables[first, default: []].insert(second)
        return SQLITE_OK
      }
      if database == "temp", ofBills.contains(first) || ofBills.contains(view) { return SQLITE_OK }
      // SQLite asks about a subquery's own name and columns with no database.
      if database.isEmpty { return SQLITE_OK }
      return refuse("read the table '\(first)'")
    case SQLITE_FUNCTION:
      return Self.refusedFunctions.contains(second.lowercased()) ? refuse("call \(second)()") : SQLITE_OK
    default:
      return refuse("change anything")
    }
  }

  private func refuse(_ what: String) -> Int32 {
    if refused == nil { refused = what }
    return SQLITE_DENY
  }
}
