internal import Billing
public import Ledger

/// One night: what the rules flag is marked, owners are told, and what is due is named.
///
/// Each step is written before the next begins, and asks the ledger how things stand. So a night that dies
/// anywhere goes on the next time: nothing is told twice, and no step is left out.
public struct Night {
  /// What the settings say that a night must know.
  public struct Policy: Sendable {
    public var calendar: BusinessCalendar
    public var limits: DuePlan.Limits
    public var allowWide: Set<String>

    public init(calendar: BusinessCalendar, limits: DuePlan.Limits, allowWide: Set<String>) {
      self.calendar = calendar
      self.limits = limits
      self.allowWide = allowWide
    }
  }

  /// After which a night may die; for tests that let it.
  public enum Step: Sendable, Hashable {
    case began, observed, marksWritten, noticesPlanned
    case sending(Int)
    case delivered(Int)
    case recorded(Int)
    case dueWritten
  }

  private let ledger: Ledger
  private let rules: [String: MarkRule]
  private let missesRules: Bool
  private let policy: Policy
  private let isRehearsal: Bool
  private let courier: (any Courier)?
  private let clock: () -> Int
  private let observe: (Set<String>, Int) throws -> Observation
  private let after: (Step) throws -> Void

  /// - Parameters:
  ///   - rules: those that run and have a clean-up, by id.
  ///   - missesRules: whether a rule's file could not be read, so that one that is not there may only be that.
  ///   - isRehearsal: whether the night was given an `--as-of`.
  ///   - courier: nil where owners are told nothing.
  ///   - observe: what some rules said of an earlier snapshot; nobody asks for owners there.
  ///   - after: is told each step that is done.
  public init(
    ledger: Ledger, rules: [String: MarkRule], missesRules: Bool = false, policy: Policy, isRehearsal: Bool,
    courier: (any Courier)?, clock: @escaping () -> Int,
    observe: @escaping (Set<String>, Int) throws -> Observation,
    after: @escaping (Step) throws -> Void = { _ in }
  ) {
    self.ledger = ledger
    self.rules = rules
    self.missesRules = missesRules
    self.policy = policy
    self.isRehearsal = isRehearsal
    self.courier = courier
    self.clock = clock
    self.observe = observe
    self.after = after
  }

  /// - Parameters:
  ///   - asOf: seconds since 1970; the clock where the night is no rehearsal.
  ///   - tonight: what all rules say as of then.
  public func run(asOf: Int, tonight: Observation) async throws -> NightReport {
    var report = NightReport()
    report.night = try begin(asOf)
    try after(.began)
    let snapshots = try nights.snapshots(until: asOf)
    let earlier = try earlierObservations(tonight, snapshots)
    try after(.observed)

    let outcome = try ledger.database.transaction {
      // Read where nobody can write: what was kept a moment ago is not written over.
      let outcome = LifeCycle.outcome(
        of: LifeCycle.Input(
          asOf: asOf, isRehearsal: isRehearsal, rules: rules, missesRules: missesRules,
          marks: try marks.standing(),
          ended: try marks.ended(), tonight: tonight, earlier: earlier,
          keeps: Keeps(try KeepStore(ledger).all()), widths: try nights.widths(),
          allowWide: policy.allowWide))
      try marks.write(outcome.changes, at: asOf, clock: clock())
      try nights.store(outcome.widths, at: asOf)
      // A rule that could not be read has yet to look at them.
      if !missesRules { try nights.see(snapshots) }
      for alert in outcome.alerts { try log(alert, asOf) }
      return outcome
    }
    report.changes = outcome.changes.filter { !$0.events.isEmpty }
    report.alerts = outcome.alerts
    report.unchecked = tonight.unchecked
    try after(.marksWritten)

    try await tell(outcome.confirmed, asOf, &report)
    try nameDue(outcome.confirmed, asOf, &report)
    try after(.dueWritten)
    return report
  }

  /// Ends the night, once what was due is carried out.
  public func end(_ report: NightReport, asOf: Int) throws {
    try ledger.database.transaction {
      try nights.end(
        report.night, unchecked: report.unchecked, alerts: report.alerts.map(\.text), clock: clock())
      try JanitorLog(ledger).append(
        LogEntry(
          at: asOf, writtenAt: clock(), by: "janitor", event: .nightEnded,
          detail: detail(["night": String(report.night), "unchecked": String(report.unchecked)])))
    }
  }

  /// Ends the mark of a clean-up that was carried out.
  public func finish(_ action: DueAction, asOf: Int) throws {
    try ledger.database.transaction { try marks.finish(action.mark, at: asOf, clock: clock()) }
  }

  private var marks: MarkStore { MarkStore(ledger, isRehearsal: isRehearsal) }
  private var notices: NoticeStore { NoticeStore(ledger, isRehearsal: isRehearsal) }
  private var nights: NightStore { NightStore(ledger, isRehearsal: isRehearsal) }

  /// Refuses a night whose time or whose endpoints could be mistaken, and one after a log that was changed.
  public static func check(_ guardian: NightGuard, ledger: Ledger) throws {
    let nights = NightStore(ledger, isRehearsal: guardian.isRehearsal)
    try guardian.check(newest: try nights.newestStamp(), lastNight: try nights.newestNight())
    _ = try JanitorLog(ledger).verify()
  }

