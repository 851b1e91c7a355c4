import Foundation
import TestSupport
import Testing

/// `inventory collect` and `doctor` as users run them, with an aws command that answers from files.
struct CollectCommandTests {
  private let folder: TemporaryFolder
  private let aws: StubAWS

  init() throws {
    folder = try TemporaryFolder()
    aws = try StubAWS()
  }

  private func run(_ arguments: String..., environment: [String: String]? = nil) throws -> ProgramResult {
    try Binary.run(["inventory"] + arguments, environment: environment ?? aws.environment, in: folder.path)
  }

  private func collect(_ arguments: String...) throws -> ProgramResult {
    try Binary.run(
      ["inventory", "collect", "--region", "us-east-1", "--type", "ebs_snapshot,vpc"] + arguments,
      environment: aws.environment, in: folder.path)
  }

  private static let snapshots =
    #"{"Snapshots": [{"SnapshotId": "snap-1", "OwnerId": "111111111111", "State": "completed", "VolumeSize": 8}]}"#

  @Test func `collects, writes a snapshot and loads it`() throws {
    try aws.answer("ec2.describe-snapshots", Self.snapshots)
    try aws.answer("ec2.describe-vpcs", #"{"Vpcs": []}"#)
    let result = try collect("--format", "json")
    let rows = try jsonRows(result)
    #expect(rows.map { $0["resources"] as? Int } == [1])
    #expect(result.err == "")
    let list = try jsonRows(try run("list", "ebs_snapshot", "--format", "json"))
    #expect(list.map { $0["snapshot_id"] as? String } == ["snap-1"])
    #expect(
      try aws.log().contains { $0.hasPrefix("ec2 describe-snapshots --owner-ids self --region us-east-1") })
  }

  @Test func `what is denied is told and does not end the run, unless strict`() throws {
    try aws.answer("ec2.describe-snapshots", Self.snapshots)
    try aws.refuse("ec2.describe-vpcs", "UnauthorizedOperation")
    let result = try collect()
    #expect(result.status == 0)
    #expect(
      result.err
        == "note: ec2.describe-vpcs in 111111111111/us-east-1 did not come whole: UnauthorizedOperation\n")
    #expect(try collect("--strict").status == 1)
    let vpcs = try run("list", "vpc")
    #expect(vpcs.err.contains("did not come whole"))
    #expect(vpcs.err.contains("nothing is known of it"))
  }

  @Test func `the last whole answer stays, with its age`() throws {
    try aws.answer("ec2.describe-snapshots", Self.snapshots)
    try aws.answer("ec2.describe-vpcs", #"{"Vpcs": []}"#)
    let first = try collect("--as-of", "2026-10-01T03:00:00Z")
    #expect(first.status == 0, "\(first.err)")
    try aws.refuse("ec2.describe-snapshots", "AccessDenied")
    #expect(try collect("--as-of", "2026-10-02T03:00:00Z").status == 0)
    let list = try run("list", "ebs_snapshot", "--format", "csv")
    #expect(list.out.contains("snap-1"))
    #expect(
      list.err.contains("on 2026-10-02T03:00:00Z: AccessDenied; what is shown is of 2026-10-01T03:00:00Z"))
  }

  @Test func `a call that is throttled is made again`() throws {
    try aws.answer("ec2.describe-snapshots", Self.snapshots)
    try aws.answer("ec2.describe-vpcs", #"{"Vpcs": []}"#)
    try aws.throttleOnce("ec2.describe-snapshots")
    let result = try collect("--strict")
    #expect(result.status == 0, "\(result.err)")
    #expect(try aws.log().filter { $0.hasPrefix("ec2 describe-snapshots") }.count == 2)
  }

  @Test func `a call that never ends is stopped`() throws {
    try aws.hang("ec2.describe-snapshots")
    try aws.answer("ec2.describe-vpcs", #"{"Vpcs": []}"#)
    let result = try collect("--timeout", "1")
    #expect(result.status == 0)
    #expect(
      result.err.contains(
        "ec2.describe-snapshots in 111111111111/us-east-1 did not come whole: it took too long"))
  }

  @Test func `an answer that was cut is not whole`() throws {
    try aws.answer("ec2.describe-snapshots", String(Self.snapshots.prefix(60)))
    try aws.answer("ec2.describe-vpcs", #"{"Subnets": []}"#)
    let result = try collect()
    #expect(result.status == 0)
    #expect(result.err.contains("the answer is not whole JSON: it ends"))
    #expect(
      result.err.contains("is not an answer of aws ec2 describe-vpcs: it has no list Vpcs (it has Subnets)"))
  }

  @Test func `without the aws command it says how to get one`() throws {
    let result = try run("collect", "--region", "us-east-1", environment: ["PATH": "/nowhere"])
    #expect(result.status == 1)
    #expect(result.err.hasPrefix("error: aws: there is no aws command on the PATH; install the AWS CLI"))
  }

  @Test func `a stamp later than the clock is for rehearsals`() throws {
    let result = try collect("--as-of", "2099-01-01")
    #expect(result.status == 1)
    #expect(result.err.contains("is later than the clock"))
    #expect(try aws.log().isEmpty)
  }

  @Test func `the doctor tells what is well and what is not`() throws {
    try aws.answer("ec2.describe-snapshots", Self.snapshots)
    try aws.refuse("ec2.describe-vpcs", "UnauthorizedOperation")
    let result = try run("doctor", "--region", "us-east-1", "--type", "ebs_snapshot,vpc", "--format", "csv")
    #expect(result.status == 1)
    #expect(
      result.out == """
        check,account_id,region,status,detail
        aws command,,,ok,aws-cli/2.15.0
        credentials,111111111111,,ok,the caller's own
        ec2.describe-snapshots,111111111111,us-east-1,ok,
        ec2.describe-vpcs,111111111111,us-east-1,failed,UnauthorizedOperation; allow ec2:DescribeVpcs

        """)
  }

  @Test func `the settings' profile and its account count`() throws {
    try folder.write("tarsier.yaml", #"accounts: {"222222222222": {name: dev, profile: dev}}"#)
    let result = try collect()
    #expect(result.status == 1)
    #expect(
      result.err.contains(
        "222222222222: the profile dev is of the account 111111111111; give the account a profile"))
    #expect(try aws.log().allSatisfy { $0.contains("--profile dev") })
  }
}
