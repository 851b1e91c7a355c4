internal import Audit
internal import Billing
internal import Glibc
internal import Listings

/// What an answer depends on beside its question: while this stays the same, so does the answer.
///
/// SQLite's own counters are a connection's; the files' stamps are the same for all, and cost two calls of the
/// system. A version is taken before the ledger is read, so an answer may be newer than it says, never older.
struct LedgerVersion: Sendable, Hashable {
  /// As it stands in an `ETag`, without its quotes.
  let tag: String

  /// - Parameter files: those that the settings name.
  init(_ dashboard: DashboardSettings, files: [String]) {
    let log = FileStamp(dashboard.ledger + "-wal")
    // An empty log comes and goes with whoever reads.
    let stamps =
      [FileStamp(dashboard.ledger)] + (log.size > 0 ? [log] : [])
      + [dashboard.config].compactMap { $0.map { FileStamp($0) } } + files.map { FileStamp($0) }
      + RuleLibrary.paths(in: RuleLibrary.folders(beside: dashboard.config)).map { FileStamp($0) }
    // What counts as today moves on with the clock.
    let hour = (dashboard.asOf?.lastSecond ?? time(nil)) / 3_600
    tag = ([dashboard.version, "\(hour)"] + stamps.map { "\($0)" }).joined(separator: "-")
  }
}
