import Allocation
import Audit
import Billing
import Collector
import Foundation
import Inventory
import Janitor
import Ledger
import Synchronization
import TestSupport

@testable import Cleanup

/// What people say meanwhile.
final class Voices: SafetyAnswers {
  var pause: String?
  var keep: String?
  /// Single resources that are kept.
  var keptIDs: Set<String> = []
  var isDue = true
  var isUnreadable = false

  func pauseReason() throws -> String? {
    if isUnreadable { throw Problem("ledger", "is locked", remedy: "wait") }
    return pause
  }
  func keepReason(_ resource: MarkedResource) throws -> String? {
    keptIDs.contains(resource.id) ? "by ann" : keep
  }
  func stillDue(_ action: DueAction) throws -> Bool { isDue }
}

/// A ledger, a provider in memory, and one mark that is due: all that a clean-up needs.
final class Stage {
  let ledger: Ledger
  let cloud = FakeCloud()
  let voices = Voices()
  var rules = Stage.rules
  var at = Stage.start
  var clock = Stage.start
  var actions: Set<String> = CleanupCatalog.names.reduce(into: []) { $0.insert($1) }
  var accounts = ["111111111111"]
  var most = 50
  var isRehearsal = false
  var isOpen: @Sendable (Int) -> Bool = { _ in true }
  var waits = CleanupNight.Waits(looks: [.zero, .zero], pause: .zero, most: 3)
  var snapshotCost: Money?
  var findings: ((Rule) -> String)?

  /// 2026-10-01 03:00.
  static let start = 1_790_823_600
  static let created = "2026-01-01T00:00:00Z"

  init() throws { ledger = try Ledger.writing(":memory:") }

  static func rule(
    _ id: String, _ type: String, _ table: String, _ column: String, _ condition: String, _ action: String
  ) -> (id: String, yaml: String) {
    (
      id,
      """
      id: \(id)
      title: Left over
      family: unused
      severity: low
      resource: \(type)
      rationale: It is left over.
      query: |
        SELECT \(column) AS resource_id, account_id, region, 'left' AS message FROM \(table) WHERE \(condition)
      cleanup: {action: \(action), retention_days: 1}
      references: [none]
      examples: []
      """
    )
  }

  /// Their files are read once.
  static let rules = read(
    [
      rule(
        "volume-left", "ebs_volume", "ebs_volumes", "volume_id", "state = 'available'", "delete-ebs-volume"),
      rule("image-left", "image", "images", "image_id", "state = 'available'", "deregister-image"),
      rule(
        "snapshot-left", "ebs_snapshot", "ebs_snapshots", "snapshot_id", "volume_id = 'vol-gone'",
        "delete-ebs-snapshot"),
      rule(
        "instance-left", "instance", "instances", "instance_id", "state = 'stopped'", "terminate-instance"),
      rule(
        "instance-idle-here", "instance", "instances", "instance_id", "state = 'running'", "stop-instance"),
      rule(
        "address-left", "address", "addresses", "allocation_id", "association_id IS NULL", "release-address"),
      rule(
        "group-left", "auto_scaling_group", "auto_scaling_groups", "auto_scaling_group", "1",
        "delete-auto-scaling-group"),
      rule(
        "group-empty", "auto_scaling_group", "auto_scaling_groups", "auto_scaling_group",
        "instance_count = 0", "delete-auto-scaling-group"),
      rule("database-left", "rds_instance", "rds_instances", "db_instance", "1", "stop-rds-instance"),
      rule("database-unused", "rds_instance", "rds_instances", "db_instance", "1", "delete-rds-instance"),
    ])

  /// Rules as files say them, in the order of their ids.
  static func read(_ files: [(id: String, yaml: String)]) -> [Rule] {
    guard let folder = try? TemporaryFolder() else { return [] }
    return files.sorted { $0.id < $1.id }.compactMap { id, yaml in
      (try? folder.write("\(id).yaml", yaml)).flatMap { try? RuleLibrary.read($0).first }
    }
  }

  func addVolume(_ id: String = "vol-1", _ more: FakeCloud.Thing = [:]) {
    cloud.volumes.append(
      [
        "VolumeId": id, "State": "available", "Size": 100, "VolumeType": "gp3", "Iops": 3000,
        "Throughput": 125,
        "AvailabilityZone": "us-east-1a", "CreateTime": Self.created, "Encrypted": false,
        "Attachments": [FakeCloud.Thing](),
        "Tags": [["Key": "team", "Value": "polls, \"north\""]],
      ].merging(more) { $1 })
  }

  /// A mark of one rule on one resource that has come due.
  func due(
    _ rule: String = "volume-left", _ id: String = "vol-1", type: String = "ebs_volume", arn: String? = nil,
    mark: Int = 7, createdAt: String? = Stage.created, saving: String? = nil
  ) throws -> DueAction {
    let kinds = ["ebs_volume": "volume", "ebs_snapshot": "snapshot", "address": "elastic-ip"]
    let known = try rules.first { $0.id == rule }.flatMap { try MarkRule($0) }
    return DueAction(
      mark: mark, rule: rule, ruleHash: known?.hash ?? "", parameters: known?.parameters ?? "",
      action: known?.action ?? "",
      resource: MarkedResource(
        type: type, account: "111111111111", region: "us-east-1", id: id,
        arn: arn ?? "arn:aws:ec2:us-east-1:111111111111:\(kinds[type] ?? type)/\(id)", createdAt: createdAt),
      owner: "ann", message: "left", markedAt: at - 10 * 86_400, notifiedAt: at - 9 * 86_400,
      monthlyCost: nil,
      saving: saving.flatMap { Amount($0) }, currency: saving == nil ? nil : "USD")
  }

  var night: CleanupNight {
    let time = Mutex(clock)
    return CleanupNight(
      asOf: at, isRehearsal: isRehearsal, accounts: accounts.map { CleanupAccount(number: $0) },
      actions: actions,
      most: most, waits: waits, isOpen: isOpen, clock: { time.withLock(\.self) })
  }

  /// Where calls go, as the environment tells.
  var endpoints: [String: String] = [:]

  var provider: Cloud { Cloud(runner: cloud, endpoints: Endpoints(endpoints), parallel: 1, pauses: [.zero]) }

  func cleaner(_ night: CleanupNight? = nil) -> Cleaner {
    let ledger = ledger
    let cost = snapshotCost
    return Cleaner(
      ledger: ledger, rules: rules, answers: voices, cloud: provider, night: night ?? self.night,
      snapshotCost: { _, _ in cost }
    ) { rules, asOf in
      try Auditor(
        ledger: ledger, rules: rules,
        costs: ResourceCosts(days: 0, byResource: [:], byGroup: [:], usesBilled: false),
        owners: OwnerResolver()
      ).audit(asOf: asOf)
    }
  }

  func clean(_ due: DueAction...) async throws -> [CleanupOutcome.State] {
    try await cleaner().clean(due).map(\.state)
  }

  var log: [LogEntry] { (try? JanitorLog(ledger).entries()) ?? [] }

  /// The log in a few words: event and action.
  var story: [String] { log.map { "\($0.event.rawValue) \($0.action ?? "")" } }
}
