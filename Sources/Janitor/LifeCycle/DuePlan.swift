internal import Billing

/// Decides what may be cleaned up tonight, and says of the rest why not.
public struct DuePlan: Sendable {
  public struct Limits: Sendable {
    public var accounts: Set<String>
    public var actions: Set<String>
    public var noticeDays: Int
    public var maxActions: Int

    public init(accounts: Set<String>, actions: Set<String>, noticeDays: Int, maxActions: Int) {
      self.accounts = accounts
      self.actions = actions
      self.noticeDays = noticeDays
      self.maxActions = maxActions
    }
  }

  /// What may be cleaned up, in the order of `DueOrder`.
  public var due: [Mark] = []
  /// What is due but for a reason.
  public var held: [(mark: Mark, reason: String)] = []

  /// - Parameters:
  ///   - marks: those that stand.
  ///   - confirmed: what tonight's snapshot flags.
  ///   - begun: what was begun today already; it may go on, and counts.
  public init(
    marks: [Mark], confirmed: Set<MarkKey>, rules: [String: MarkRule], calendar: BusinessCalendar,
    limits: Limits, begun: ActionsBegun, now: Int
  ) {
    var left = limits.maxActions - begun.count
    for mark in marks.sorted(by: DueOrder.isBefore)
    where confirmed.contains(mark.key) && Self.isDue(mark, rules, calendar, limits.noticeDays, now) {
      if !limits.accounts.contains(mark.resource.account) {
        held.append((mark, "add \(mark.resource.account) to janitor.accounts"))
      } else if !limits.actions.contains(mark.action) {
        held.append((mark, "add \(mark.action) to janitor.actions"))
      } else if begun.contains(mark.resource, mark: mark.id) {
        due.append(mark)
      } else if left <= 0 {
        held.append((mark, "max_actions (\(limits.maxActions)) is reached; it comes on a later night"))
      } else {
        left -= 1
        due.append(mark)
      }
    }
  }

  /// Whether retention is over, the last notice was in time, and something may be cleaned up today.
  private static func isDue(
    _ mark: Mark, _ rules: [String: MarkRule], _ calendar: BusinessCalendar, _ noticeDays: Int, _ now: Int
  ) -> Bool {
    guard mark.state == .notified || mark.state == .due, mark.managedBy == nil, mark.endedAt == nil,
      let rule = rules[mark.rule], let first = mark.firstNotice, let last = mark.lastNotice,
      let dueDay = mark.dueDay
    else { return false }
    return calendar.isOver(
      rule.retention(of: mark.owner), since: first.counts(isRehearsal: mark.isRehearsal), at: now)
      && calendar.isOver(noticeDays, since: last.counts(isRehearsal: mark.isRehearsal), at: now)
      && calendar.day(at: now) >= dueDay
  }
}

/// The order in which things are cleaned up: what holds others before what it holds, then the dearest first.
enum DueOrder {
  private static let actions = [
    "delete-auto-scaling-group", "terminate-instance", "stop-instance", "delete-load-balancer",
    "delete-target-group", "delete-launch-configuration", "delete-launch-template", "deregister-image",
    "delete-nat-gateway", "delete-network-interface", "release-address", "delete-rds-instance",
    "stop-rds-instance", "delete-ebs-volume", "delete-ebs-snapshot", "delete-secret", "set-log-retention",
    "tag-resource", "delete-security-group",
  ]

  private static let ranks = Dictionary(uniqueKeysWithValues: actions.enumerated().map { ($1, $0) })

  static func isBefore(_ a: Mark, _ b: Mark) -> Bool {
    let (rankA, rankB) = (ranks[a.action] ?? actions.count, ranks[b.action] ?? actions.count)
    if rankA != rankB { return rankA < rankB }
    let (costA, costB) = (a.monthlyCost ?? .zero, b.monthlyCost ?? .zero)
    return costA == costB ? a.key < b.key : costB < costA
  }
}

extension DueAction {
  /// The clean-up that a mark is due for.
  init?(_ mark: Mark) {
    guard let markedAt = mark.markedAt, let notice = mark.firstNotice else { return nil }
    self.init(
      mark: mark.id, rule: mark.rule, ruleHash: mark.ruleHash, parameters: mark.parameters,
      action: mark.action, resource: mark.resource, owner: mark.owner.name, message: mark.message,
      markedAt: markedAt, notifiedAt: notice.at, monthlyCost: mark.monthlyCost, saving: mark.saving,
      currency: mark.currency)
  }
}
