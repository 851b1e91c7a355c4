import Allocation
import Billing
import Janitor
import Ledger
import TestSupport
import Testing

@testable import Cleanup

/// Runs that die at any of their calls, before it or behind it: the next one goes on, and nothing is repeated or
/// left out.
struct KilledRunTests {
  /// Something to be done, and what must come of it however often its process dies.
  struct Scenario: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var stage: @Sendable () async throws -> Stage
    /// What is run, and run again after it died.
    var run: @Sendable (Stage) async throws -> Void
    /// The changes that must have been carried out, in any order; marking a thing twice does no harm.
    var changes: [String]
    var hasCome: @Sendable (Stage) -> Bool
  }

  static let scenarios = [
    Scenario(
      testDescription: "an image with its snapshots", stage: { try Stage.withImage() },
      run: { _ = try await $0.clean(try $0.dueImage()) },
      changes: ["ec2.delete-snapshot", "ec2.deregister-image"],
      hasCome: {
        $0.cloud.images.count == 1 && $0.cloud.snapshots.map { $0["SnapshotId"] as? String } == ["snap-2"]
      }),
    Scenario(
      testDescription: "a group that is scaled to zero and deleted",
      stage: {
        let stage = try Stage()
        stage.cloud.groups = [Stage.group((1, 2, 4), instances: 2)]
        return stage
      }, run: { _ = try await $0.clean(try $0.dueGroup()) },
      changes: ["autoscaling.delete-auto-scaling-group", "autoscaling.update-auto-scaling-group"],
      hasCome: { $0.cloud.groups.isEmpty }),
    Scenario(
      testDescription: "a database with its final snapshot",
      stage: {
        let stage = try Stage()
        stage.cloud.databases = [Stage.database]
        return stage
      },
      run: {
        _ = try await $0.clean(
          try $0.due("database-unused", "orders", type: "rds_instance", arn: "arn:db:orders"))
      }, changes: ["rds.delete-db-instance"],
      hasCome: { $0.cloud.databases.isEmpty && $0.cloud.finalSnapshots.count == 1 }),
    Scenario(
      testDescription: "an instance behind its image",
      stage: {
        let stage = try Stage()
        stage.cloud.instances = [
          [
            "InstanceId": "i-1", "State": ["Name": "stopped"], "RootDeviceType": "ebs",
            "LaunchTime": "2026-08-01T00:00:00Z", "Tags": [["Key": "tarsier:image-first", "Value": "yes"]],
          ]
        ]
        return stage
      },
      run: { _ = try await $0.clean(try $0.due("instance-left", "i-1", type: "instance", createdAt: nil)) },
      changes: ["ec2.create-image", "ec2.terminate-instances"],
      hasCome: { stage in
        let state = (stage.cloud.instances[0]["State"] as? FakeCloud.Thing)?["Name"] as? String
        return stage.cloud.images.count == 1 && state == "terminated"
      }),
    Scenario(
      testDescription: "a safety snapshot at its end",
      stage: {
        let stage = try Stage()
        stage.addVolume()
        _ = try await stage.clean(try stage.due())
        (stage.at, stage.clock) = (stage.at + 30 * 86_400, stage.clock + 30 * 86_400)
        stage.cloud.forgetCalls()
        return stage
      },
      run: {
        let cleaner = $0.cleaner()
        _ = try await cleaner.clean([])
        _ = try await cleaner.expireSafetySnapshots()
      }, changes: ["ec2.delete-snapshot"], hasCome: { $0.cloud.snapshots.isEmpty }),
    Scenario(
      testDescription: "off hours begin", stage: { try Sleepers.stage() },
      run: { try await Sleepers.run($0, "2026-10-01T20:05:00Z") },
      changes: ["autoscaling.update-auto-scaling-group", "ec2.stop-instances", "rds.stop-db-instance"],
      hasCome: { Sleepers.state($0) == "stopped 0 stopped" }),
    Scenario(
      testDescription: "off hours end",
      stage: {
        let stage = try Sleepers.stage()
        try await Sleepers.run(stage, "2026-10-01T20:05:00Z")
        stage.cloud.forgetCalls()
        return stage
      }, run: { try await Sleepers.run($0, "2026-10-02T08:05:00Z") },
      changes: ["autoscaling.update-auto-scaling-group", "ec2.start-instances", "rds.start-db-instance"],
      hasCome: { stage in
        Sleepers.state(stage) == "running 2 available"
          && (stage.cloud.groups[0]["Tags"] as? [FakeCloud.Thing])?.count == 1
          && (try? stage.ledger.database.value("SELECT count(*) FROM off_hours")) == 0
      }),
    Scenario(
      testDescription: "a volume is taken back",
      stage: {
        let stage = try Stage()
        stage.addVolume()
        _ = try await stage.clean(try stage.due())
        stage.cloud.forgetCalls()
        return stage
      }, run: { try await undo($0, 4) }, changes: ["ec2.create-volume"],
      hasCome: { $0.cloud.volumes.count == 1 && $0.story.count { $0 == "undone delete-ebs-volume" } == 1 }),
    Scenario(
      testDescription: "what was stopped is taken back",
      stage: {
        let stage = try Stage()
        stage.cloud.databases = [Stage.database]
        _ = try await stage.clean(
          try stage.due("database-left", "orders", type: "rds_instance", arn: "arn:db:orders"))
        stage.cloud.forgetCalls()
        return stage
      }, run: { try await undo($0, 2) }, changes: ["rds.start-db-instance"],
      hasCome: {
        $0.cloud.databases[0]["DBInstanceStatus"] as? String == "available"
          && $0.story.count { $0 == "undone stop-rds-instance" } == 1
      }),
  ]

  /// Once more after it died: it may have been taken back already, and then that is what it says.
  private static func undo(_ stage: Stage, _ line: Int) async throws {
    do {
      let undo = CleanupUndo(ledger: stage.ledger, cloud: stage.provider, night: stage.night)
      _ = try await undo.undo(line)
    } catch let problem as Problem where problem.what.contains("was taken back already") {}
  }

  @Test(arguments: scenarios) func `goes on`(_ scenario: Scenario) async throws {
    let whole = try await scenario.stage()
    try await scenario.run(whole)
    #expect(scenario.hasCome(whole))
    let calls = whole.cloud.made()
    #expect(calls.count >= scenario.changes.count)
    for (number, call) in calls.enumerated() {
      for carriedOut in [false, true] {
        let stage = try await scenario.stage()
        stage.cloud.forgetChanges()
        stage.cloud.die(after: number, carriedOut: carriedOut)
        await #expect(throws: FakeCloud.Killed.self, "\(call)") { try await scenario.run(stage) }
        try await scenario.run(stage)
        let changes = stage.cloud.carriedOut.filter { !$0.hasSuffix("-tags") }
        #expect(changes.sorted() == scenario.changes, "\(call) \(carriedOut)")
        #expect(scenario.hasCome(stage), "\(call) \(carriedOut)")
        #expect(PastActions(stage.log).open.isEmpty, "\(call) \(carriedOut)")
        #expect((try? JanitorLog(stage.ledger).verify()) != nil)
      }
    }
  }
}

