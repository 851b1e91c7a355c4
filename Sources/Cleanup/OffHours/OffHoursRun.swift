public import Allocation
internal import Billing
internal import Collector
internal import FoundationEssentials
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
    try ledger.database.query(
      """
      SELECT DISTINCT account_id, region FROM inventory_scope
      WHERE call IN ('ec2.describe-instances', 'autoscaling.describe-auto-scaling-groups', 'rds.describe-db-instances')
      ORDER BY account_id, region
      """
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
      while let left = try await pass(place, &handled, &outcomes), left > 0 {}
    }
    return outcomes
  }

  /// - Returns: how many are left for another look; nil where nothing can be seen.
  private func pass(
    _ place: (account: String, region: String), _ handled: inout Set<MarkedResource>,
    _ outcomes: inout [OffHoursOutcome]
  ) async throws -> Int? {
    let lookedAt = night.now
    let seen: Seen
    do {
      seen = try await look(place)
    } catch let problem as Problem {
      outcomes.append(.unseen(place, problem.description))
      return nil
    }
    for (call, reason) in seen.failures.sorted(by: { $0.key < $1.key }) where handled.isEmpty {
      outcomes.append(.unseen(place, "\(call) did not come whole: \(reason)"))
    }
    let items = seen.items.filter { !handled.contains($0.resource) }
    for (position, item) in items.enumerated() {
      if night.now - lookedAt >= Rechecks.mostAge { return items.count - position }
      handled.insert(item.resource)
      if let outcome = try await outcome(of: item) { outcomes.append(outcome) }
    }
    return 0
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

  private static let types = ["auto_scaling_group", "instance", "rds_instance"]

  private func look(_ place: (account: String, region: String)) async throws -> Seen {
    let folder = FileManager.default.temporaryDirectory.appending(path: "tarsier-hours-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let account = night.accounts[place.account]
    let takenAt = try ledger.freeSnapshotTime(from: night.asOfNow)
    let types = Self.types.compactMap { ResourceCatalog.type(named: $0) }
    let collector = Collector(
      plan: CollectionPlan(calls: Set(types.map(\.call))), regions: .named([place.region]),
      runner: cloud.runner,
      endpoints: cloud.endpoints, takenAt: takenAt, parallel: cloud.parallel)
    let result = try await collector.collect(
      [CollectedAccount(number: place.account, profile: account?.profile, role: account?.collectRole)],
      into: folder.path, clock: night.now)
    if let problem = result.problems.first { throw problem }
    return try ledger.database.rehearsal {
      let summary = try InventoryLoader.load(paths: [result.path], into: ledger, clock: night.now)
      var failures: [String: String] = [:]
      for call in result.calls { failures[call.call] = call.failure }
      for failure in summary.snapshots.flatMap(\.failures) { failures[failure.call] = failure.reason }
      let view = try InventoryView(ledger: ledger, asOf: takenAt)
      let items = try types.filter { failures[$0.call] == nil }.flatMap { type in
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
