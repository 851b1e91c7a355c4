import Foundation
import Inventory
import TestSupport
import Testing

/// One collection through the real aws command, from a small fleet at a server that plays AWS.
@Suite(
  .enabled(
    if: MotoServer.Programs.found != nil, "moto and the aws command are not there; run scripts/install-moto"))
struct MotoTests {
  /// What the server cannot answer, or answers otherwise than AWS.
  private static let stubbed = [
    "ec2.describe-reserved-instances":
      #"{"ReservedInstances": [{"ReservedInstancesId": "r-1", "State": "active", "InstanceCount": 2}]}"#,
    "savingsplans.describe-savings-plans":
      #"{"savingsPlans": [{"savingsPlanId": "sp-1", "savingsPlanArn": "arn:aws:savingsplans::1:savingsplan/sp-1"}]}"#,
    "elasticbeanstalk.describe-environment-resources":
      #"{"EnvironmentResources": {"EnvironmentName": "site-blue", "AutoScalingGroups": []}}"#,
  ]
  /// Types of which the fleet has none.
  private static let absent: Set = ["rds_cluster"]

  private let folder: TemporaryFolder
  private let aws: StubAWS
  private let ids: [String: String]
  private let environment: [String: String]

  init() throws {
    let programs = try #require(MotoServer.Programs.found)
    folder = try TemporaryFolder()
    aws = try StubAWS(identity: false)
    let server = try MotoServer(programs)
    for (call, answer) in Self.stubbed { try aws.answer(call, answer) }
    let fleet = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(
      path: "Fixtures/fleet.py"
    ).path
    let built = try Program.run(programs.python, [fleet, server.url])
    try #require(built.status == 0, "\(built.err)")
    ids = try #require(try JSONSerialization.jsonObject(with: Data(built.out.utf8)) as? [String: String])
    environment = aws.environment.merging([
      "AWS_ENDPOINT_URL": server.url, "AWS_ACCESS_KEY_ID": "testing", "AWS_SECRET_ACCESS_KEY": "testing",
      "REAL_AWS": programs.aws,
    ]) { $1 }
    try collect()
  }

  /// Collects once, and loads the same answers again as of forty days later.
  private func collect() throws {
    let collected = try run(
      "inventory", "collect", "--region", "us-east-1", "--as-of", "2026-09-01T03:00:00Z", "--strict")
    try #require(collected.status == 0, "\(collected.err)")
    try #require(collected.err.isEmpty, "\(collected.err)")
    let path = folder.path("inventory/2026-09-01T03-00-00Z/snapshot.json")
    let statement = try String(contentsOfFile: path, encoding: .utf8)
    try #require(statement.contains("2026-09-01T03:00:00Z"))
    try statement.replacing("2026-09-01T03:00:00Z", with: "2026-10-11T03:00:00Z")
      .write(toFile: path, atomically: true, encoding: .utf8)
    try #require(try run("inventory", "load", "inventory").status == 0)
  }

  private func run(_ arguments: String...) throws -> ProgramResult {
    try Binary.run(arguments, environment: environment, in: folder.path)
  }

  private func rows(_ arguments: String...) throws -> [[String: Any]] {
    let result = try Binary.run(
      arguments + ["--as-of", "2026-10-31", "--format", "json"], environment: environment, in: folder.path)
    try #require(result.status == 0, "\(result.err)")
    return try #require(try JSONSerialization.jsonObject(with: Data(result.out.utf8)) as? [[String: Any]])
  }

  /// All of it in one test: a call costs half a second of a core, and there are some hundred and fifty.
  @Test func `finds what is there, and exactly the defects`() throws {
    let counts = try rows("inventory", "list")
    let types = Set(counts.compactMap { $0["resource_type"] as? String })
    #expect(Set(ResourceCatalog.types.map(\.name)).subtracting(types) == Self.absent)
    try expectSettings()

    let audit = try rows(
      "audit", "--rule",
      "address-unassociated,auto-scaling-group-empty,classic-load-balancer-empty,ebs-volume-detached,"
        + "load-balancer-without-targets,instance-stopped")
    let found = Set(audit.map { "\($0["rule"] ?? ""): \($0["resource_id"] ?? "")" })
    #expect(
      found == [
        "address-unassociated: \(ids["address_free"] ?? "")", "auto-scaling-group-empty: forgotten",
        "classic-load-balancer-empty: classic-empty", "ebs-volume-detached: \(ids["volume_detached"] ?? "")",
      ])
  }

  /// Columns of the further calls, each of a defect and of its healthy twin.
  private func expectSettings() throws {
    func values(_ type: String, _ id: String, _ columns: String...) throws -> [String: String] {
      let all = try rows("inventory", "list", type)
      return Dictionary(
        uniqueKeysWithValues: all.map { row in
          (row[id] as? String ?? "", columns.map { "\(row[$0] ?? "absent")" }.joined(separator: " "))
        })
    }
    #expect(
      try values(
        "s3_bucket", "bucket", "versioning", "encryption", "lifecycle_rules", "unfinished_uploads", "tag:team"
      )
        == ["kept-well": "Enabled aws:kms 1 0 polls", "left-alone": "<null> <null> 0 1 <null>"])
    #expect(
      try values("dynamodb_table", "dynamodb_table", "point_in_time_recovery", "tag:team")
        == ["votes": "ENABLED polls", "unprotected": "DISABLED polls"])
    #expect(
      try values("log_group", "log_group", "retention_days") == ["/app/api": "30", "/app/forever": "<null>"])
    #expect(
      try values("kms_key", "key_id", "rotation").filter { ids.values.contains($0.key) }
        == [ids["kms_rotated"] ?? "": "1", ids["kms_fixed"] ?? "": "0"])
    #expect(try values("cloudwatch_alarm", "alarm", "action_count") == ["cpu": "1", "mute": "0"])
    #expect(
      try values("rds_instance", "db_instance", "publicly_accessible", "multi_az", "backup_retention_days")
        == ["orders": "0 1 7", "leaky": "1 0 0"])
    #expect(
      try values("access_key", "access_key_id", "user_name", "state") == [ids["key"] ?? "": "ann Active"])
    #expect(try values("ecs_service", "ecs_service", "desired_count") == ["web/api": "2"])
    #expect(
      try values("network_interface", "network_interface_id", "state")[ids["interface_detached"] ?? ""]
        == "available")
    #expect(
      try values("internet_gateway", "internet_gateway_id", "attachments")[ids["gateway_detached"] ?? ""]
        == "0")
  }
}
