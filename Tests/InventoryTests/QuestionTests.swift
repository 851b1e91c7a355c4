import Billing
import Inventory
import Testing

/// What is asked of the inventory: what changed, which resource a name means, and what code manages.
struct QuestionTests {
  private func disk() throws -> SnapshotOnDisk {
    let disk = try SnapshotOnDisk()
    try disk.write(
      day: 2, "ec2.describe-volumes",
      #"{"Volumes": [{"VolumeId": "vol-1", "State": "in-use", "Attachments": [{"InstanceId": "i-1"}], "#
        + #""Tags": [{"Key": "team", "Value": "a"}, {"Key": "env", "Value": "x"}]}, {"VolumeId": "vol-2"}]}"#)
    try disk.write(
      day: 4, "ec2.describe-volumes",
      #"{"Volumes": [{"VolumeId": "vol-1", "State": "available", "Tags": [{"Key": "team", "Value": "b"}]}, "#
        + #"{"VolumeId": "vol-3"}]}"#)
    try disk.load("")
    return disk
  }

  private func text(_ change: InventoryChange) -> String {
    "\(change.kind.rawValue) \(change.resource) \(change.field ?? "-") \(change.from ?? "-") \(change.to ?? "-")"
  }

  @Test func `changes name the field, from what and to what`() throws {
    let changes = try InventoryChanges(ledger: try disk().ledger).between(
      SnapshotOnDisk.time(2), SnapshotOnDisk.time(31))
    #expect(
      changes.map(text) == [
        #"changed vol-1 ebs_volume_attachments [{"instance_id":"i-1"}] -"#,
        #"changed vol-1 instance_ids ["i-1"] -"#,
        "changed vol-1 state in-use available", "changed vol-1 tag:env x -", "changed vol-1 tag:team a b",
        "vanished vol-2 - - -", "appeared vol-3 - - -",
      ])
    #expect(changes.allSatisfy { $0.at == SnapshotOnDisk.time(4) })
  }

  @Test func `what the first look showed has not appeared then`() throws {
    let changes = InventoryChanges(ledger: try disk().ledger)
    #expect(try changes.between(SnapshotOnDisk.time(1), SnapshotOnDisk.time(3)) == [])
  }

  @Test func `a resource has its history`() throws {
    let disk = try disk()
    let view = try InventoryView(ledger: disk.ledger, asOf: SnapshotOnDisk.time(31))
    let volume = try ResourceName("vol-1").resource(among: try view.resources())
    #expect(volume.fullName == "111111111111/us-east-1/ebs_volume/vol-1")
    #expect(volume.tags == ["team": "b"])
    let history = try InventoryChanges(ledger: disk.ledger).history(
      of: volume, until: SnapshotOnDisk.time(31))
    #expect(
      history.map(\.field) == ["ebs_volume_attachments", "instance_ids", "state", "tag:env", "tag:team"])
  }

  @Test func `a name of several lists them, and a slip names the nearest`() throws {
    let disk = try SnapshotOnDisk()
    for region in ["eu-west-1", "us-east-1"] {
      try disk.write(
        "2/111111111111/\(region)/elb.describe-load-balancers.json",
        #"{"LoadBalancerDescriptions": [{"LoadBalancerName": "web"}]}"#)
    }
    try disk.load("2", takenAt: SnapshotOnDisk.time(2))
    let all = try InventoryView(ledger: disk.ledger, asOf: SnapshotOnDisk.time(31)).resources()
    let several = try #require(throws: Problem.self) { try ResourceName("web").resource(among: all) }
    #expect(several.what.contains("111111111111/eu-west-1/classic_load_balancer/web\n"))
    let slip = try #require(throws: Problem.self) { try ResourceName("wep").resource(among: all) }
    #expect(slip.what.contains("did you mean 'web'?"))
    let chosen = try ResourceName("111111111111/us-east-1/classic_load_balancer/web").resource(among: all)
    #expect(chosen.region == "us-east-1")
  }

  @Test func `a Terraform state replaces its earlier version`() throws {
    let disk = try SnapshotOnDisk()
    func state(_ ids: [String]) -> String {
      let instances = ids.enumerated().map {
        #"{"index_key": \#($0.offset), "attributes": {"id": "\#($0.element)", "password": "secret", "#
          + #""arn": "arn:aws:ec2:us-east-1:111111111111:instance/\#($0.element)"}}"#
      }
      return #"{"version": 4, "lineage": "3f", "resources": [{"mode": "managed", "module": "module.web", "#
        + #""type": "aws_instance", "name": "api", "instances": [\#(instances.joined(separator: ","))]}, "#
        + #"{"mode": "data", "type": "aws_ami", "name": "x", "instances": [{"attributes": {"id": "ami-1"}}]}]}"#
    }
    for ids in [["i-1", "i-2"], ["i-2"]] {
      try disk.write("prod.tfstate", state(ids))
      try TerraformState(path: "\(disk.path)/prod.tfstate").store(in: disk.ledger)
    }
    #expect(
      try disk.rows("SELECT * FROM terraform_resources", ["terraform_resources"]) == [
        "111111111111|us-east-1|i-2|arn:aws:ec2:us-east-1:111111111111:instance/i-2|"
          + "module.web.aws_instance.api[0]|aws_instance|prod.tfstate"
      ])
  }
}
