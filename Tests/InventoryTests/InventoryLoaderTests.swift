import Inventory
import Testing

struct InventoryLoaderTests {
  @Test func `reads each column from its place`() throws {
    let disk = try SnapshotOnDisk()
    try disk.write(
      day: 2, "ec2.describe-instances",
      #"""
      {"Reservations": [{"Groups": [], "Instances": [{
        "InstanceId": "i-1", "State": {"Code": 80, "Name": "stopped"}, "InstanceType": "t3.large",
        "Placement": {"AvailabilityZone": "us-east-1a", "Tenancy": "default"},
        "LaunchTime": "2026-09-01T07:00:00.000Z", "Unheard": {"of": [1, 2.5e3, null]},
        "StateTransitionReason": "User initiated (2026-09-21 09:33:43 GMT)",
        "SecurityGroups": [{"GroupId": "sg-b"}, {"GroupId": "sg-a"}],
        "Tags": [{"Key": "Name", "Value": "b\u00fcro \"1\""}, {"Key": "aws:autoscaling:groupName", "Value": "web"}]
      }]}]}
      """#)
    try disk.load("2")
    let rows = try disk.rows(
      """
      SELECT account_id, region, instance_id, arn, name, tags, state, instance_type, zone, launched_at,
        stopped_since, security_groups, auto_scaling_group, subnet_id FROM instances
      """, ["instances"])
    #expect(
      rows == [
        "111111111111|us-east-1|i-1|arn:aws:ec2:us-east-1:111111111111:instance/i-1|büro \"1\"|"
          + #"{"Name":"büro \"1\"","aws:autoscaling:groupName":"web"}|stopped|t3.large|us-east-1a|"#
          + #"2026-09-01T07:00:00Z|2026-09-21T09:33:43Z|["sg-a","sg-b"]|web|-"#
      ])
  }

  @Test func `tags come from another call, and from an object`() throws {
    let disk = try SnapshotOnDisk()
    try disk.write(
      day: 2, "elb.describe-load-balancers",
      #"{"LoadBalancerDescriptions": [{"LoadBalancerName": "old"}, {"LoadBalancerName": "unknown"}]}"#)
    try disk.write(
      day: 2, "elb.describe-tags",
      #"{"TagDescriptions": [{"LoadBalancerName": "old", "Tags": {"team": "poll"}}]}"#)
    try disk.load("2")
    #expect(
      try disk.rows("SELECT load_balancer, tags FROM classic_load_balancers", ["classic_load_balancers"])
        == [#"old|{"team":"poll"}"#, "unknown|-"])
  }

  @Test func `foreign snapshots and images are passed over`() throws {
    let disk = try SnapshotOnDisk()
    try disk.write(
      day: 2, "ec2.describe-snapshots",
      #"{"Snapshots": [{"SnapshotId": "snap-1", "OwnerId": "111111111111"},"#
        + #"{"SnapshotId": "snap-2", "OwnerId": "999999999999"}]}"#)
    try disk.load("2")
    #expect(try disk.rows("SELECT snapshot_id FROM ebs_snapshots", ["ebs_snapshots"]) == ["snap-1"])
  }

  @Test func `the same snapshot again changes nothing`() throws {
    let disk = try SnapshotOnDisk()
    try disk.write(day: 2, "ec2.describe-volumes", volumes(("vol-1", "in-use"), ("vol-2", "available")))
    #expect(try disk.load("2").snapshots.map(\.status) == ["new"])
    let before = try disk.rows("SELECT * FROM resource_version") + disk.rows("SELECT * FROM snapshot")
    let again = try disk.load("2")
    #expect(again.snapshots.map(\.status) == ["unchanged"])
    #expect(again.snapshots.map(\.resources) == [["ebs_volume": 2]])
    #expect(try disk.rows("SELECT * FROM resource_version") + disk.rows("SELECT * FROM snapshot") == before)
  }

  @Test func `a folder may hold several snapshots`() throws {
    let disk = try SnapshotOnDisk()
    try disk.write(day: 2, "ec2.describe-volumes", volumes(("vol-1", "in-use")))
    try disk.write(day: 9, "ec2.describe-volumes", volumes(("vol-2", "in-use")))
    #expect(try disk.load("").snapshots.map(\.takenAt) == [2, 9].map(SnapshotOnDisk.time))
    #expect(
      try disk.rows("SELECT resource_id, first_seen, last_seen, present FROM resources ORDER BY 1") == [
        "vol-1|2026-10-02T03:00:00Z|2026-10-02T03:00:00Z|0",
        "vol-2|2026-10-09T03:00:00Z|2026-10-09T03:00:00Z|1",
      ])
  }

  @Test func `answers that no type wants are counted and left alone`() throws {
    let disk = try SnapshotOnDisk()
    try disk.write(day: 2, "braket.search-devices", "this is not even JSON")
    #expect(try disk.load("2").snapshots.map(\.unreadCalls) == [["braket.search-devices"]])
  }

  @Test func `without a statement the caller says when it was taken`() throws {
    let disk = try SnapshotOnDisk()
    try disk.write("111111111111/us-east-1/ec2.describe-volumes.json", volumes(("vol-1", "in-use")))
    #expect(try disk.load("", takenAt: 1_790_823_600).snapshots.map(\.takenAt) == [1_790_823_600])
  }
}
