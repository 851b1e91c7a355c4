internal import Billing
internal import Collector
internal import FoundationEssentials
internal import Inventory
internal import Ledger

/// What exists in an account and region at this moment: collected again, looked at, and forgotten.
///
/// What it brings is loaded in a transaction that is rolled back: columns such as `detached_since` need the
/// history, and a part of a night's inventory must not become a part of the history.
struct FreshInventory {
  let ledger: Ledger
  let cloud: Cloud
  let night: CleanupNight

  /// Collects what some calls tell, and asks the ledger while it has that.
  ///
  /// - Parameters:
  ///   - calls: of the catalog of calls.
  ///   - ask: is given the time that the inventory is of, in seconds since 1970, and the calls that did not come
  ///     whole with the reason.
  func collected<Answer>(
    _ calls: Set<String>, account number: String, region: String,
    _ ask: (_ takenAt: Int, _ failures: [String: String]) throws -> Answer
  ) async throws -> Answer {
    let folder = FileManager.default.temporaryDirectory.appending(path: "tarsier-check-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let account = night.accounts[number]
    let takenAt = try freeSnapshotTime()
    let collector = Collector(
      plan: CollectionPlan(calls: calls), regions: .named([region]), runner: cloud.runner,
      endpoints: cloud.endpoints, takenAt: takenAt, parallel: cloud.parallel, pauses: cloud.pauses)
    let result = try await collector.collect(
      [CollectedAccount(number: number, profile: account?.profile, role: account?.collectRole)],
      into: folder.path, clock: night.now)
    if let problem = result.problems.first { throw problem }
    return try ledger.database.rehearsal {
      let summary = try InventoryLoader.load(paths: [result.path], into: ledger, clock: night.now)
      var failures: [String: String] = [:]
      for call in result.calls { failures[call.call] = call.failure }
      for failure in summary.snapshots.flatMap(\.failures) { failures[failure.call] = failure.reason }
      return try ask(takenAt, failures)
    }
  }

  /// The moment's as-of, or a time soon after it at which no snapshot was taken.
  private func freeSnapshotTime() throws -> Int {
    var time = night.asOfNow
    while try ledger.database.value("SELECT 1 FROM snapshot WHERE taken_at = ?", [SQLValue(time)]) != .null {
      time += 1
    }
    return time
  }
}
