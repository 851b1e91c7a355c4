import Inventory
import Testing

/// Which answers count: only whole ones, and the newest of them.
struct WholenessTests {
  private static let targetGroups =
    #"{"TargetGroups": [{"TargetGroupName": "web", "TargetGroupArn": "arn:tg/web"}, "#
    + #"{"TargetGroupName": "api", "TargetGroupArn": "arn:tg/api"}]}"#
  private static let noTargets = #"{"TargetHealthDescriptions": []}"#
  private let health = "111111111111/us-east-1/elbv2.describe-target-health"

  private func statuses(_ disk: SnapshotOnDisk) throws -> [String: AnswerStatus] {
    let answers = try InventoryView(ledger: disk.ledger, asOf: SnapshotOnDisk.time(31)).answers
    return Dictionary(uniqueKeysWithValues: answers.map { ($0.call, $0) })
  }

  @Test func `a call that failed leaves the older answer, and says so`() throws {
    let disk = try SnapshotOnDisk()
    try disk.write(day: 2, "ec2.describe-volumes", volumes(("vol-1", "in-use")))
    try disk.load("2")
    try disk.write("3/111111111111/us-east-1/ec2.describe-volumes.json", volumes())
    try disk.write(
      "3/snapshot.json",
      #"{"taken_at": "2026-10-03T03:00:00Z", "calls": [{"account": "111111111111", "region": "us-east-1", "#
        + #""call": "ec2.describe-volumes", "whole": false, "error": "AccessDenied"}]}"#)
    let summary = try disk.load("3")
    #expect(summary.snapshots.first?.failures.map(\.reason) == ["AccessDenied"])
    #expect(try disk.rows("SELECT volume_id FROM ebs_volumes", ["ebs_volumes"]) == ["vol-1"])
    let status = try statuses(disk)["ec2.describe-volumes"]
    #expect(status?.takenAt == SnapshotOnDisk.time(2))
    #expect(status?.failure?.takenAt == SnapshotOnDisk.time(3))
    #expect(status?.failure?.reason == "AccessDenied")
  }

  @Test func `one file for each resource makes one table`() throws {
    let disk = try SnapshotOnDisk()
    try disk.write(day: 2, "elbv2.describe-target-groups", Self.targetGroups)
    try disk.write("2/\(health)/api.json", Self.noTargets)
    try disk.write(
      "2/\(health)/web.json",
      #"{"TargetHealthDescriptions": [{"Target": {"Id": "i-1", "Port": 80}, "TargetHealth": {"State": "healthy"}}]}"#
    )
    try disk.load("2")
    let tables: Set = ["target_groups", "target_group_targets"]
    #expect(
      try disk.rows("SELECT target_group, target_count, empty_since FROM target_groups", tables)
        == ["api|0|2026-10-02T03:00:00Z", "web|1|-"])
    #expect(
      try disk.rows("SELECT target_group, target_id, port, health FROM target_group_targets")
        == ["web|i-1|80|healthy"])
  }

  @Test(arguments: [
    ("AccessDenied", "api: AccessDenied"),
    ("TargetGroupNotFound", nil),
  ]) func `an error for one resource counts by its code`(code: String, reason: String?) throws {
    let disk = try SnapshotOnDisk()
    try disk.write(day: 2, "elbv2.describe-target-groups", Self.targetGroups)
    try disk.write("2/\(health)/web.json", Self.noTargets)
    try disk.write(
      "2/\(health)/api.error",
      "\nAn error occurred (\(code)) when calling the DescribeTargetHealth operation: no")
    try disk.load("2")
    #expect(try statuses(disk)["elbv2.describe-target-health"]?.failure?.reason == reason)
  }

  @Test func `a resource that nobody asked about makes the answer not whole`() throws {
    let disk = try SnapshotOnDisk()
    try disk.write(day: 2, "elbv2.describe-target-groups", Self.targetGroups)
    try disk.write("2/\(health)/web.json", Self.noTargets)
    try disk.load("2")
    let status = try statuses(disk)["elbv2.describe-target-health"]
    #expect(status?.takenAt == nil)
    #expect(status?.failure?.reason == "there is no answer for api")
  }

  @Test func `where there is no resource to ask about the answer is whole`() throws {
    let disk = try SnapshotOnDisk()
    try disk.write(day: 2, "elbv2.describe-target-groups", #"{"TargetGroups": []}"#)
    try disk.load("2")
    #expect(try statuses(disk)["elbv2.describe-target-health"]?.takenAt == SnapshotOnDisk.time(2))
  }

  @Test func `an answer cut by the CLI is not whole`() throws {
    let disk = try SnapshotOnDisk()
    try disk.write(day: 2, "ec2.describe-volumes", #"{"Volumes": [], "NextToken": "eyJ"}"#)
    try disk.load("2")
    #expect(try statuses(disk)["ec2.describe-volumes"]?.takenAt == nil)
  }

  @Test(arguments: ["web", "arn%2Ftg%2F73e2", "targetgroup-web-73e2", "web_73e2", "73e2"])
  func `a file may be named after the name, the ARN or its end`(file: String) throws {
    let disk = try SnapshotOnDisk()
    try disk.write(
      day: 2, "elbv2.describe-target-groups",
      #"{"TargetGroups": [{"TargetGroupName": "web", "TargetGroupArn": "#
        + #""\#(file.hasPrefix("arn") ? "arn/tg/73e2" : "arn:aws:elb:us-east-1:1:targetgroup/web/73e2")"}]}"#)
    try disk.write("2/\(health)/\(file).json", Self.noTargets)
    try disk.load("2")
    #expect(try disk.rows("SELECT target_count FROM target_groups", ["target_groups"]) == ["0"])
  }

  @Test func `one file tells of one resource only`() throws {
    let disk = try SnapshotOnDisk()
    try disk.write(day: 2, "elbv2.describe-target-groups", Self.targetGroups)
    try disk.write(day: 2, "elbv2.describe-target-health", Self.noTargets)
    try disk.load("2")
    #expect(try statuses(disk)["elbv2.describe-target-health"]?.takenAt == nil)
  }
}
