internal import Allocation
internal import Audit
internal import Billing
internal import Cleanup
internal import Janitor
internal import Ledger

/// Where a night meets the modules that tell people and that change a cloud.
enum NightWiring {
  /// Whether every channel of the settings is on this machine or a file.
  static func channelsStayHere(_ settings: Settings) -> Bool { true }

  /// Who hands messages to owners.
  static func courier(_ settings: Settings, _ context: JanitorContext) -> any Courier { NoChannel() }

  /// Carries out what is due, and lets go of the safety snapshots whose time is over.
  static func cleanUp(
    _ due: [DueAction], _ run: AuditRun, _ rules: [Rule], _ wiring: CleanupWiring
  ) async throws -> [CleanupOutcome] {
    let cleaner = wiring.cleaner(run, rules: rules)
    let outcomes = try await cleaner.clean(due)
    _ = try await cleaner.expireSafetySnapshots()
    return outcomes
  }

  /// Tells of budgets and of anomalies, once the night is over.
  static func alert(_ run: AuditRun, asOf: AsOf) async throws {}
}

/// Stands where the settings name no channel.
private struct NoChannel: Courier {
  func deliver(_ notice: PlannedNotice, number: Int, asOf: Int) async -> NoticeDelivery {
    .failed("there is no channel under notify; add one that is for owners")
  }
}
