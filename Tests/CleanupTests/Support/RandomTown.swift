import Allocation
import Audit
import Billing
import Collector
import Foundation
import Inventory
import Ledger
import TestSupport

@testable import Cleanup
@testable import Janitor

/// A small account that goes from night to night: volumes at a provider in memory, which the rules see in snapshots
/// and the clean-up sees as they are.
final class RandomTown {
  let ledger: Ledger
  let cloud = FakeCloud()
  let post = Post()
  let isRehearsal: Bool
  let calendar: BusinessCalendar
  let rules: [Rule]
  var markRules: [String: MarkRule]
  var most = 50
  var noticeDays = 2
  private var snapshots: [(takenAt: Int, isWhole: Bool, volumes: [FakeCloud.Thing])] = []

  static let account = "111111111111"
  static let region = "us-east-1"

  /// Two rules, of which each volume is one's by its tag; their files are read once.
  static let rules = Stage.read(
    [("old-volume", 3), ("wide", 1)].map { id, retention in
      var rule = Stage.rule(
        id, "ebs_volume", "ebs_volumes", "volume_id",
        "state = 'available' AND json_extract(tags, '$.rule') = '\(id)'", "delete-ebs-volume")
      rule.yaml.replace("retention_days: 1", with: "retention_days: \(retention)")
      return rule
    })

  /// A ledger that town after town may use: to make one takes longer than most of what is done with it.
  static func ledger() throws -> Ledger {
    let ledger = try Ledger.writing(":memory:")
    try ledger.database.execute(
      """
      DROP TRIGGER janitor_log_is_kept;
      INSERT INTO inventory_scope(id, account_id, region, call) VALUES (1000, 'a', 'r', 'c');
      """)
    return ledger
  }

  /// - Parameter ledger: whatever another town left in it goes.
  init(_ settings: CalendarSettings, isRehearsal: Bool, ledger: Ledger) throws {
    self.isRehearsal = isRehearsal
    self.ledger = ledger
    for table in [
      "notice_item", "notice", "mark", "keep", "pause", "rule_width", "seen_snapshot", "night", "janitor_log",
      "answer", "snapshot",
    ] { try ledger.database.execute("DELETE FROM \(table)") }
    calendar = try BusinessCalendar(settings)
    rules = Self.rules
    markRules = [:]
    for rule in rules { markRules[rule.id] = try MarkRule(rule) }
  }

  func add(_ id: String, rule: String, createdAt: Int, owner: String) {
    cloud.volumes.append([
      "VolumeId": id, "State": "available", "Size": 8, "VolumeType": "gp3", "AvailabilityZone": "us-east-1a",
      "CreateTime": Civil.timeText(seconds: createdAt), "Attachments": [FakeCloud.Thing](),
      "Tags": [["Key": "rule", "Value": rule], ["Key": "owner", "Value": owner]],
    ])
  }

  func volume(_ id: String) -> FakeCloud.Thing? { cloud.volumes.first { $0["VolumeId"] as? String == id } }

  func change(_ id: String, _ body: (inout FakeCloud.Thing) -> Void) {
    guard let index = cloud.volumes.firstIndex(where: { $0["VolumeId"] as? String == id }) else { return }
    body(&cloud.volumes[index])
  }

  /// Sets a tag, or takes it off.
  func tag(_ id: String, _ key: String, _ value: String?) {
    change(id) { volume in
      var tags = (volume["Tags"] as? [FakeCloud.Thing] ?? []).filter { $0["Key"] as? String != key }
      if let value { tags.append(["Key": key, "Value": value]) }
      volume["Tags"] = tags
    }
  }

  static func tags(_ volume: FakeCloud.Thing) -> [String: String] {
    let pairs = (volume["Tags"] as? [FakeCloud.Thing] ?? []).compactMap { tag in
      (tag["Key"] as? String).map { ($0, tag["Value"] as? String ?? "") }
    }
    return Dictionary(pairs) { $1 }
  }

  static func arn(_ id: String) -> String { "arn:aws:ec2:\(region):\(account):volume/\(id)" }

  static func key(_ volume: FakeCloud.Thing) -> MarkKey {
    MarkKey(
      rule: tags(volume)["rule"] ?? "", type: "ebs_volume", account: account, region: region,
      id: volume["VolumeId"] as? String ?? "")
  }

