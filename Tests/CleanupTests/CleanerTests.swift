import Allocation
import Billing
import Foundation
import Janitor
import Ledger
import TestSupport
import Testing

@testable import Cleanup

/// One due volume on a provider in memory: what is done, and every reason not to.
struct CleanerTests {
  @Test func `a volume goes behind its complete and tagged snapshot`() async throws {
    let stage = try Stage()
    stage.addVolume()
    stage.addVolume("vol-used", ["State": "in-use", "Attachments": [["InstanceId": "i-1"]]])
    stage.cloud.pendingLooks = 2
    let outcome = try await stage.clean(try stage.due(saving: "8.00"))
    #expect(outcome == [.cleaned(undo: "tarsier janitor undo 3")])
    #expect(stage.cloud.volumes.map { $0["VolumeId"] as? String } == ["vol-used"])
    #expect(stage.cloud.changes == ["ec2.create-snapshot", "ec2.delete-volume"])
    let snapshot = try #require(stage.cloud.snapshots.first)
    let tags = try #require(snapshot["Tags"] as? [[String: Any]])
    #expect(
      tags.contains {
        $0["Key"] as? String == "tarsier:undo-until" && $0["Value"] as? String == "2026-10-31T03:00:00Z"
      })
    #expect(
      stage.story == [
        "intent create-safety-snapshot", "done create-safety-snapshot", "intent delete-ebs-volume",
        "done delete-ebs-volume",
      ])
    #expect(stage.log[2].detail["request"] == "aws ec2 delete-volume --volume-id vol-1 --region us-east-1")
    #expect(stage.log[3].detail["snapshot"] == "snap-new1")
    #expect(try JanitorLog(stage.ledger).verify() == 4)
  }

  @Test func `the safety snapshot's cost is taken off the saving`() async throws {
    let stage = try Stage()
    stage.addVolume()
    let outcomes = try await stage.cleaner().clean([try stage.due(saving: "8.00")])
    #expect(outcomes.first?.saved == Amount("8.00"))
    #expect(stage.log.last?.detail["note"]?.contains("not known") == true)
    let other = try Stage()
    other.addVolume()
    other.snapshotCost = Money(Amount("5.25") ?? .zero, "USD")
    let second = try await other.cleaner().clean([try other.due(saving: "8.00")])
    #expect(second.first?.saved == Amount("2.75"))
    #expect(other.log.last?.detail["saving"] == "2.75")
  }

  @Test func `a re-collection leaves no trace in the ledger`() async throws {
    let stage = try Stage()
    stage.addVolume()
    _ = try await stage.clean(try stage.due())
    #expect(try stage.ledger.database.value("SELECT count(*) FROM snapshot") == 0)
    #expect(try stage.ledger.database.value("SELECT count(*) FROM resource") == 0)
  }

  /// What happens before or during the checks, and what must come of it: nothing is changed.
  struct Refusal: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var isForTonight: Bool
    var reason: String
    var arrange: @Sendable (Stage) throws -> Void

    init(
      _ name: String, tonight: Bool = false, _ reason: String,
      _ arrange: @escaping @Sendable (Stage) throws -> Void
    ) {
      testDescription = name
      isForTonight = tonight
      self.reason = reason
      self.arrange = arrange
    }
  }

  static let refusals = [
    Refusal("paused", tonight: true, "paused") { $0.voices.pause = "audit" },
    Refusal("kept", "kept") { $0.voices.keep = "by ann" },
    Refusal("the mark does not stand", "mark does not stand") { $0.voices.isDue = false },
    Refusal("what people said cannot be read", tonight: true, "cannot be read") {
      $0.voices.isUnreadable = true
    },
    Refusal("the account is not listed", "not in janitor.accounts") { $0.accounts = [] },
    Refusal("the action is not listed", "not in janitor.actions") { $0.actions = ["release-address"] },
    Refusal("the credentials are another account's", tonight: true, "account 222222222222") {
      $0.cloud.identify(as: "222222222222")
    },
    Refusal("the session has expired", tonight: true, "ExpiredToken") {
      $0.cloud.always("sts.get-caller-identity", .refuse("ExpiredToken"))
    },
    Refusal("the table is denied", tonight: true, "did not come whole") {
      $0.cloud.always("ec2.describe-volumes", .refuse("UnauthorizedOperation"))
    },
    Refusal("the table is cut", tonight: true, "did not come whole") {
      $0.cloud.always("ec2.describe-volumes", .answer("{\"Volumes\": [{\"VolumeId\": \"vol"))
    },
    Refusal("the table never comes", tonight: true, "did not come whole") {
      $0.cloud.always("ec2.describe-volumes", .silence(carriedOut: false))
    },
    Refusal("the look just before is denied", tonight: true, "ec2.describe-volumes: UnauthorizedOperation") {
      $0.cloud.at("ec2.describe-volumes", nil, .refuse("UnauthorizedOperation"))
    },
    Refusal("the look just before says nothing of volumes", tonight: true, "not whole") {
      $0.cloud.at("ec2.describe-volumes", nil, .answer("{}"))
    },
    Refusal("it is in use again", "flags it no more") {
      $0.cloud.volumes[0]["State"] = "in-use"
      $0.cloud.volumes[0]["Attachments"] = [["InstanceId": "i-1"]]
    },
    Refusal("it is attached between the collection and the look", "not detached") { stage in
      let cloud = stage.cloud
      cloud.at("ec2.describe-volumes", nil, .meanwhile { cloud.volumes[0]["State"] = "in-use" })
    },
    Refusal("it is gone", "flags it no more") { $0.cloud.volumes = [] },
    Refusal("it goes between the collection and the look", "gone already") { stage in
      let cloud = stage.cloud
      cloud.at("ec2.describe-volumes", nil, .meanwhile { cloud.volumes = [] })
    },
    Refusal("another one bears its id", "made at another time") {
      $0.cloud.volumes[0]["CreateTime"] = "2026-09-30T00:00:00Z"
    },
    Refusal("it carries tarsier:keep", "tarsier:keep") {
      $0.cloud.volumes[0]["Tags"] = [["Key": "tarsier:keep", "Value": ""]]
    },
    Refusal("it carries janitor=donotmark", "excepted") {
      $0.cloud.volumes[0]["Tags"] = [["Key": "janitor", "Value": "donotmark"]]
    },
    Refusal("it carries tarsier:ignore", "excepted") {
      $0.cloud.volumes[0]["Tags"] = [["Key": "tarsier:ignore", "Value": "volume-*"]]
    },
    Refusal("a tag of CloudFormation's", "CloudFormation manages it") {
      $0.cloud.volumes[0]["Tags"] = [["Key": "aws:cloudformation:stack-name", "Value": "web"]]
    },
    Refusal("a stack has it without a tag", "CloudFormation manages it (web)") {
      $0.cloud.stacks = ["vol-1": "web"]
    },
    Refusal("whether a stack has it is denied", tonight: true, "AccessDenied") {
      $0.cloud.always("cloudformation.describe-stack-resources", .refuse("AccessDenied"))
    },
    Refusal("a tag of Kubernetes'", "Kubernetes manages it") {
      $0.cloud.volumes[0]["Tags"] = [["Key": "kubernetes.io/created-for/pvc/name", "Value": "data"]]
    },
    Refusal("a tag of AWS Backup's", "AWS Backup manages it") {
      $0.cloud.volumes[0]["Tags"] = [["Key": "aws:backup:source-resource", "Value": "x"]]
    },
    Refusal("a tag of Elastic Beanstalk's", "Elastic Beanstalk manages it") {
      $0.cloud.volumes[0]["Tags"] = [["Key": "elasticbeanstalk:environment-id", "Value": "x"]]
    },
    Refusal("a service operates it", "manages it") { $0.cloud.volumes[0]["Operator"] = ["Managed": true] },
    Refusal("a Terraform state has it", "Terraform manages it (aws_ebs_volume.data)") {
      try $0.ledger.database.run(
        """
        INSERT INTO terraform_resource VALUES
          ('l', 'aws_ebs_volume.data', 'main.tfstate', 'aws_ebs_volume', 'vol-1', NULL, NULL, NULL)
        """)
    },
    Refusal("CloudWatch knows of use", "CloudWatch knows of use") {
      $0.cloud.use = ["vol-1": ["0.0", "12.0"]]
    },
    Refusal("CloudWatch does not answer", tonight: true, "get-metric-data: AccessDenied") {
      $0.cloud.always("cloudwatch.get-metric-data", .refuse("AccessDenied"))
    },
    Refusal("CloudWatch answers in part", tonight: true, "not whole") {
      $0.cloud.always(
        "cloudwatch.get-metric-data",
        .answer(#"{"MetricDataResults": [{"StatusCode": "PartialData", "Values": []}]}"#))
    },
    Refusal("somebody pauses while it is checked", tonight: true, "paused") { stage in
      let voices = stage.voices
      stage.cloud.always("cloudwatch.get-metric-data", .meanwhile { voices.pause = "stop" })
    },
    Refusal("the night's actions are used up", tonight: true, "max_actions") { $0.most = 0 },
  ]

  @Test(arguments: refusals) func `nothing is changed where`(_ refusal: Refusal) async throws {
    let stage = try Stage()
    stage.addVolume()
    try refusal.arrange(stage)
    let due = try stage.due()
    let state = try #require(try await stage.clean(due).first)
    switch state {
    case .refused(let reason):
      #expect(!refusal.isForTonight && reason.contains(refusal.reason), "\(reason)")
    case .notTonight(let reason):
      #expect(refusal.isForTonight && reason.contains(refusal.reason), "\(reason)")
    default: Issue.record("\(state)")
    }
    #expect(stage.cloud.changes.isEmpty)
    #expect(!stage.log.contains { $0.event == .intent })
  }

  @Test func `an ARN of another is not touched`() async throws {
    let stage = try Stage()
    stage.addVolume()
    let due = try stage.due(arn: "arn:aws:ec2:us-east-1:111111111111:volume/vol-old")
    #expect(try await stage.clean(due) == [.refused("it is another one of the same name")])
  }

  @Test func `a pause stops the run between two actions`() async throws {
    let stage = try Stage()
    stage.addVolume("vol-1")
    stage.addVolume("vol-2")
    let voices = stage.voices
    stage.cloud.at("ec2.delete-volume", .meanwhile { voices.pause = "stop" })
    let outcomes = try await stage.clean(try stage.due(), try stage.due("volume-left", "vol-2", mark: 8))
    #expect(
      outcomes == [.cleaned(undo: "tarsier janitor undo 3"), .notTonight("the janitor is paused: stop")])
    #expect(stage.cloud.volumes.count == 1)
  }

  @Test func `credentials that expire half way stop the rest`() async throws {
    let stage = try Stage()
    stage.addVolume("vol-1")
    stage.addVolume("vol-2")
    let cloud = stage.cloud
    cloud.at(
      "ec2.delete-volume", .meanwhile { cloud.always("sts.get-caller-identity", .refuse("ExpiredToken")) })
    let outcomes = try await stage.clean(try stage.due(), try stage.due("volume-left", "vol-2", mark: 8))
    #expect(outcomes.count == 2)
    guard case .notTonight(let reason) = outcomes[1] else { return #expect(Bool(false), "\(outcomes[1])") }
    #expect(reason.contains("ExpiredToken"))
    #expect(cloud.volumes.count == 1)
  }

  @Test func `a snapshot that never completes keeps the volume, and is taken the next night`() async throws {
    let stage = try Stage()
    stage.addVolume()
    stage.cloud.pendingLooks = 5
    let due = try stage.due()
    guard case .notTonight(let reason) = try await stage.clean(due)[0] else { return #expect(Bool(false)) }
    #expect(reason.contains("not complete yet (41%)"))
    #expect(stage.cloud.volumes.count == 1)
    #expect(try await stage.clean(due) == [.cleaned(undo: "tarsier janitor undo 4")])
    #expect(stage.cloud.snapshots.count == 1)
    #expect(stage.cloud.changes == ["ec2.create-snapshot", "ec2.delete-volume"])
  }

  @Test(arguments: [(3, 3), (3, 0), (0, 3), (2, 2)])
  func `a snapshot of days ago is no safety`(_ days: Int, _ clockDays: Int) async throws {
    let stage = try Stage()
    stage.addVolume()
    stage.cloud.pendingLooks = 5
    let due = try stage.due()
    guard case .notTonight = try await stage.clean(due)[0] else { return #expect(Bool(false)) }
    stage.cloud.pendingLooks = 0
    stage.cloud.snapshots[0]["State"] = "completed"
    stage.at += days * 86_400
    stage.clock += clockDays * 86_400
    guard case .cleaned = try await stage.clean(due)[0] else { return #expect(Bool(false)) }
    let isReused = days < 3 && clockDays < 3
    #expect(stage.cloud.snapshots.count == (isReused ? 1 : 2))
    #expect(stage.log.last?.detail["snapshot"] == (isReused ? "snap-new1" : "snap-new2"))
  }

  @Test(arguments: [false, true]) func `midnight passes into a freeze`(_ isRehearsal: Bool) async throws {
    let stage = try Stage()
    stage.addVolume("vol-1")
    stage.addVolume("vol-2")
    var settings = CalendarSettings()
    let tomorrow = Stage.start / 86_400 + 1
    settings.freezes = [tomorrow...tomorrow]
    let calendar = try BusinessCalendar(settings)
    let clock = Ticker(step: 0)
    let night = CleanupNight(
      asOf: stage.at, isRehearsal: isRehearsal, accounts: [CleanupAccount(number: "111111111111")],
      actions: stage.actions, waits: stage.waits, isOpen: { calendar.isOpen(calendar.day(at: $0)) },
      clock: { clock.tick() })
    stage.cloud.at("ec2.delete-volume", .meanwhile { clock.pass(22 * 3600) })
    let due = [try stage.due(), try stage.due("volume-left", "vol-2", mark: 8)]
    let states = try await stage.cleaner(night).clean(due).map(\.state)
    #expect(states[0] == .cleaned(undo: "tarsier janitor undo 3"))
    if isRehearsal {
      // Its day is the one that was told.
      guard case .cleaned = states[1] else { return #expect(Bool(false), "\(states[1])") }
    } else {
      #expect(states[1] == .notTonight("today is no business day"))
      #expect(stage.cloud.volumes.count == 1)
    }
  }

  @Test(arguments: [false, true])
  func `a rehearsal and a real night know nothing of each other`(_ isRehearsal: Bool) async throws {
    let stage = try Stage()
    stage.addVolume()
    stage.isRehearsal = isRehearsal
    stage.cloud.at("ec2.delete-volume", .refuse("InternalError"))
    guard case .unsure = try await stage.clean(try stage.due())[0] else { return #expect(Bool(false)) }
    #expect(stage.log.allSatisfy { $0.detail["rehearsal"] == (isRehearsal ? "yes" : nil) })
    stage.isRehearsal.toggle()
    let lines = stage.log.count
    try await Settlement(ledger: stage.ledger, cloud: stage.provider, night: stage.night).settle()
    #expect(stage.log.count == lines)
    guard case .cleaned = try await stage.clean(try stage.due())[0] else { return #expect(Bool(false)) }
    #expect(stage.cloud.snapshots.count == 2)
    let done = try #require(stage.log.last { $0.event == .done && $0.action == "delete-ebs-volume" })
    stage.isRehearsal.toggle()
    func undo() -> CleanupUndo {
      CleanupUndo(ledger: stage.ledger, cloud: stage.provider, night: stage.night)
    }
    // What was rehearsed is not taken back in the real cloud.
    if !isRehearsal { await #expect(throws: Problem.self) { try await undo().undo(done.sequence) } }
    stage.endpoints = ["AWS_ENDPOINT_URL": "http://127.0.0.1:9"]
    // Who takes something back names the line, of whichever kind it is.
    #expect(try await undo().undo(done.sequence).action == "delete-ebs-volume")
    #expect(stage.log.last?.detail["rehearsal"] == (isRehearsal ? nil : "yes"))
  }

  @Test func `a snapshot that fails is no safety`() async throws {
    let stage = try Stage()
    stage.addVolume()
    let cloud = stage.cloud
    cloud.at("ec2.describe-snapshots", .meanwhile { cloud.snapshots[0]["State"] = "error" })
    guard case .notTonight = try await stage.clean(try stage.due())[0] else { return #expect(Bool(false)) }
    #expect(cloud.volumes.count == 1)
  }

  @Test func `it is attached while its snapshot is taken`() async throws {
    let stage = try Stage()
    stage.addVolume()
    let cloud = stage.cloud
    cloud.pendingLooks = 2
    cloud.at("ec2.create-snapshot", .meanwhile { cloud.volumes[0]["State"] = "in-use" })
    #expect(try await stage.clean(try stage.due()) == [.refused("it is not detached (in-use)")])
    #expect(cloud.volumes.count == 1)
  }

  @Test func `what the provider denies is a failure, and nothing more`() async throws {
    let stage = try Stage()
    stage.addVolume()
    stage.cloud.at("ec2.delete-volume", .refuse("UnauthorizedOperation"))
    #expect(try await stage.clean(try stage.due()) == [.failed("UnauthorizedOperation")])
    #expect(stage.cloud.made("ec2.delete-volume").count == 1)
    #expect(stage.log.last?.event == .failed)
  }

  @Test func `throttled, it is asked again`() async throws {
    let stage = try Stage()
    stage.addVolume()
    stage.cloud.at("ec2.delete-volume", .refuse("RequestLimitExceeded"))
    #expect(try await stage.clean(try stage.due()) == [.cleaned(undo: "tarsier janitor undo 3")])
    #expect(stage.cloud.made("ec2.delete-volume").count == 2)
  }

  @Test func `an answer that never comes is looked up, not repeated`() async throws {
    let stage = try Stage()
    stage.addVolume()
    stage.cloud.at("ec2.delete-volume", .silence(carriedOut: true))
    #expect(try await stage.clean(try stage.due()) == [.cleaned(undo: "tarsier janitor undo 3")])
    #expect(stage.cloud.made("ec2.delete-volume").count == 1)
  }

  @Test func `an internal error that carried out nothing waits for the next night`() async throws {
    let stage = try Stage()
    stage.addVolume()
    stage.cloud.at("ec2.delete-volume", .refuse("InternalError"))
    let due = try stage.due()
    guard case .unsure = try await stage.clean(due)[0] else { return #expect(Bool(false)) }
    #expect(stage.cloud.made("ec2.delete-volume").count == 1)
    // The next night sees that it still stands, and tries once more with all checks.
    guard case .cleaned = try await stage.clean(due)[0] else { return #expect(Bool(false)) }
    #expect(stage.cloud.snapshots.count == 1)
    #expect(stage.story.filter { $0 == "failed delete-ebs-volume" }.count == 1)
  }

  @Test func `a snapshot whose answer was lost is found by its tag`() async throws {
    let stage = try Stage()
    stage.addVolume()
    stage.cloud.at("ec2.create-snapshot", .silence(carriedOut: true))
    guard case .cleaned = try await stage.clean(try stage.due())[0] else { return #expect(Bool(false)) }
    #expect(stage.cloud.snapshots.count == 1)
  }

  @Test func `one role looks again, and another acts`() async throws {
    let stage = try Stage()
    stage.addVolume()
    let night = CleanupNight(
      asOf: stage.at, isRehearsal: false,
      accounts: [
        CleanupAccount(number: "111111111111", profile: "dev", collectRole: "audit", cleanupRole: "janitor")
      ],
      actions: stage.actions, waits: stage.waits, clock: { Stage.start })
    _ = try await stage.cleaner(night).clean([try stage.due()])
    #expect(stage.cloud.volumes.isEmpty)
    #expect(stage.cloud.roles["ec2.describe-volumes"] == ["audit", "janitor"])
    for call in ["ec2.create-snapshot", "ec2.delete-volume", "cloudwatch.get-metric-data"] {
      #expect(stage.cloud.roles[call] == ["janitor"], "\(call)")
    }
    // The account's own profile is what assumes them, and is not named beside them.
    #expect(stage.cloud.made("sts.assume-role").allSatisfy { $0.contains("--profile dev") })
    #expect(stage.cloud.made("ec2.delete-volume").allSatisfy { !$0.contains("--profile") })
  }

  @Test func `a rule that changed since the mark acts no more`() async throws {
    let stage = try Stage()
    stage.addVolume()
    var due = try stage.due()
    due.ruleHash = "another"
    #expect(try await stage.clean(due) == [.refused("its rule or the rule's parameters have changed")])
    due = try stage.due()
    due.parameters = #"{"days":3}"#
    #expect(try await stage.clean(due) == [.refused("its rule or the rule's parameters have changed")])
    #expect(stage.cloud.changes.isEmpty)
  }

  @Test func `what is collected is not older than fifteen minutes`() async throws {
    let stage = try Stage()
    stage.addVolume("vol-1")
    stage.addVolume("vol-2")
    func lists() -> Int {
      stage.cloud.made("ec2.describe-volumes").filter { !$0.contains("--volume-ids") }.count
    }
    _ = try await stage.clean(try stage.due(), try stage.due("volume-left", "vol-2", mark: 8))
    #expect(lists() == 1)
    let slow = try Stage()
    slow.addVolume("vol-1")
    slow.addVolume("vol-2")
    let clock = Ticker(step: 600)
    let night = CleanupNight(
      asOf: slow.at, isRehearsal: false, accounts: [CleanupAccount(number: "111111111111")],
      actions: slow.actions,
      waits: slow.waits, clock: { clock.tick() })
    _ = try await slow.cleaner(night).clean([try slow.due(), try slow.due("volume-left", "vol-2", mark: 8)])
    #expect(slow.cloud.made("ec2.describe-volumes").filter { !$0.contains("--volume-ids") }.count >= 3)
  }
}

/// A clock that goes on whenever it is looked at.
final class Ticker: @unchecked Sendable {
  private let lock = NSLock()
  private var time = Stage.start
  private let step: Int

  init(step: Int) { self.step = step }

  /// Lets time pass at once.
  func pass(_ seconds: Int) { lock.withLock { time += seconds } }

  func tick() -> Int {
    lock.withLock {
      time += step
      return time
    }
  }
}