/// What sleeps at night: an instance, a group and a database.
private enum Sleepers {
  static func stage() throws -> Stage {
    let stage = try Stage()
    let staging: [FakeCloud.Thing] = [["Key": "env", "Value": "staging"]]
    stage.cloud.instances = [
      [
        "InstanceId": "i-1", "State": ["Name": "running"], "RootDeviceType": "ebs",
        "LaunchTime": "2026-08-01T00:00:00Z", "Tags": staging,
      ]
    ]
    stage.cloud.groups = [Stage.group((1, 2, 4), instances: 2, ["Tags": staging])]
    stage.cloud.databases = [Stage.database.merging(["TagList": staging]) { $1 }]
    return stage
  }

  /// The run of an hour.
  static func run(_ stage: Stage, _ time: String) async throws {
    stage.at = try #require(Timestamp.seconds(time))
    stage.clock = stage.at
    let availability = Settings.Availability(
      filters: [try Filter(parsing: "tag:env=staging")], hours: try #require(WeekHours("weekdays 08-20")),
      timeZone: "UTC", place: "tarsier.yaml:9:7")
    let run = try OffHoursRun(
      ledger: stage.ledger, answers: stage.voices, cloud: stage.provider, night: stage.night,
      availability: [availability], isUnleashed: true)
    _ = try await run.run([(account: "111111111111", region: "us-east-1")])
  }

  /// The instance, how many the group wants, and the database.
  static func state(_ stage: Stage) -> String {
    let instance = (stage.cloud.instances[0]["State"] as? FakeCloud.Thing)?["Name"] as? String ?? ""
    let wanted = stage.cloud.groups[0]["DesiredCapacity"] as? Int ?? -1
    return "\(instance) \(wanted) \(stage.cloud.databases[0]["DBInstanceStatus"] as? String ?? "")"
  }
}