  private func begin(_ asOf: Int) throws -> Int {
    try ledger.database.transaction {
      try notices.recover(at: asOf, clock: clock())
      // A clean-up whose result was written when the night died has only its mark left to end.
      var finished: [Int] = []
      try ledger.database.query(
        """
        SELECT id FROM mark m WHERE ended_at IS NULL AND EXISTS (
          SELECT 1 FROM janitor_log l INDEXED BY janitor_log_mark
          WHERE l.mark = m.id AND l.event = 'done' AND l.action = m.action)
        """
      ) { finished.append($0.integer(0)) }
      for mark in finished { try marks.finish(mark, at: asOf, clock: clock()) }
      let night = try nights.begin(at: asOf, clock: clock())
      try JanitorLog(ledger).append(
        LogEntry(
          at: asOf, writtenAt: clock(), by: "janitor", event: .nightBegan,
          detail: detail(["night": String(night)])))
      return night
    }
  }

  /// What earlier snapshots say: those that no night saw since the oldest mark's first, and as far back as what
  /// is flagged for the first time needs.
  private func earlierObservations(
    _ tonight: Observation, _ snapshots: [NightStore.Snapshot]
  ) throws -> [Observation] {
    let standing = try marks.standing()
    let standingKeys = Set(standing.map(\.key))
    let newKeys = tonight.flags.keys.filter { !standingKeys.contains($0) }
    guard let newest = snapshots.last?.takenAt else { return [] }
    let oldestFirst = standing.map(\.firstSnapshot).min()
    var lookBack = Int.max
    if !newKeys.isEmpty {
      // The newest answers need not be of one snapshot; what counts is the oldest of them.
      let newestSeen = newKeys.compactMap { tonight.sightings[$0.place]?.takenAt }.min() ?? newest
      lookBack = snapshots.last { $0.takenAt <= newestSeen - LifeCycle.leastSpan }?.takenAt ?? 0
    }
    let concerned = Set(standing.map(\.rule)).union(newKeys.map(\.rule)).intersection(rules.keys)
    var earlier: [Observation] = []
    for snapshot in snapshots where snapshot.takenAt < newest {
      let isNeeded =
        snapshot.takenAt >= lookBack
        || !snapshot.isSeen && oldestFirst.map { snapshot.takenAt > $0 } ?? false
      guard isNeeded, !concerned.isEmpty else { continue }
      earlier.append(try observe(concerned, snapshot.takenAt))
    }
    return earlier
  }

  private func log(_ alert: WideAlert, _ asOf: Int) throws {
    try JanitorLog(ledger).append(
      LogEntry(
        at: asOf, writtenAt: clock(), by: "janitor", event: .alerted, rule: alert.rule,
        detail: detail(["reason": alert.text])))
  }

  /// A line of the log says whether its night was a rehearsal.
  private func detail(_ detail: [String: String]) -> [String: String] {
    isRehearsal ? detail.merging([LogEntry.rehearsal: "yes"]) { $1 } : detail
  }

  private func tell(
    _ confirmed: Set<MarkKey>, _ asOf: Int, _ report: inout NightReport
  ) async throws {
    let day = policy.calendar.day(at: asOf)
    let plan = NoticePlan(
      marks: try marks.standing(), confirmed: confirmed, unsure: try notices.unsure(day: day),
      rules: rules, calendar: policy.calendar, noticeDays: policy.limits.noticeDays, now: asOf)
    report.untold = plan.untold
    guard let courier else {
      report.notices = plan.notices.map { ($0, nil) }
      report.unsent = try notices.unsent()
      return
    }
    let ids = try ledger.database.transaction {
      try plan.notices.map { try notices.plan($0, at: asOf, day: day, clock: clock()) }
    }
    try after(.noticesPlanned)
    for (number, (id, notice)) in zip(ids, plan.notices).enumerated() {
      try notices.begin(id, clock: clock())
      try after(.sending(number))
      let delivery = await courier.deliver(notice, number: id, asOf: asOf)
      try after(.delivered(number))
      try notices.record(delivery, of: notice, id, at: asOf, clock: clock())
      try after(.recorded(number))
      report.notices.append((notice, delivery))
    }
    report.unsent = try notices.unsent()
  }

  private func nameDue(
    _ confirmed: Set<MarkKey>, _ asOf: Int, _ report: inout NightReport
  ) throws {
    let plan = try ledger.database.transaction {
      let plan = DuePlan(
        marks: try marks.standing(), confirmed: confirmed, rules: rules, calendar: policy.calendar,
        limits: policy.limits,
        begun: try JanitorLog(ledger).actionsBegun(
          on: policy.calendar.day(at:), around: asOf, isRehearsal: isRehearsal),
        now: asOf)
      let changes = plan.due.filter { $0.state != .due }.map { mark in
        var mark = mark
        mark.state = .due
        return LifeCycle.Change(mark: mark, events: [.due])
      }
      try marks.write(changes, at: asOf, clock: clock())
      report.changes += changes
      return plan
    }
    report.due = plan.due.compactMap(DueAction.init)
    report.held = plan.held
    report.pause = try KeepStore(ledger).pauseReason()
  }
}
