import Allocation
import Audit
import Collector
import Foundation
import Janitor
import Ledger
import TestSupport
import Testing

@testable import Cleanup

/// Every action once through the real aws command: carried out, seen gone, and the healthy twin untouched.
@Suite(
  .enabled(
    if: MotoServer.Programs.found != nil, "moto and the aws command are not there; run scripts/install-moto"))
struct MotoCleanupTests {
  /// The real aws command, but for what the server cannot answer.
  private struct Runner: CallRunner {
    let real: ForkedAWS

    func run(_ arguments: [String], environment: [String: String]) async throws -> CallResult {
      if arguments.prefix(2) == ["cloudformation", "describe-stack-resources"] {
        return FakeCloud.refusal("ValidationError", "Stack for it does not exist")
      }
      if arguments.prefix(2) == ["sts", "get-caller-identity"] {
        return CallResult(status: 0, output: Array(#"{"Account": "123456789012"}"#.utf8), error: "")
      }
      return try await real.run(arguments, environment: environment)
    }
  }

  /// An action, what it is tried on, and how that looks then: by the name that the fleet gives it.
  private struct Trial {
    var name: String
    var action: String
    var type: String
    /// The rule's condition.
    var condition: String
    /// What the server says of it afterwards, and of its twin.
    var left: String
    var kept: String

    /// - Parameter more: what else must be so beside the tag.
    init(
      _ name: String, _ action: String, _ type: String, tagged key: String? = "left", and more: String? = nil,
      left: String, kept: String
    ) {
      (self.name, self.action, self.type) = (name, action, type)
      condition = [key.map { "tag(tags, '\($0)') = 'yes'" }, more].compactMap(\.self).joined(
        separator: " AND ")
      (self.left, self.kept) = (left, kept)
    }
  }

  private static let trials = [
    Trial("stop", "stop-instance", "instance", and: "instance_id = 'ID'", left: "stopped", kept: "running"),
    Trial(
      "terminate", "terminate-instance", "instance", and: "instance_id = 'ID'", left: "terminated",
      kept: "running"),
    Trial("volume", "delete-ebs-volume", "ebs_volume", left: "InvalidVolume.NotFound", kept: "available"),
    Trial(
      "snapshot", "delete-ebs-snapshot", "ebs_snapshot", left: "InvalidSnapshot.NotFound", kept: "completed"),
    Trial("image", "deregister-image", "image", left: "gone", kept: "available"),
    Trial("address", "release-address", "address", left: "InvalidAllocationID.NotFound", kept: "vpc"),
    Trial("nat", "delete-nat-gateway", "nat_gateway", left: "deleted", kept: "available"),
    Trial(
      "interface", "delete-network-interface", "network_interface",
      left: "InvalidNetworkInterfaceID.NotFound", kept: "available"),
    Trial("group", "delete-security-group", "security_group", left: "InvalidGroup.NotFound", kept: "kept"),
    Trial(
      "flag", "tag-resource", "security_group", tagged: "flag", left: "flag left tarsier:flagged",
      kept: "flag left"),
    Trial("template", "delete-launch-template", "launch_template", left: "gone", kept: "kept"),
    Trial(
      "configuration", "delete-launch-configuration", "launch_configuration", tagged: nil,
      and: "launch_configuration = 'left'", left: "gone", kept: "kept"),
    Trial(
      "empty", "delete-auto-scaling-group", "auto_scaling_group", and: "instance_count = 0", left: "gone",
      kept: "0"),
    Trial(
      "sized", "scale-auto-scaling-group", "auto_scaling_group", and: "instance_count = 1", left: "0",
      kept: "1"),
    Trial(
      "classic", "delete-load-balancer", "classic_load_balancer", left: "LoadBalancerNotFound", kept: "kept"),
    Trial("balancer", "delete-load-balancer", "load_balancer", left: "LoadBalancerNotFound", kept: "kept"),
    Trial("target", "delete-target-group", "target_group", left: "TargetGroupNotFound", kept: "kept"),
    Trial(
      "stopped", "stop-rds-instance", "rds_instance", and: "db_instance LIKE 'stopped%'", left: "stopped",
      kept: "available"),
    Trial(
      "deleted", "delete-rds-instance", "rds_instance", and: "db_instance LIKE 'deleted%'",
      left: "DBInstanceNotFound", kept: "available"),
    Trial(
      "logs", "set-log-retention", "log_group", tagged: nil, and: "log_group = '/left'", left: "400",
      kept: "none"),
    Trial("secret", "delete-secret", "secret", left: "yes", kept: "no"),
  ]

  private let programs: MotoServer.Programs
  private let server: MotoServer
  private let folder: TemporaryFolder
  private let ledger: Ledger

  init() throws {
    programs = try #require(MotoServer.Programs.found)
    server = try MotoServer(programs)
    folder = try TemporaryFolder()
    ledger = try Ledger.writing(folder.path("ledger.sqlite"))
  }

  private func script(_ arguments: String...) throws -> [String: Any] {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(
      path: "Fixtures/leftovers.py")
    let ended = try Program.run(programs.python, [file.path, server.url] + arguments)
    try #require(ended.status == 0, "\(ended.err)")
    return try #require(try JSONSerialization.jsonObject(with: Data(ended.out.utf8)) as? [String: Any])
  }

  private func rule(_ trial: Trial, _ id: String) throws -> Rule {
    let type = try #require(Self.tables[trial.type])
    let rule = Stage.rule(
      "left-\(trial.name)", trial.type, type.table, type.id,
      trial.condition.replacingOccurrences(of: "ID", with: id), trial.action)
    return try #require(Stage.read([rule]).first)
  }

  private static let tables: [String: (table: String, id: String)] = [
    "instance": ("instances", "instance_id"), "ebs_volume": ("ebs_volumes", "volume_id"),
    "ebs_snapshot": ("ebs_snapshots", "snapshot_id"), "image": ("images", "image_id"),
    "address": ("addresses", "allocation_id"), "nat_gateway": ("nat_gateways", "nat_gateway_id"),
    "network_interface": ("network_interfaces", "network_interface_id"),
    "security_group": ("security_groups", "security_group_id"),
    "launch_template": ("launch_templates", "launch_template_id"),
    "launch_configuration": ("launch_configurations", "launch_configuration"),
    "auto_scaling_group": ("auto_scaling_groups", "auto_scaling_group"),
    "classic_load_balancer": ("classic_load_balancers", "load_balancer"),
    "load_balancer": ("load_balancers", "load_balancer"), "target_group": ("target_groups", "target_group"),
    "rds_instance": ("rds_instances", "db_instance"), "log_group": ("log_groups", "log_group"),
    "secret": ("secrets", "secret"),
  ]
  private static let kinds = [
    "instance": "instance", "ebs_volume": "volume", "ebs_snapshot": "snapshot", "image": "image",
    "address": "elastic-ip", "nat_gateway": "natgateway", "network_interface": "network-interface",
    "security_group": "security-group", "launch_template": "launch-template",
  ]

  private func due(_ trial: Trial, _ mark: Int, _ given: String, hash: String) -> DueAction {
    let arn =
      given.hasPrefix("arn:")
      ? given : "arn:aws:ec2:us-east-1:123456789012:\(Self.kinds[trial.type] ?? "")/\(given)"
    let id: String
    switch trial.type {
    case "rds_instance": id = String(given.split(separator: ":").last ?? "")
    case "log_group": id = "/left"
    case "load_balancer", "target_group", "secret", "classic_load_balancer": id = "left"
    default: id = String(given.split(separator: "/").last ?? "")
    }
    // An instance that was started after its mark is left alone, and these were started just now.
    let markedAt = trial.type == "instance" ? Int(Date().timeIntervalSince1970) : Stage.start
    return DueAction(
      mark: mark, rule: "left-\(trial.name)", ruleHash: hash, parameters: "{}", action: trial.action,
      resource: MarkedResource(
        type: trial.type, account: "123456789012", region: "us-east-1", id: id, arn: arn, createdAt: nil),
      owner: nil, message: "left", markedAt: markedAt, notifiedAt: Stage.start, monthlyCost: nil,
      saving: nil,
      currency: nil)
  }

  @Test func `carries out every action, and leaves the twins alone`() async throws {
    let built = try #require(try script("build") as? [String: String])
    #expect(Set(Self.trials.map(\.action)) == Set(CleanupCatalog.names))
    let rules = try Self.trials.map { try rule($0, built["\($0.name).left"] ?? "") }
    let due = try Self.trials.enumerated().map { number, trial in
      self.due(trial, number + 1, try #require(built["\(trial.name).left"]), hash: rules[number].hash)
    }
    let night = CleanupNight(
      asOf: Int(Date().timeIntervalSince1970), isRehearsal: false,
      accounts: [CleanupAccount(number: "123456789012")], actions: Set(CleanupCatalog.names),
      waits: CleanupNight.Waits(looks: [.zero], pause: .zero, most: 5),
      clock: { Int(Date().timeIntervalSince1970) })
    let cloud = Cloud(
      runner: Runner(real: try ForkedAWS(programs)), endpoints: Endpoints(["AWS_ENDPOINT_URL": server.url]),
      parallel: 2,
      pauses: [])
    let ledger = ledger
    let cleaner = Cleaner(ledger: ledger, rules: rules, answers: Voices(), cloud: cloud, night: night) {
      rules, asOf in
      try Auditor(
        ledger: ledger, rules: rules,
        costs: ResourceCosts(days: 0, byResource: [:], byGroup: [:], usesBilled: false),
        owners: OwnerResolver()
      ).audit(asOf: asOf)
    }
    for outcome in try await cleaner.clean(due) {
      guard case .cleaned = outcome.state else {
        Issue.record("\(outcome.action.action): \(outcome.state)")
        continue
      }
    }
    let ids = String(decoding: try JSONSerialization.data(withJSONObject: built), as: UTF8.self)
    let found = try script("look", ids)
    for trial in Self.trials {
      #expect(found["\(trial.name).left"] as? String == trial.left, "\(trial.name)")
      #expect(found["\(trial.name).kept"] as? String == trial.kept, "\(trial.name)'s twin")
    }
    #expect(found["imagesnapshot.left"] as? String == "InvalidSnapshot.NotFound")
    #expect(found["imagesnapshot.kept"] as? String == "completed")
    #expect(found["final"] as? [String] == ["deleted-left"])
    try await expectUndone(night, cloud, ids)
    #expect(try JanitorLog(ledger).verify() > 0)
  }

  /// The volume comes back from its safety snapshot, and what was stopped starts.
  private func expectUndone(_ night: CleanupNight, _ cloud: Cloud, _ ids: String) async throws {
    let undo = CleanupUndo(ledger: ledger, cloud: cloud, night: night)
    let taken = [
      "delete-ebs-volume", "stop-instance", "stop-rds-instance", "scale-auto-scaling-group",
      "set-log-retention", "delete-secret", "tag-resource",
    ]
    for line in try JanitorLog(ledger).entries()
    where line.event == .done && taken.contains(line.action ?? "") {
      _ = try await undo.undo(line.sequence)
    }
    let found = try script("look", ids)
    let volume = try #require((found["volumes"] as? [[String: Any]])?.first)
    #expect(volume["zone"] as? String == "us-east-1b" && volume["type"] as? String == "gp3")
    #expect(volume["size"] as? Int == 20 && volume["left"] as? [String] == ["yes"])
    #expect(found["stop.left"] as? String == "running")
    #expect(found["stopped.left"] as? String == "available")
    #expect(found["sized.left"] as? String == "1")
    #expect(found["logs.left"] as? String == "none")
    #expect(found["secret.left"] as? String == "no")
    #expect(found["flag.left"] as? String == "flag left")
  }
}
