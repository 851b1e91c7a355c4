import Billing
import Inventory
import Testing

/// Every way in which a snapshot can be wrong: told with its place, and nothing is stored.
struct BadInputTests {
  private static let path = "111111111111/us-east-1/ec2.describe-volumes.json"

  @Test(arguments: [
    (path, "Hello", "\(path):1:1: is not whole JSON: it has something that is no value"),
    (path, "", "\(path):1:1: is not whole JSON: it is empty"),
    (path, "{\n  \"Volumes\": [\n", "\(path):3:1: is not whole JSON: it ends too early"),
    (path, #"{"Volumes": [{"VolumeId": "vol-"#, "is not whole JSON: it ends within a text"),
    (
      path, #"{"Snapshots": []}"#,
      "\(path): is not an answer of aws ec2 describe-volumes: it has no list Volumes"
    ),
    (path, #"{"Volumes": {}}"#, "it has no list Volumes"),
    (path, #"{"Volumes": [{"VolumeId": "vol-1"}, {"Size": 8}]}"#, "Volumes[1].VolumeId is missing"),
    (
      path, #"{"Volumes": [{"VolumeId": "v", "Size": "big"}]}"#,
      "Volumes[0].Size is 'big' where a whole number"
    ),
    (path, #"{"Volumes": [{"VolumeId": "v", "CreateTime": "2026-13-01"}]}"#, "where a time belongs"),
    ("prod/us-east-1/ec2.describe-volumes.json", "{}", "prod: is no account's folder"),
    ("11111111111/us-east-1/ec2.describe-volumes.json", "{}", "11111111111: is no account's folder"),
    (
      "222222222222/us-east-1/rds.describe-db-instances.json",
      #"{"DBInstances": [{"DBInstanceIdentifier": "a", "DBInstanceArn": "arn:aws:rds:us-east-1:111111111111:db:a"}]}"#,
      "DBInstances[0].DBInstanceArn is of account 111111111111, and the file is in the folder of 222222222222"
    ),
    (
      "111111111111/eu-west-1/rds.describe-db-instances.json",
      #"{"DBInstances": [{"DBInstanceIdentifier": "a", "DBInstanceArn": "arn:aws:rds:us-east-1:111111111111:db:a"}]}"#,
      "DBInstances[0].DBInstanceArn is of region us-east-1, and the file is in the folder of eu-west-1"
    ),
    (
      "111111111111/us-east-1/cloudwatch.get-metric-data/1.json",
      #"{"MetricDataResults": [{"Label": "instance i-1 CPUUtilization Average", "Timestamps": ["2026-10-01T00:00:00Z"], "#
        + #""Values": []}]}"#,
      "MetricDataResults[0] has 1 times and 0 values"
    ),
    ("snapshot.json", #"{"taken_at": "yesterday"}"#, "snapshot.json: has no time under taken_at"),
    ("snapshot.json", "{", "snapshot.json:1:2: is not whole JSON"),
    (
      "snapshot.json",
      #"{"taken_at": "2026-10-02T03:00:00Z", "calls": [{"account": "222222222222", "region": "eu-west-1", "#
        + #""call": "ec2.describe-volumes", "whole": true}]}"#,
      "222222222222/eu-west-1/ec2.describe-volumes.json: is missing"
    ),
  ])
  func `is told with its place`(file: String, text: String, message: String) throws {
    let disk = try SnapshotOnDisk()
    try disk.write("in/snapshot.json", #"{"taken_at": "2026-10-02T03:00:00Z"}"#)
    try disk.write("in/111111111111/us-east-1/ec2.describe-addresses.json", #"{"Addresses": []}"#)
    try disk.write("in/\(file)", text)
    let problem = try #require(throws: Problem.self) { try disk.load("in") }
    #expect(problem.description.contains(message), "\(problem)")
    #expect(!problem.remedy.isEmpty)
    for table in ["snapshot", "inventory_scope", "answer", "resource", "resource_version"] {
      #expect(try disk.rows("SELECT count(*) FROM \(table)") == ["0"])
    }
  }

  @Test func `a resource in the files of two regions is told with both`() throws {
    let disk = try SnapshotOnDisk()
    try disk.write("in/snapshot.json", #"{"taken_at": "2026-10-02T03:00:00Z"}"#)
    for region in ["eu-west-1", "us-east-1"] {
      try disk.write("in/111111111111/\(region)/ec2.describe-volumes.json", volumes(("vol-1", "in-use")))
    }
    let problem = try #require(throws: Problem.self) { try disk.load("in") }
    #expect(problem.place.hasSuffix("111111111111/us-east-1/ec2.describe-volumes.json"))
    #expect(problem.what.contains("vol-1 is also in the folder of eu-west-1"))
    #expect(try disk.rows("SELECT count(*) FROM resource") == ["0"])
  }

  @Test func `what Tarsier has not heard of is kept, or passed over, and never fatal`() throws {
    let disk = try SnapshotOnDisk()
    try disk.write(
      day: 2, "ec2.describe-volumes",
      #"{"Volumes": [{"VolumeId": "v", "State": "hibernating", "VolumeType": "gp9", "Quantum": {"Spin": [1]}}], "X": 1}"#
    )
    try disk.load("2")
    #expect(
      try disk.rows("SELECT volume_id, state, volume_type FROM ebs_volumes", ["ebs_volumes"])
        == ["v|hibernating|gp9"])
  }

  @Test(arguments: [
    ("{}", "is no Terraform state"), (#"{"version": 3, "modules": []}"#, "is no Terraform state"),
    (#"{"version": 3, "resources": []}"#, "is a Terraform state of version 3"), ("{", "is not whole JSON"),
  ]) func `what is no Terraform state is told`(text: String, message: String) throws {
    let disk = try SnapshotOnDisk()
    try disk.write("terraform.tfstate", text)
    let problem = try #require(throws: Problem.self) {
      try TerraformState(path: "\(disk.path)/terraform.tfstate")
    }
    #expect(problem.description.contains(message))
  }

  @Test func `a folder without answers is no snapshot`() throws {
    let disk = try SnapshotOnDisk()
    try disk.write("in/notes/today.txt", "nothing")
    let problem = try #require(throws: Problem.self) { try disk.load("in") }
    #expect(problem.what == "holds no snapshot of an inventory")
    #expect(throws: Problem.self) { try disk.load("nowhere") }
  }

  @Test func `nobody knows when it was taken`() throws {
    let disk = try SnapshotOnDisk()
    try disk.write("in/\(Self.path)", volumes())
    #expect(try #require(throws: Problem.self) { try disk.load("in") }.remedy.contains("--taken-at"))
    try disk.write("in/snapshot.json", #"{"taken_at": "2026-10-02T03:00:00Z"}"#)
    #expect(throws: Problem.self) { try disk.load("in", takenAt: 5) }
  }
}
