internal import Listings
internal import Allocation
internal import Audit
internal import Billing
internal import Cleanup
internal import Collector
internal import FoundationEssentials
internal import Glibc
internal import Janitor
internal import Ledger

/// Puts together what cleaning up takes, from the settings and the options of a run.
struct CleanupWiring {
  let ledger: Ledger
  let settings: Settings
  let cloud: Cloud
  let night: CleanupNight

  /// - Parameters:
  ///   - asOf: what was told as today; nil for the clock.
  ///   - options: how the aws command is run.
  /// - Throws: where the calendar's time zone is not known.
  init(_ ledger: Ledger, _ settings: Settings, options: CollectOptions, asOf: AsOf?) throws {
    self.ledger = ledger
    self.settings = settings
    cloud = Cloud(
      runner: options.runner, endpoints: Endpoints(ProcessInfo.processInfo.environment),
      parallel: options.parallel)
    let calendar = try BusinessCalendar(settings.janitor.calendar)
    night = CleanupNight(
      asOf: asOf?.lastSecond ?? time(nil), isRehearsal: asOf != nil,
      accounts: settings.cleanupAccounts(settings.janitor.accounts),
      actions: Set(settings.janitor.actions.map(\.name)), most: settings.janitor.maxActions,
      isOpen: { calendar.isOpen(calendar.day(at: $0)) }, day: { calendar.day(at: $0) },
      clock: { time(nil) })
  }

  /// What people say while the run goes on; keeps end by the run's own time.
  var answers: StoredAnswers {
    let (start, asOf) = (time(nil), night.asOf)
    return StoredAnswers(ledger) { asOf + max(0, time(nil) - start) }
  }

  /// - Parameter run: its rules and costs are what is asked again; it must be on the same connection.
  func cleaner(_ run: AuditRun, rules: [Rule]) -> Cleaner {
    let price = SnapshotPrice(run.engine)
    return Cleaner(
      ledger: run.ledger, rules: rules, answers: answers, cloud: cloud, night: night,
      snapshotCost: { try price.cost($0, $1) }
    ) { rules, asOf in try run.outcome(AuditRun.Selection(rules: rules), asOf: AsOf(lastSecond: asOf)).result
    }
  }

  /// The hourly run of what the clock stops and starts, over these regions or those that the ledger knows.
  func offHours(isUnleashed: Bool, regions: [String]) async throws -> [OffHoursOutcome] {
    let run = try OffHoursRun(
      ledger: ledger, answers: answers, cloud: cloud, night: night,
      availability: settings.janitor.availability, isUnleashed: isUnleashed)
    let accounts = settings.janitor.accounts
    let named = regions == ["all"] ? [] : regions
    let places =
      try named.isEmpty
      ? OffHoursRun.places(in: ledger, accounts: accounts)
      : accounts.flatMap { account in named.map { (account: account, region: $0) } }
    return try await run.run(places)
  }
}
