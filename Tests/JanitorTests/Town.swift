import Allocation
import Billing
import Ledger

@testable import Janitor

/// A small account that goes from night to night: its snapshots, a courier, and a ledger in memory.
final class Town {
  /// Something that a rule may flag.
  struct Thing {
    var id: String
    var rule = "old-volume"
    var createdAt: String? = "2026-01-05T09:00:00Z"
    var owner = MarkOwner(
      name: "team", foundBy: "tag:owner", address: "team@example.com", addressFrom: nil)
    var isFlagged = true
    var managedBy: String?
    var keepTag: String?
    var exception: String?
    var type = "ebs_volume"

    var key: MarkKey {
      MarkKey(rule: rule, type: type, account: "111111111111", region: "us-east-1", id: id)
    }
  }

  let ledger: Ledger
  let courier = Post()
  var things: [String: Thing] = [:]
  var rules = ["old-volume": Town.rule("old-volume"), "wide": Town.rule("wide", retention: 1)]
  var calendar: BusinessCalendar
  var limits = DuePlan.Limits(
    accounts: ["111111111111"], actions: ["delete-ebs-volume"], noticeDays: 2, maxActions: 50)
  var isRehearsal = true
  /// How many resources of the type there are beside those that are flagged.
  var healthy = 100
  var allowWide: Set<String> = []
  /// Whether the rules were not checked everywhere.
  var isPartial = false
  /// Whether a rule's file could not be read.
  var missesRules = false
  /// The clock of a night that is no rehearsal.
  var clock = 0
  private var snapshots: [(takenAt: Int, isWhole: Bool, things: [Thing])] = []

  init(_ settings: CalendarSettings = CalendarSettings()) throws {
    ledger = try Ledger.writing(":memory:")
    try ledger.database.execute(
      "INSERT INTO inventory_scope(id, account_id, region, call) VALUES (1, 'a', 'r', 'c')")
    calendar = try BusinessCalendar(settings)
  }

  static func rule(_ id: String, retention: Int = 7, hash: String = "h") -> MarkRule {
    MarkRule(
      id: id, hash: hash, parameters: "{}", action: "delete-ebs-volume", retention: retention,
      retentionWithoutOwner: retention + 1)
  }

  /// 03:00 on a day of November 2026, which begins on a Sunday; days go on after 30.
  static func time(_ day: Int, hour: Int = 3) -> Int {
    Civil.days(year: 2026, month: 11, day: 1) * 86_400 + (day - 1) * 86_400 + hour * 3600
  }

  func add(_ thing: Thing) { things[thing.id] = thing }

  /// Takes a snapshot of how things are.
  func snap(_ time: Int, whole: Bool = true, loadedAt: Int? = nil) throws {
    snapshots.append((time, whole, Array(things.values)))
    snapshots.sort { $0.takenAt < $1.takenAt }
    try ledger.database.run(
      "INSERT INTO snapshot(taken_at, loaded_at) VALUES (?, ?)", [SQLValue(time), SQLValue(loadedAt ?? time)])
    try ledger.database.run(
      "INSERT INTO answer(scope_id, snapshot_id, whole) VALUES (1, ?, ?)",
      [.integer(ledger.database.lastInsertedRow), SQLValue(whole ? 1 : 0)])
  }

  /// What the rules say as of a time: of the newest snapshot where it is whole.
  func observation(_ asOf: Int) throws -> Observation {
    var observation = Observation(asOf: asOf, partial: isPartial ? Set(rules.keys) : [])
    guard let newest = snapshots.last(where: { $0.takenAt <= asOf }), newest.isWhole else {
      return observation
    }
    let loaded = try ledger.database.value(
      "SELECT loaded_at FROM snapshot WHERE taken_at = ?", [SQLValue(newest.takenAt)])
    guard case .integer(let loadedAt) = loaded else { return observation }
    let counts = isRehearsal ? newest.takenAt : max(newest.takenAt, Int(loadedAt))
    for rule in rules.keys {
      observation.sightings[RulePlace(rule: rule, account: "111111111111", region: "us-east-1")] =
        Observation.Sighting(takenAt: newest.takenAt, countsFrom: counts, countsUntil: counts)
      observation.totals[RuleType(rule: rule, type: "ebs_volume")] =
        healthy + newest.things.filter { $0.isFlagged }.count
    }
    for thing in newest.things where thing.isFlagged {
      observation.flags[thing.key] = Observation.Flag(
        arn: "arn:\(thing.id)", createdAt: thing.createdAt,
        existsSince: thing.createdAt.flatMap { Timestamp.seconds($0) }, owner: thing.owner,
        managedBy: thing.managedBy, message: "is old", keepTag: thing.keepTag, exception: thing.exception)
    }
    return observation
  }

  @discardableResult
  func night(
    _ asOf: Int, tells: Bool = true, after: @escaping (Night.Step) throws -> Void = { _ in }
  ) async throws -> NightReport {
    let night = Night(
      ledger: ledger, rules: rules, missesRules: missesRules,
      policy: Night.Policy(calendar: calendar, limits: limits, allowWide: allowWide),
      isRehearsal: isRehearsal, courier: tells ? courier : nil,
      clock: { [self] in isRehearsal ? asOf : clock },
      observe: { [self] _, time in try observation(time) }, after: after)
    let report = try await night.run(asOf: asOf, tonight: try observation(asOf))
    try night.end(report, asOf: asOf)
    return report
  }

  /// A snapshot and a night on each of some days.
  @discardableResult
  func nights(_ days: ClosedRange<Int>, tells: Bool = true) async throws -> NightReport {
    var report = NightReport()
    for day in days {
      try snap(Self.time(day))
      report = try await night(Self.time(day, hour: 4), tells: tells)
    }
    return report
  }

  /// Marks that stand, by resource.
  func marks() throws -> [String: Mark] {
    let marks = try MarkStore(ledger, isRehearsal: isRehearsal).standing()
    return Dictionary(marks.map { ($0.resource.id, $0) }) { first, _ in first }
  }

  func state(_ id: String) throws -> Mark.State? { try marks()[id]?.state }
}

/// Remembers what was handed over, and can refuse to take it.
final class Post: Courier, @unchecked Sendable {
  struct Letter: Equatable {
    var address: String
    var asOf: Int
    var items: [String]
  }

  var letters: [Letter] = []
  var refuses = false

  func deliver(_ notice: PlannedNotice, number: Int, asOf: Int) async -> NoticeDelivery {
    if refuses { return .failed("the mail server is down") }
    letters.append(
      Letter(
        address: notice.address, asOf: asOf,
        items: notice.items.map { "\($0.mark.resource.id) \($0.kind.rawValue)" }))
    return .handedOver("250 OK")
  }
}
