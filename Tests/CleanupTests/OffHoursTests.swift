import Allocation
import Billing
import Foundation
import Janitor
import Ledger
import TestSupport
import Testing

@testable import Cleanup

/// When something is to be up, and what is done about it.
struct OffHoursTests {
  private static func hours(_ text: String, _ zone: String) throws -> OffHours {
    try OffHours(
      Settings.Availability(
        filters: [], hours: try #require(WeekHours(text)), timeZone: zone, place: "tarsier.yaml:1:1"))
  }

  private static func time(_ text: String) throws -> Int { try #require(Timestamp.seconds(text)) }

  // 2026-03-29 and 2026-10-25 are the days on which summer time begins and ends in Madrid.
  @Test(arguments: [
    ("weekdays 08-20", "UTC", "2026-10-05T08:00:00Z", true),
    ("weekdays 08-20", "UTC", "2026-10-05T07:59:59Z", false),
    ("weekdays 08-20", "UTC", "2026-10-05T19:59:59Z", true),
    ("weekdays 08-20", "UTC", "2026-10-05T20:00:00Z", false),
    ("weekdays 08-20", "UTC", "2026-10-04T12:00:00Z", false),
    ("weekdays 08-20", "Europe/Madrid", "2026-10-23T06:00:00Z", true),
    ("weekdays 08-20", "Europe/Madrid", "2026-10-23T05:59:00Z", false),
    ("weekdays 08-20", "Europe/Madrid", "2026-10-26T06:30:00Z", false),
    ("weekdays 08-20", "Europe/Madrid", "2026-10-26T07:00:00Z", true),
    ("weekdays 08-20", "Europe/Madrid", "2026-03-27T07:00:00Z", true),
    ("weekdays 08-20", "Europe/Madrid", "2026-03-30T06:00:00Z", true),
    ("weekdays 08-20", "Europe/Madrid", "2026-03-30T05:59:00Z", false),
    ("daily 22-06", "Asia/Kolkata", "2026-10-04T16:30:00Z", true),
    ("daily 22-06", "Asia/Kolkata", "2026-10-05T00:29:00Z", true),
    ("daily 22-06", "Asia/Kolkata", "2026-10-05T00:30:00Z", false),
    ("sun 22-06", "UTC", "2026-10-05T05:59:00Z", true),
    ("sun 22-06", "UTC", "2026-10-05T06:00:00Z", false),
    ("mon-thu 07:30-19, fri 08-15", "UTC", "2026-10-08T07:30:00Z", true),
    ("mon-thu 07:30-19, fri 08-15", "UTC", "2026-10-09T07:30:00Z", false),
    ("sat-mon 00-24", "UTC", "2026-10-05T23:59:00Z", true),
    ("sat-mon 00-24", "UTC", "2026-10-06T00:00:00Z", false),
  ]) func `is up`(_ hours: String, _ zone: String, _ time: String, _ isUp: Bool) throws {
    #expect(try Self.hours(hours, zone).isUp(at: try Self.time(time)) == isUp)
  }

  @Test(arguments: [
    ("weekdays 08-20", "UTC", "2026-10-05T21:17:30Z", "2026-10-05T20:00:00Z"),
    ("weekdays 08-20", "UTC", "2026-10-04T12:00:00Z", "2026-10-02T20:00:00Z"),
    // The hour that comes twice and the one that is left out move no border on the wall.
    ("weekdays 08-20", "Europe/Madrid", "2026-10-25T12:00:00Z", "2026-10-23T18:00:00Z"),
    ("weekdays 08-20", "Europe/Madrid", "2026-10-26T06:30:00Z", "2026-10-23T18:00:00Z"),
    ("weekdays 08-20", "Europe/Madrid", "2026-03-29T12:00:00Z", "2026-03-27T19:00:00Z"),
  ]) func `is off since`(_ hours: String, _ zone: String, _ time: String, _ since: String) throws {
    #expect(try Self.hours(hours, zone).offSince(at: try Self.time(time)) == (try Self.time(since)))
  }

  @Test(arguments: [
    "", "weekdays", "08-20", "weekdays 20", "weekdays 25-26", "someday 08-20", "weekdays 08-08",
    "mon-fri-sat 08-20",
    "weekdays 08:60-20", "weekdays 8h-20", "weekdays 08-20,", "weekdays 24-25", "mon- 08-20",
    "weekdays -8-20",
  ]) func `are no hours`(_ text: String) { #expect(WeekHours(text) == nil) }

  // The decision

  private static let off = 1_000_000

  struct Case: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var kind: Switchable.Kind
    var state: Switchable.State
    var startedAt: Int?
    var sizes: GroupSizes?
    var tags: [String: String] = [:]
    var isUp = false
    var kept: SwitchDecision.Kept?
    var now = off + 3_600
    var expected: String
  }

  private static let three = GroupSizes(minimum: 1, maximum: 4, desired: 3)

  static let cases = [
    Case(
      testDescription: "it runs at its off time", kind: .instance, state: .up, startedAt: off - 9,
      expected: "stop"),
    Case(
      testDescription: "it runs, and nobody knows since when", kind: .database, state: .up, expected: "stop"),
    Case(
      testDescription: "started by hand after", kind: .instance, state: .up, startedAt: off + 9,
      expected: "nothing"),
    Case(
      testDescription: "we stopped it, and somebody started it", kind: .instance, state: .up,
      startedAt: off + 99,
      kept: .init(stoppedAt: off + 5), expected: "nothing"),
    Case(
      testDescription: "started by hand before the last off time", kind: .instance, state: .up,
      startedAt: off - 9,
      kept: .init(stoppedAt: off - 86_400), expected: "stop"),
    Case(testDescription: "it is stopped already", kind: .instance, state: .down, expected: "see"),
    Case(
      testDescription: "it is on its way", kind: .instance, state: .other("pending"), expected: "nothing"),
    Case(
      testDescription: "up again", kind: .instance, state: .down, isUp: true, kept: .init(stoppedAt: 5),
      expected: "start"),
    Case(
      testDescription: "somebody else stopped it", kind: .instance, state: .down, isUp: true,
      expected: "nothing"),
    Case(
      testDescription: "somebody was faster", kind: .instance, state: .up, isUp: true,
      kept: .init(stoppedAt: 5),
      expected: "forget"),
    Case(
      testDescription: "it is up as it should", kind: .instance, state: .up, isUp: true, expected: "nothing"),
    Case(
      testDescription: "a database that somebody started", kind: .database, state: .up,
      kept: .init(stoppedAt: off + 5), expected: "nothing"),
    Case(
      testDescription: "a database that was down, not by us, and that somebody started", kind: .database,
      state: .up, startedAt: off - 99 * 86_400, kept: .init(seenDownAt: off + 5), expected: "nothing"),
    Case(
      testDescription: "a database that was down in the last off time", kind: .database, state: .up,
      kept: .init(seenDownAt: off - 5), expected: "stop"),
    Case(
      testDescription: "a database is down at its off time", kind: .database, state: .down, expected: "see"),
    Case(
      testDescription: "a database that somebody is stopping", kind: .database, state: .other("stopping"),
      expected: "see"),
    Case(
      testDescription: "a database that AWS started after seven days", kind: .database, state: .up,
      kept: .init(stoppedAt: off + 5, seenDownAt: off + 7 * 86_400 - 600), now: off + 7 * 86_400 + 3_000,
      expected: "stop"),
    Case(
      testDescription: "AWS started it after seven days, in the next off time", kind: .database, state: .up,
      kept: .init(stoppedAt: off - 7 * 86_400 + 600, seenDownAt: off + 60), now: off + 3_600,
      expected: "stop"),
    Case(
      testDescription: "a database that somebody started on the sixth day", kind: .database, state: .up,
      kept: .init(stoppedAt: off + 5, seenDownAt: off + 5 * 86_400), now: off + 5 * 86_400 + 3_600,
      expected: "nothing"),
    Case(
      testDescription: "it was started on the fifth day, and seven have passed", kind: .database, state: .up,
      kept: .init(stoppedAt: off + 5, seenDownAt: off + 5 * 86_400), now: off + 8 * 86_400,
      expected: "nothing"),
    Case(
      testDescription: "it was started on the ninth day, having stayed down", kind: .database, state: .up,
      kept: .init(stoppedAt: off + 5, seenDownAt: off + 9 * 86_400), now: off + 9 * 86_400 + 3_600,
      expected: "nothing"),
    Case(
      testDescription: "a database that we did not stop is not AWS's to start", kind: .database, state: .up,
      kept: .init(seenDownAt: off + 7 * 86_400 - 600), now: off + 7 * 86_400 + 3_000, expected: "nothing"),
    Case(
      testDescription: "an instance is nobody's but a hand's, even after seven days", kind: .instance,
      state: .up, kept: .init(stoppedAt: off + 5, seenDownAt: off + 7 * 86_400 - 600),
      now: off + 7 * 86_400 + 3_000, expected: "nothing"),
    Case(
      testDescription: "an empty group that somebody woke", kind: .group, state: .up, sizes: three,
      kept: .init(seenDownAt: off + 5), expected: "nothing"),
    Case(
      testDescription: "down in off time, not by us, it is not started", kind: .database, state: .down,
      isUp: true, kept: .init(seenDownAt: 5), expected: "nothing"),
    Case(
      testDescription: "up in its time, having been down by other hands", kind: .database, state: .up,
      isUp: true, kept: .init(seenDownAt: 5), expected: "nothing"),
    Case(
      testDescription: "a group at its off time", kind: .group, state: .up, sizes: three, expected: "stop"),
    Case(
      testDescription: "a group that wants none", kind: .group, state: .down,
      sizes: GroupSizes(minimum: 0, maximum: 4, desired: 0), expected: "see"),
    Case(
      testDescription: "a group wakes up", kind: .group, state: .down, sizes: .zero, isUp: true,
      kept: .init(stoppedAt: 5, sizes: three), expected: "restore 1/3/4"),
    Case(
      testDescription: "a group wakes up from its tag", kind: .group, state: .down, sizes: .zero,
      tags: ["tarsier:off-hours": "1/3/4"], isUp: true, expected: "restore 1/3/4"),
    Case(
      testDescription: "somebody gave it other sizes meanwhile", kind: .group, state: .down,
      sizes: GroupSizes(minimum: 0, maximum: 2, desired: 0), isUp: true,
      kept: .init(stoppedAt: 5, sizes: three),
      expected: "nothing"),
    Case(
      testDescription: "a group that somebody woke", kind: .group, state: .up, sizes: three,
      tags: ["tarsier:off-hours": "1/3/4"], isUp: true, expected: "forget"),
  ]

  @Test(arguments: cases) func `decides`(_ one: Case) {
    let resource = MarkedResource(
      type: one.kind.rawValue, account: "1", region: "r", id: "x", arn: "arn:x", createdAt: nil)
    let item = Switchable(
      kind: one.kind, resource: resource, state: one.state, startedAt: one.startedAt, sizes: one.sizes,
      tags: one.tags)
    let decision = SwitchDecision.made(
      for: item, offSince: one.isUp ? nil : Self.off, kept: one.kept, now: one.now)
    let told =
      switch decision {
      case .nothing: "nothing"
      case .see: "see"
      case .stop: "stop"
      case .start: "start"
      case .forget: "forget"
      case .restore(let sizes): "restore \(sizes.text)"
      }
    #expect(told == one.expected)
  }

  @Test(arguments: [
    (["tag:env=staging"], true), (["tag:env=stag*"], true), (["tag:env!=staging"], false),
    (["tag:env=staging", "region=eu-*"], false), (["account=111111111111", "resource_type=instance"], true),
    (["tag:none="], true), (["tag:none=*x*"], false), (["resource=i-*1"], true),
  ]) func `conditions`(_ texts: [String], _ fits: Bool) throws {
    let resource = MarkedResource(
      type: "instance", account: "111111111111", region: "us-east-1", id: "i-1", arn: "", createdAt: nil)
    let item = Switchable(kind: .instance, resource: resource, state: .up, tags: ["env": "staging"])
    #expect(item.fits(try texts.map { try Filter(parsing: $0) }) == fits)
  }
}

/// The hourly run on a provider in memory.
struct OffHoursRunTests {
  private let stage: Stage

  init() throws {
    stage = try Stage()
    // Thursday, 2026-10-01; the marks of the clock are in UTC.
    stage.cloud.instances = [
      ("i-1", "staging"), ("i-2", "staging"), ("i-3", "production"),
    ].map { id, env in
      [
        "InstanceId": id, "State": ["Name": "running"], "RootDeviceType": "ebs",
        "LaunchTime": "2026-08-01T00:00:00Z", "Tags": [["Key": "env", "Value": env]],
      ]
    }
    stage.cloud.groups = [
      [
        "AutoScalingGroupName": "web", "AutoScalingGroupARN": "arn:asg:web", "MinSize": 1,
        "DesiredCapacity": 2,
        "MaxSize": 4, "CreatedTime": Stage.created, "Tags": [["Key": "env", "Value": "staging"]],
        "Instances": [["InstanceId": "i-9", "ProtectedFromScaleIn": false]],
      ]
    ]
    stage.cloud.databases = [
      [
        "DBInstanceIdentifier": "orders", "DBInstanceArn": "arn:db:orders", "DBInstanceStatus": "available",
        "DeletionProtection": false, "InstanceCreateTime": Stage.created,
        "TagList": [["Key": "env", "Value": "staging"]],
      ]
    ]
  }

  private func run(_ time: String, unleashed: Bool = true) async throws -> [OffHoursOutcome] {
    stage.at = try #require(Timestamp.seconds(time))
    stage.clock = stage.at
    let availability = Settings.Availability(
      filters: [try Filter(parsing: "tag:env=staging")], hours: try #require(WeekHours("weekdays 08-20")),
      timeZone: "UTC", place: "tarsier.yaml:9:7")
    let run = try OffHoursRun(
      ledger: stage.ledger, answers: stage.voices, cloud: stage.provider, night: stage.night,
      availability: [availability], isUnleashed: unleashed)
    return try await run.run([(account: "111111111111", region: "us-east-1")])
  }

  private func state(_ id: String) -> String? {
    let found = stage.cloud.instances.first { $0["InstanceId"] as? String == id }
    return (found?["State"] as? [String: Any])?["Name"] as? String
  }

  private var sizes: [Int] {
    ["MinSize", "DesiredCapacity", "MaxSize"].compactMap { stage.cloud.groups[0][$0] as? Int }
  }

  @Test func `what is listed sleeps at night and wakes in the morning`() async throws {
    let evening = try await run("2026-10-01T20:05:00Z")
    #expect(
      evening.map(\.action).sorted() == [
        "scale-auto-scaling-group", "stop-instance", "stop-instance", "stop-rds-instance",
      ])
    for outcome in evening {
      guard case .cleaned = outcome.state else { return #expect(Bool(false), "\(outcome)") }
    }
    #expect([state("i-1"), state("i-2"), state("i-3")] == ["stopped", "stopped", "running"])
    #expect(sizes == [0, 0, 0])
    #expect(stage.cloud.databases[0]["DBInstanceStatus"] as? String == "stopped")
    #expect(try await run("2026-10-01T21:05:00Z").isEmpty)
    let morning = try await run("2026-10-02T08:05:00Z")
    #expect(
      morning.map(\.action).sorted() == [
        "restore-group-sizes", "start-instance", "start-instance", "start-rds-instance",
      ])
    #expect([state("i-1"), state("i-2"), state("i-3")] == ["running", "running", "running"])
    #expect(sizes == [1, 2, 4])
    let tags = stage.cloud.groups[0]["Tags"] as? [[String: Any]] ?? []
    #expect(!tags.contains { $0["Key"] as? String == "tarsier:off-hours" })
    #expect(try await run("2026-10-02T09:05:00Z").isEmpty)
    #expect(try JanitorLog(stage.ledger).verify() > 0)
  }

  @Test func `without being unleashed it only tells`() async throws {
    let told = try await run("2026-10-01T20:05:00Z", unleashed: false)
    #expect(told.count == 4 && told.allSatisfy { $0.state == nil })
    #expect(stage.cloud.changes.isEmpty && stage.log.isEmpty)
  }

  @Test func `what somebody starts by hand stays up until the next off time`() async throws {
    _ = try await run("2026-10-01T20:05:00Z")
    stage.cloud.instances[0]["State"] = ["Name": "running"]
    stage.cloud.instances[0]["LaunchTime"] = "2026-10-01T21:00:00Z"
    #expect(try await run("2026-10-01T22:05:00Z").isEmpty)
    #expect(state("i-1") == "running")
    _ = try await run("2026-10-02T08:05:00Z")
    _ = try await run("2026-10-02T20:05:00Z")
    #expect(state("i-1") == "stopped")
  }

  private func set(database state: String) { stage.cloud.databases[0]["DBInstanceStatus"] = state }

  private func set(sizes: (Int, Int, Int)) {
    (stage.cloud.groups[0]["MinSize"], stage.cloud.groups[0]["DesiredCapacity"]) = (sizes.0, sizes.1)
    stage.cloud.groups[0]["MaxSize"] = sizes.2
  }

  @Test func `what was down before its off time, and is started by hand in it, stays up`() async throws {
    stage.cloud.instances = []
    set(database: "stopped")
    set(sizes: (0, 0, 4))
    #expect(try await run("2026-10-01T20:05:00Z").isEmpty)
    set(database: "available")
    set(sizes: (1, 2, 4))
    for hour in ["2026-10-01T21:05:00Z", "2026-10-01T23:05:00Z", "2026-10-02T07:05:00Z"] {
      #expect(try await run(hour).isEmpty)
    }
    #expect(try await run("2026-10-02T08:05:00Z").isEmpty)
    #expect(stage.cloud.changes.isEmpty)
    // Until the next off time.
    #expect(
      try await run("2026-10-02T20:05:00Z").map(\.action).sorted() == [
        "scale-auto-scaling-group", "stop-rds-instance",
      ])
  }

  @Test func `the first run of an off time may be late`() async throws {
    stage.cloud.instances = []
    #expect(try await run("2026-10-02T03:05:00Z").count == 2)
    #expect(sizes == [0, 0, 0] && stage.cloud.databases[0]["DBInstanceStatus"] as? String == "stopped")
  }

  @Test func `a run that could not act acts in a later hour`() async throws {
    stage.cloud.instances = []
    stage.voices.pause = "audit"
    _ = try await run("2026-10-01T20:05:00Z")
    #expect(stage.cloud.changes.isEmpty)
    stage.voices.pause = nil
    #expect(try await run("2026-10-01T22:05:00Z").count == 2)
    #expect(stage.cloud.databases[0]["DBInstanceStatus"] as? String == "stopped")
  }

  @Test func `a database that AWS starts after seven days is stopped again`() async throws {
    stage.cloud.instances = []
    stage.cloud.groups = []
    // Stopped on the evening of a Thursday, and never woken, since the janitor is paused all week.
    _ = try await run("2026-10-01T20:05:00Z")
    stage.voices.pause = "holidays"
    for day in ["02", "05", "06", "07", "08"] { _ = try await run("2026-10-\(day)T08:05:00Z") }
    stage.voices.pause = nil
    _ = try await run("2026-10-08T20:03:00Z")
    set(database: "available")
    #expect(try await run("2026-10-08T21:05:00Z").map(\.action) == ["stop-rds-instance"])
    // And what a person starts then stays up.
    set(database: "available")
    #expect(try await run("2026-10-08T22:05:00Z").isEmpty)
  }

  @Test(arguments: [true, false]) func `a rehearsal and real runs do not believe each other`(
    _ isRehearsal: Bool
  )
    async throws
  {
    stage.cloud.instances = []
    stage.isRehearsal = isRehearsal
    _ = try await run("2026-10-01T20:05:00Z")
    #expect(sizes == [0, 0, 0])
    stage.isRehearsal.toggle()
    // The group's tag is the provider's to tell; what the other kind of run wrote down is not asked.
    stage.cloud.groups[0]["Tags"] = [["Key": "env", "Value": "staging"]]
    #expect(try await run("2026-10-02T08:05:00Z").isEmpty)
    #expect(sizes == [0, 0, 0])
    stage.isRehearsal.toggle()
    #expect(try await run("2026-10-02T09:05:00Z").count == 2)
    #expect(sizes == [1, 2, 4])
  }

  @Test func `a day has so many stops, however many runs there are`() async throws {
    stage.most = 2
    for hour in ["2026-10-01T20:05:00Z", "2026-10-01T21:05:00Z", "2026-10-01T22:05:00Z"] {
      let left = try await run(hour).compactMap(\.state).filter {
        if case .notTonight(let reason) = $0 { reason.contains("max_actions") } else { false }
      }
      #expect(left.count == 2)
    }
    #expect(stage.log.count { $0.event == .intent && $0.detail["off_hours"] == "stop" } == 2)
    // The next day has its own.
    _ = try await run("2026-10-02T00:05:00Z")
    #expect(stage.log.count { $0.event == .intent && $0.detail["off_hours"] == "stop" } == 4)
    // Waking up only takes back, and does not wait for another day.
    #expect(try await run("2026-10-02T08:05:00Z").count == 4)
    #expect(try await run("2026-10-02T09:05:00Z").isEmpty)
  }

  @Test func `rehearsed stops do not count on a real day`() async throws {
    stage.most = 4
    stage.isRehearsal = true
    #expect(try await run("2026-10-01T20:05:00Z").count == 4)
    for index in stage.cloud.instances.indices { stage.cloud.instances[index]["State"] = ["Name": "running"] }
    set(database: "available")
    set(sizes: (1, 2, 4))
    stage.isRehearsal = false
    let outcomes = try await run("2026-10-01T21:05:00Z")
    #expect(outcomes.count == 4)
    for outcome in outcomes {
      guard case .cleaned = outcome.state else { return #expect(Bool(false), "\(outcome)") }
    }
  }

  @Test(arguments: ["protected", "keep tag", "kept", "Kubernetes", "unknown", "scale-in"])
  func `a group with such a member is not put to sleep`(_ why: String) async throws {
    stage.cloud.instances = []
    stage.cloud.databases = []
    switch why {
    case "protected": stage.cloud.protected = ["i-9"]
    case "keep tag": stage.cloud.memberTags = ["i-9": [["Key": "janitor", "Value": "donotmark"]]]
    case "kept": stage.voices.keptIDs = ["i-9"]
    case "Kubernetes":
      stage.cloud.memberTags = ["i-9": [["Key": "kubernetes.io/cluster/web", "Value": "owned"]]]
    case "scale-in":
      stage.cloud.groups[0]["Instances"] = [["InstanceId": "i-9", "ProtectedFromScaleIn": true]]
    default: stage.cloud.always("ec2.describe-instance-attribute", .refuse("UnauthorizedOperation"))
    }
    switch try #require(try await run("2026-10-01T20:05:00Z").first?.state) {
    case .refused: #expect(why != "unknown")
    case .notTonight: #expect(why == "unknown")
    case let other: Issue.record("\(other)")
    }
    #expect(sizes == [1, 2, 4] && stage.cloud.changes.isEmpty)
  }

  @Test func `a ledger that was lost wakes the group from its tag`() async throws {
    _ = try await run("2026-10-01T20:05:00Z")
    try stage.ledger.database.run("DELETE FROM off_hours")
    let morning = try await run("2026-10-02T08:05:00Z")
    #expect(morning.map(\.action) == ["restore-group-sizes"])
    #expect(sizes == [1, 2, 4])
  }

  @Test(arguments: ["paused", "kept", "keep tag", "protected", "not listed", "account", "identity", "stack"])
  func `is not put to sleep`(_ why: String) async throws {
    stage.cloud.groups = []
    stage.cloud.databases = []
    stage.cloud.instances.removeLast(2)
    switch why {
    case "paused": stage.voices.pause = "audit"
    case "kept": stage.voices.keep = "by ann"
    case "keep tag":
      stage.cloud.instances[0]["Tags"] = [
        ["Key": "env", "Value": "staging"], ["Key": "tarsier:keep", "Value": ""],
      ]
    case "protected": stage.cloud.protected = ["i-1"]
    case "not listed": stage.actions = []
    case "account": stage.accounts = []
    case "stack": stage.cloud.stacks = ["i-1": "web"]
    default: stage.cloud.identify(as: "222222222222")
    }
    let outcomes = try await run("2026-10-01T20:05:00Z")
    #expect(outcomes.count == 1)
    #expect(stage.cloud.changes.isEmpty)
    #expect(try stage.ledger.database.value("SELECT count(*) FROM off_hours") == 0)
  }

  @Test(
    arguments: ["ec2.stop-instances", "autoscaling.update-auto-scaling-group", "rds.stop-db-instance"],
    [true, false])
  func `a run that dies wakes what it put to sleep`(_ call: String, _ carriedOut: Bool) async throws {
    stage.cloud.at(call, .death(carriedOut: carriedOut))
    await #expect(throws: FakeCloud.Killed.self) { try await run("2026-10-01T20:05:00Z") }
    _ = try await run("2026-10-01T21:05:00Z")
    #expect(state("i-1") == "stopped" && state("i-2") == "stopped" && sizes == [0, 0, 0])
    _ = try await run("2026-10-02T08:05:00Z")
    #expect(state("i-1") == "running" && state("i-2") == "running" && sizes == [1, 2, 4])
    #expect(stage.cloud.databases[0]["DBInstanceStatus"] as? String == "available")
  }

  @Test func `what cannot be seen is not touched`() async throws {
    stage.cloud.always("rds.describe-db-instances", .refuse("AccessDenied"))
    let outcomes = try await run("2026-10-01T20:05:00Z")
    #expect(outcomes.contains { $0.resource == nil })
    #expect(stage.cloud.databases[0]["DBInstanceStatus"] as? String == "available")
    #expect(state("i-1") == "stopped")
  }
}
