internal import Listings
internal import Allocation
internal import Audit
internal import Billing
internal import Cleanup
internal import Collector
internal import FoundationEssentials
internal import Janitor

/// What the settings make of a night.
struct JanitorContext {
  let settings: Settings
  let policy: Night.Policy
  let desk: OwnerDesk

  /// - Parameters:
  ///   - rules: the ids of all rules that are known.
  ///   - month: whose mapping tells owners, such as 2026-10.
  init(_ settings: Settings, rules: [String], month: String) throws {
    let janitor = settings.janitor
    try janitor.check(actions: CleanupCatalog.names, rules: rules)
    self.settings = settings
    policy = Night.Policy(
      calendar: try BusinessCalendar(janitor.calendar),
      limits: DuePlan.Limits(
        accounts: Set(janitor.accounts), actions: Set(janitor.actions.map(\.name)),
        noticeDays: janitor.noticeDays, maxActions: janitor.maxActions),
      allowWide: Set(janitor.allowWide.map(\.name)))
    desk = OwnerDesk(resolver: try OwnerResolver(settings, month: month), settings: janitor)
  }

  /// What to add before `--unleash` does anything; nil where there is something that it may do.
  var missing: String? {
    switch (policy.limits.accounts.isEmpty, policy.limits.actions.isEmpty) {
    case (false, false): nil
    case (true, true): "janitor.accounts and janitor.actions"
    case (true, false): "janitor.accounts"
    case (false, true): "janitor.actions"
    }
  }

  /// What the janitor must know of rules; those without a clean-up are none of its business.
  func markRules(_ rules: [Rule]) throws -> [String: MarkRule] {
    var known: [String: MarkRule] = [:]
    for rule in rules { known[rule.id] = try MarkRule(rule) }
    return known
  }
}
