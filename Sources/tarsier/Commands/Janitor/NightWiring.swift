internal import Listings
internal import Allocation
internal import Audit
internal import Billing
internal import Cleanup
internal import FoundationEssentials
internal import Glibc
internal import Janitor
internal import Ledger
internal import Notify

/// Where a night meets the modules that tell people and that change a cloud.
enum NightWiring {
  /// The ways to tell people that the settings name.
  static func routes(_ settings: Settings) throws -> Routes {
    try Routes(settings, environment: ProcessInfo.processInfo.environment)
  }

  /// Who hands messages to owners.
  static func courier(_ settings: Settings, _ routes: Routes, _ context: JanitorContext, _ rules: [Rule])
    -> any Courier
  {
    ChannelCourier(
      routes: routes, settings: settings, calendar: context.policy.calendar,
      titles: Dictionary(rules.map { ($0.id, $0.title) }) { first, _ in first })
  }

  /// Carries out what is due, and lets go of the safety snapshots whose time is over.
  static func cleanUp(
    _ due: [DueAction], _ run: AuditRun, _ rules: [Rule], _ wiring: CleanupWiring
  ) async throws -> [CleanupOutcome] {
    let cleaner = wiring.cleaner(run, rules: rules)
    let outcomes = try await cleaner.clean(due)
    _ = try await cleaner.expireSafetySnapshots()
    return outcomes
  }

  /// Tells administrators what the night did.
  ///
  /// - Returns: why they could not be told; nil where they were, or nobody is to be.
  static func summarize(_ run: AuditRun, _ routes: Routes) async throws -> String? {
    guard routes.leads(to: .administrators) else { return nil }
    let summary = try JanitorSummary(run.ledger, run.engine)
    let message = try AdministratorSummary(summary, organization: run.settings.organization).message()
    let sent = await routes.send(message, to: .administrators)
    return sent.isHandedOver ? nil : sent.failures.joined(separator: "; ")
  }

  /// Tells administrators of budgets and of anomalies, once the night is over.
  ///
  /// - Returns: why they could not be told; nil where they were, or need not be.
  static func alert(_ run: AuditRun, _ routes: Routes, asOf: AsOf, isRehearsal: Bool) async throws -> String?
  {
    guard routes.leads(to: .administrators) else { return nil }
    let alerts = BudgetAlerts(
      ledger: run.ledger, settings: run.settings, asOf: asOf.lastSecond, isRehearsal: isRehearsal)
    let night = try alerts.look()
    var failure: String?
    if !night.due.isEmpty {
      let message = try AlertNotice(
        organization: run.settings.organization, night: Civil.timeText(seconds: asOf.lastSecond),
        alerts: night.due.map(\.alert)
      ).message()
      let sent = await routes.send(message, to: .administrators)
      failure = sent.isHandedOver ? nil : sent.failures.joined(separator: "; ")
    }
    try alerts.record(night, handedOver: failure == nil, clock: Int(time(nil)))
    return failure
  }
}