  /// Takes a snapshot of how things are.
  func snap(_ time: Int, isWhole: Bool) throws {
    snapshots.append((time, isWhole, cloud.volumes))
    try ledger.database.run(
      "INSERT INTO snapshot(taken_at, loaded_at) VALUES (?, ?)", [SQLValue(time), SQLValue(time)])
    try ledger.database.run(
      "INSERT INTO answer(scope_id, snapshot_id, whole) VALUES (1000, ?, ?)",
      [.integer(ledger.database.lastInsertedRow), SQLValue(isWhole ? 1 : 0)])
  }

  /// What the rules say as of a time: of the newest snapshot where it is whole.
  func observation(_ asOf: Int) -> Observation {
    var observation = Observation(asOf: asOf)
    guard let newest = snapshots.last(where: { $0.takenAt <= asOf }), newest.isWhole else {
      return observation
    }
    let time = newest.takenAt
    for rule in markRules.keys {
      observation.sightings[RulePlace(rule: rule, account: Self.account, region: Self.region)] =
        Observation.Sighting(takenAt: time, countsFrom: time, countsUntil: time)
      observation.totals[RuleType(rule: rule, type: "ebs_volume")] = 100
    }
    for volume in newest.volumes where volume["State"] as? String == "available" {
      let (key, tags) = (Self.key(volume), Self.tags(volume))
      let owner = tags["owner"] ?? ""
      let createdAt = volume["CreateTime"] as? String
      observation.flags[key] = Observation.Flag(
        arn: Self.arn(key.id), createdAt: createdAt, existsSince: createdAt.flatMap { Timestamp.seconds($0) },
        owner: MarkOwner(
          name: owner, foundBy: "tag:owner", address: "\(owner)@example.com", addressFrom: nil),
        managedBy: tags["AmazonECSManaged"] == nil ? nil : "ECS", message: "is old", keepTag: KeepTag.of(tags)
      )
    }
    return observation
  }

  /// A whole night: settles, marks, tells and, unless it is paused, cleans up.
  ///
  /// - Parameters:
  ///   - after: is told each step of the night, and may let it die.
  ///   - meanwhile: what happens before the first action.
  func night(
    _ asOf: Int, after: @escaping (Night.Step) throws -> Void, meanwhile: () throws -> Void
  ) async throws {
    try await Settlement(ledger: ledger, cloud: provider, night: cleanupNight(asOf)).settle()
    let night = Night(
      ledger: ledger, rules: markRules,
      policy: Night.Policy(
        calendar: calendar,
        limits: DuePlan.Limits(
          accounts: [Self.account], actions: ["delete-ebs-volume"], noticeDays: noticeDays, maxActions: most),
        allowWide: []),
      isRehearsal: isRehearsal, courier: post, clock: { asOf },
      observe: { [self] _, time in observation(time) }, after: after)
    let report = try await night.run(asOf: asOf, tonight: observation(asOf))
    try meanwhile()
    if report.pause == nil {
      let cleaner = cleaner(asOf)
      for outcome in try await cleaner.clean(report.due) {
        if case .cleaned = outcome.state { try night.finish(outcome.action, asOf: asOf) }
      }
      _ = try await cleaner.expireSafetySnapshots()
    }
    try night.end(report, asOf: asOf)
  }

  private func cleanupNight(_ asOf: Int) -> CleanupNight {
    let calendar = calendar
    return CleanupNight(
      asOf: asOf, isRehearsal: isRehearsal, accounts: [CleanupAccount(number: Self.account)],
      actions: ["delete-ebs-volume"], most: most,
      waits: CleanupNight.Waits(looks: [.zero], pause: .zero, most: 1),
      isOpen: { calendar.isOpen(calendar.day(at: $0)) }, day: { calendar.day(at: $0) }, clock: { asOf })
  }

  private var provider: Cloud { Cloud(runner: cloud, endpoints: Endpoints([:]), parallel: 1, pauses: []) }

  private func cleaner(_ asOf: Int) -> Cleaner {
    let ledger = ledger
    return Cleaner(
      ledger: ledger, rules: rules.filter { markRules[$0.id]?.hash == $0.hash },
      answers: StoredAnswers(ledger) { asOf }, cloud: provider, night: cleanupNight(asOf)
    ) { rules, asOf in
      try Auditor(
        ledger: ledger, rules: rules,
        costs: ResourceCosts(days: 0, byResource: [:], byGroup: [:], usesBilled: false),
        owners: OwnerResolver()
      ).audit(asOf: asOf)
    }
  }
}

/// Remembers what was handed over, and can refuse to take it.
final class Post: Courier, @unchecked Sendable {
  struct Letter {
    var address: String
    var asOf: Int
    /// A volume's id and the kind of the notice.
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
