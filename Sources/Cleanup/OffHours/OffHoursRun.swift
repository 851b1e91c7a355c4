public import Allocation
internal import Billing
internal import Inventory
public import Janitor
public import Ledger

/// One hour's run over what `janitor.availability` lists: off what is to be off, up again what we switched off.
public struct OffHoursRun {
  private let ledger: Ledger
  private let cloud: Cloud
  private let night: CleanupNight
  private let availability: [(entry: Settings.Availability, hours: OffHours)]
  private let isUnleashed: Bool
  private let journal: Journal
  private let checks: Checks
  private let store: OffHoursStore

  /// What can be switched.
  private static let types = ["auto_scaling_group", "instance", "rds_instance"].compactMap {
    ResourceCatalog.type(named: $0)
  }

  /// - Parameter isUnleashed: whether it acts, or only tells what it would do.
  /// - Throws: where a time zone is not known.
  public init(
    ledger: Ledger, answers: any SafetyAnswers, cloud: Cloud, night: CleanupNight,
    availability: [Settings.Availability], isUnleashed: Bool
  ) throws {
    self.ledger = ledger
    self.cloud = cloud
    self.night = night
    self.availability = try availability.map { ($0, try OffHours($0)) }
    self.isUnleashed = isUnleashed
    journal = Journal(log: JanitorLog(ledger), night: night)
    let rechecks = Rechecks(ledger: ledger, rules: [], cloud: cloud, night: night) { _, asOf in
      throw Problem("off hours", "has no rules to check as of \(asOf)", remedy: "report this")
    }
    checks = Checks(cloud: cloud, night: night, ledger: ledger, answers: answers, rechecks: rechecks)
    store = OffHoursStore(ledger, isRehearsal: night.isRehearsal)
  }

  /// The regions in which the ledger knows anything that can be switched, of the accounts that may be.
  public static func places(in ledger: Ledger, accounts: [String]) throws -> [(
    account: String, region: String
  )] {
    var places: [(account: String, region: String)] = []
    let marks = types.map { _ in "?" }.joined(separator: ", ")
    try ledger.database.query(
      """
      SELECT DISTINCT account_id, region FROM inventory_scope WHERE call IN (\(marks))
      ORDER BY account_id, region
      """, types.map { .text($0.call) }
    ) { row in
      let place = (account: row.text(0) ?? "", region: row.text(1) ?? "")
      if accounts.contains(place.account) { places.append(place) }
    }
    return places
  }

  /// - Returns: what was done or not, and what would be done; what needs nothing is left out.
  public func run(_ places: [(account: String, region: String)]) async throws -> [OffHoursOutcome] {
    if isUnleashed {
      try await Settlement(ledger: ledger, cloud: cloud, journal: journal).settle()
    }
    var outcomes: [OffHoursOutcome] = []
    for place in places {
      var handled: Set<MarkedResource> = []
      // What was collected may grow too old while a long list is worked through: then it is collected again.
      while try await !pass(place, &handled, &outcomes) {}
    }
    return outcomes
  }

  /// - Returns: whether that was all; what is left needs another look.
  private func pass(
    _ place: (account: String, region: String), _ handled: inout Set<MarkedResource>,
    _ outcomes: inout [OffHoursOutcome]
  ) async throws -> Bool {
    let lookedAt = night.now
    let seen: Seen
    do {
      seen = try await look(place)
    } catch let problem as Problem {
      outcomes.append(.unseen(place, problem.description))
      return true
    }
    for (call, reason) in seen.failures.sorted(by: { $0.key < $1.key }) where handled.isEmpty {
      outcomes.append(.unseen(place, "\(call) did not come whole: \(reason)"))
    }
    for item in seen.items where !handled.contains(item.resource) {
      if night.now - lookedAt >= Rechecks.mostAge { return false }
      handled.insert(item.resource)
      if let outcome = try await outcome(of: item) { outcomes.append(outcome) }
    }
    return true
  }

  private func outcome(of item: Switchable) async throws -> OffHoursOutcome? {
    guard let listed = availability.first(where: { item.fits($0.entry.filters) }) else { return nil }
    let kept = try store.kept(item.resource)
    let decision = SwitchDecision.made(
      for: item, offSince: listed.hours.offSince(at: night.asOfNow), kept: kept, now: night.asOfNow)
    let run = SwitchRun(
      cloud: cloud, night: night, journal: journal, checks: checks, store: store, item: item,
      place: listed.entry.place)
    guard let action = run.action(of: decision) else {
      if case .see = decision { try store.see(item.resource, at: night.asOfNow, clock: night.now) }
      if case .forget = decision, isUnleashed { try await run.forget() }
      return nil
    }
    var outcome = OffHoursOutcome(resource: item.resource, action: action, state: nil)
    guard isUnleashed else { return outcome }
    // To wake things up only takes back what was done.
    if case .stop = decision, try journal.stopsBegun() >= night.most {
      outcome.state = .notTonight("max_actions of today is reached (\(night.most))")
      return outcome
    }
    let past = try journal.past()
    if let open = past.open.first(where: { $0.resource == item.resource }) {
      outcome.state = .unsure("\(open.action ?? "") of the line \(open.sequence) is not settled")
      return outcome
    }
    outcome.state = try await run.carryOut(decision)
    return outcome
  }

  // What is there now

  private struct Seen {
    var items: [Switchable]
    var failures: [String: String]
  }

  private func look(_ place: (account: String, region: String)) async throws -> Seen {
    let inventory = FreshInventory(ledger: ledger, cloud: cloud, night: night)
    let calls = Set(Self.types.map(\.call))
    return try await inventory.collected(calls, account: place.account, region: place.region) {
      takenAt, failures in
      let view = try InventoryView(ledger: ledger, asOf: takenAt)
      let items = try Self.types.filter { failures[$0.call] == nil }.flatMap { type in
        try view.resources(of: type).filter { $0.account == place.account && $0.region == place.region }
      }
      try view.dropTables()
      return Seen(items: items.compactMap { Switchable($0) }, failures: failures)
    }
  }
}

/// What became of one thing that the clock switches.
public struct OffHoursOutcome: Sendable, Equatable {
  /// Nil where a whole region could not be seen.
  public var resource: MarkedResource?
  /// `stop-instance`, `start-instance` and the like.
  public var action: String
  /// Nil where it would be done, and was not.
  public var state: CleanupOutcome.State?

  init(resource: MarkedResource?, action: String, state: CleanupOutcome.State?) {
    self.resource = resource
    self.action = action
    self.state = state
  }

  static func unseen(_ place: (account: String, region: String), _ reason: String) -> OffHoursOutcome {
    OffHoursOutcome(
      resource: nil, action: "look", state: .notTonight("\(place.account) \(place.region): \(reason)"))
  }
}
