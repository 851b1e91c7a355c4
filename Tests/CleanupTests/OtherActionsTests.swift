import Janitor
import TestSupport
import Testing

@testable import Cleanup

/// What is checked of other types than volumes.
struct OtherActionsTests {
  private func instance(_ state: String, _ more: FakeCloud.Thing = [:]) -> FakeCloud.Thing {
    [
      "InstanceId": "i-1", "State": ["Name": state], "RootDeviceType": "ebs",
      "LaunchTime": "2026-08-01T00:00:00Z",
      "Tags": [FakeCloud.Thing](),
    ].merging(more) { $1 }
  }

  private func stage(_ instance: FakeCloud.Thing) throws -> Stage {
    let stage = try Stage()
    stage.cloud.instances = [instance]
    return stage
  }

  private func due(_ stage: Stage, _ rule: String) throws -> DueAction {
    try stage.due(rule, "i-1", type: "instance", createdAt: nil)
  }

  @Test func `a stopped instance is terminated`() async throws {
    let stage = try stage(instance("stopped"))
    #expect(try await stage.clean(try due(stage, "instance-left")) == [.cleaned(undo: nil)])
    #expect(stage.cloud.changes == ["ec2.terminate-instances"])
    #expect(stage.log.last?.detail["no_undo"]?.contains("gone") == true)
  }

  @Test func `an image comes first where it is asked for`() async throws {
    let stage = try stage(instance("stopped", ["Tags": [["Key": "tarsier:image-first", "Value": "yes"]]]))
    #expect(try await stage.clean(try due(stage, "instance-left")) == [.cleaned(undo: nil)])
    #expect(stage.cloud.changes == ["ec2.create-image", "ec2.terminate-instances"])
  }

  @Test func `a running instance is stopped, and started again by undo`() async throws {
    let stage = try stage(instance("running"))
    let outcome = try await stage.clean(try due(stage, "instance-idle-here"))
    #expect(outcome == [.cleaned(undo: "tarsier janitor undo 1")])
    let undo = CleanupUndo(ledger: stage.ledger, cloud: stage.provider, night: stage.night)
    #expect(try await undo.undo(1).action == "stop-instance")
    #expect((stage.cloud.instances[0]["State"] as? [String: Any])?["Name"] as? String == "running")
    #expect(stage.story.last == "undone stop-instance")
    await #expect(throws: (any Error).self) { try await undo.undo(1) }
  }

  @Test(arguments: ["protected", "member", "unknown protection", "spot", "instance store"])
  func `is not stopped`(_ why: String) async throws {
    var thing = instance("running")
    if why == "spot" { thing["InstanceLifecycle"] = "spot" }
    if why == "instance store" { thing["RootDeviceType"] = "instance-store" }
    let stage = try stage(thing)
    if why == "protected" { stage.cloud.protected = ["i-1"] }
    if why == "member" { stage.cloud.members = ["i-1"] }
    if why == "unknown protection" {
      stage.cloud.always("ec2.describe-instance-attribute", .answer(#"{"InstanceId": "i-1"}"#))
    }
    guard case .refused = try await stage.clean(try due(stage, "instance-idle-here"))[0] else {
      return #expect(Bool(false))
    }
    #expect(stage.cloud.changes.isEmpty)
  }

  @Test func `whether it is a group's must be known`() async throws {
    let stage = try stage(instance("running"))
    stage.cloud.always("autoscaling.describe-auto-scaling-instances", .refuse("AccessDenied"))
    guard case .notTonight = try await stage.clean(try due(stage, "instance-idle-here"))[0] else {
      return #expect(Bool(false))
    }
  }

  // Images and snapshots

  @Test func `an image takes its snapshots along, but those of others`() async throws {
    let stage = try Stage.withImage()
    #expect(try await stage.clean(try stage.dueImage()) == [.cleaned(undo: nil)])
    #expect(stage.cloud.images.count == 1)
    #expect(stage.cloud.snapshots.map { $0["SnapshotId"] as? String } == ["snap-2"])
    #expect(stage.log.last?.detail["reason"] == "the image ami-2 has it")
  }

  @Test func `a shared snapshot stays when its image goes`() async throws {
    let stage = try Stage.withImage()
    stage.cloud.shared = ["snap-1"]
    #expect(try await stage.clean(try stage.dueImage()) == [.cleaned(undo: nil)])
    #expect(stage.cloud.snapshots.count == 2)
  }

  @Test(arguments: ["public", "shared", "unknown", "protected"]) func `an image is left alone`(_ why: String)
    async throws
  {
    let stage = try Stage.withImage()
    switch why {
    case "public": stage.cloud.images[0]["Public"] = true
    case "shared": stage.cloud.shared = ["ami-1"]
    case "protected": stage.cloud.images[0]["DeregistrationProtection"] = "enabled-with-cooldown"
    default: stage.cloud.always("ec2.describe-image-attribute", .refuse("AuthFailure"))
    }
    switch try await stage.clean(try stage.dueImage())[0] {
    case .refused: #expect(why != "unknown")
    case .notTonight: #expect(why == "unknown")
    case let other: Issue.record("\(other)")
    }
    #expect(stage.cloud.changes.isEmpty)
  }

  @Test(arguments: ["shared", "unknown", "backup", "dlm"]) func `a snapshot is left alone`(_ why: String)
    async throws
  {
    let stage = try Stage()
    stage.cloud.snapshots = [
      [
        "SnapshotId": "snap-1", "State": "completed", "VolumeId": "vol-gone", "OwnerId": "111111111111",
        "StartTime": Stage.created, "Tags": [FakeCloud.Thing](),
      ]
    ]
    switch why {
    case "shared": stage.cloud.shared = ["snap-1"]
    case "backup":
      stage.cloud.snapshots[0]["Description"] = "This snapshot is created by the AWS Backup service."
    case "dlm": stage.cloud.snapshots[0]["Tags"] = [["Key": "aws:dlm:lifecycle-policy-id", "Value": "p"]]
    default: stage.cloud.always("ec2.describe-snapshot-attribute", .refuse("UnauthorizedOperation"))
    }
    switch try await stage.clean(try stage.due("snapshot-left", "snap-1", type: "ebs_snapshot"))[0] {
    case .refused: #expect(why != "unknown")
    case .notTonight: #expect(why == "unknown")
    case let other: Issue.record("\(other)")
    }
    #expect(stage.cloud.changes.isEmpty)
  }

  // Groups, databases, addresses

  @Test func `a group is scaled to zero before it is deleted`() async throws {
    let stage = try Stage()
    stage.cloud.groups = [Stage.group((1, 2, 4), instances: 2)]
    let due = try stage.dueGroup()
    #expect(try await stage.clean(due) == [.cleaned(undo: nil)])
    #expect(
      stage.cloud.changes == [
        "autoscaling.update-auto-scaling-group", "autoscaling.delete-auto-scaling-group",
      ])
  }

  @Test(arguments: [
    "warm pool", "protected", "protected members", "ECS", "EKS", "a member's protection", "a member's tag",
    "a member's keep",
  ]) func `a group is left alone`(_ why: String) async throws {
    let stage = try Stage()
    var thing = Stage.group((0, 0, 4), instances: 1)
    switch why {
    case "warm pool": thing["WarmPoolConfiguration"] = ["MinSize": 0]
    case "protected": thing["DeletionProtection"] = "prevent-all-deletion"
    case "protected members": thing["Instances"] = [["InstanceId": "i-1", "ProtectedFromScaleIn": true]]
    case "a member's protection": stage.cloud.protected = ["i-0"]
    case "a member's tag": stage.cloud.memberTags = ["i-0": [["Key": "tarsier:keep", "Value": ""]]]
    case "a member's keep": stage.voices.keptIDs = ["i-0"]
    case "ECS": thing["Tags"] = [["Key": "AmazonECSManaged", "Value": ""]]
    default: thing["Tags"] = [["Key": "eks:cluster-name", "Value": "web"]]
    }
    stage.cloud.groups = [thing]
    let due = try stage.dueGroup()
    guard case .refused = try await stage.clean(due)[0] else { return #expect(Bool(false)) }
    #expect(stage.cloud.changes.isEmpty)
  }

  @Test(arguments: ["", "protected", "cluster", "replica"]) func `a database is stopped unless`(_ why: String)
    async throws
  {
    let stage = try Stage()
    var thing = Stage.database
    switch why {
    case "protected": thing["DeletionProtection"] = true
    case "cluster": thing["DBClusterIdentifier"] = "shop"
    case "replica": thing["ReadReplicaSourceDBInstanceIdentifier"] = "main"
    default: break
    }
    stage.cloud.databases = [thing]
    let due = try stage.due("database-left", "orders", type: "rds_instance", arn: "arn:db:orders")
    switch try await stage.clean(due)[0] {
    case .cleaned: #expect(why.isEmpty)
    case .refused: #expect(!why.isEmpty)
    case let other: Issue.record("\(other)")
    }
  }

  @Test func `an address of a service's is not released`() async throws {
    let stage = try Stage()
    stage.cloud.addresses = [["AllocationId": "eipalloc-1", "PublicIp": "1.2.3.4", "ServiceManaged": "alb"]]
    let due = try stage.due("address-left", "eipalloc-1", type: "address", createdAt: nil)
    guard case .refused = try await stage.clean(due)[0] else { return #expect(Bool(false)) }
    stage.cloud.addresses[0]["ServiceManaged"] = nil
    stage.cloud.stacks = ["1.2.3.4": "web"]
    #expect(try await stage.clean(due) == [.refused("CloudFormation manages it (web)")])
    stage.cloud.stacks = [:]
    #expect(try await stage.clean(due) == [.cleaned(undo: nil)])
  }

  // What came into use after the rules were asked

  @Test func `an instance that was started since its mark is not terminated`() async throws {
    let stage = try stage(instance("stopped"))
    let cloud = stage.cloud
    cloud.at(
      "ec2.describe-instances", nil,
      .meanwhile {
        cloud.instances[0]["State"] = ["Name": "running"]
        cloud.instances[0]["LaunchTime"] = "2026-10-01T02:59:00+00:00"
      })
    #expect(
      try await stage.clean(try due(stage, "instance-left")) == [.refused("it was started since its mark")])
    #expect(cloud.changes.isEmpty)
  }

  @Test func `an instance whose start is not told is left for another night`() async throws {
    let stage = try stage(instance("stopped"))
    stage.cloud.instances[0]["LaunchTime"] = nil
    #expect(
      try await stage.clean(try due(stage, "instance-left")) == [
        .notTonight("when it was started is not told")
      ])
  }

  @Test func `a group that scaled out since the rules were asked is not emptied`() async throws {
    let stage = try Stage()
    let cloud = stage.cloud
    let second: FakeCloud.Thing = ["AutoScalingGroupName": "web-2", "AutoScalingGroupARN": "arn:asg:web-2"]
    cloud.groups = [Stage.group((0, 0, 4), instances: 0), Stage.group((0, 0, 4), instances: 0, second)]
    cloud.at(
      "autoscaling.delete-auto-scaling-group",
      .meanwhile {
        cloud.groups[1]["DesiredCapacity"] = 1
        cloud.groups[1]["Instances"] = [["InstanceId": "i-1", "ProtectedFromScaleIn": false]]
      })
    let states = try await stage.clean(
      try stage.due("group-empty", "web", type: "auto_scaling_group", arn: "arn:asg:web"),
      try stage.due("group-empty", "web-2", type: "auto_scaling_group", arn: "arn:asg:web-2", mark: 8))
    #expect(states == [.cleaned(undo: nil), .refused("the rule flags it no more")])
    #expect(cloud.groups[0]["DesiredCapacity"] as? Int == 1)
    #expect(cloud.made("autoscaling.delete-auto-scaling-group").count == 1)
  }

  @Test(arguments: ["kept", "kept while it empties", "denied", "in use"])
  func `a group that is not deleted has its sizes again`(_ why: String) async throws {
    let stage = try Stage()
    let (cloud, voices) = (stage.cloud, stage.voices)
    cloud.groups = [Stage.group((1, 2, 4), instances: 2)]
    switch why {
    case "denied": cloud.at("autoscaling.delete-auto-scaling-group", .refuse("AccessDenied"))
    case "kept while it empties":
      cloud.at("autoscaling.update-auto-scaling-group", .meanwhile { voices.keep = "by ann" })
    case "kept":
      // It is asked once in each round of checks.
      cloud.at("cloudformation.describe-stack-resources", nil, .meanwhile { voices.keep = "by ann" })
    default: cloud.at("autoscaling.delete-auto-scaling-group", .refuse("ResourceInUse"))
    }
    let due = try stage.dueGroup()
    switch try await stage.clean(due)[0] {
    case .failed: #expect(!why.hasPrefix("kept"))
    case .refused, .notTonight: #expect(why.hasPrefix("kept"))
    case let other: Issue.record("\(other)")
    }
    let sizes = ["MinSize", "DesiredCapacity", "MaxSize"].compactMap { cloud.groups[0][$0] as? Int }
    #expect(sizes == [1, 2, 4])
    #expect(stage.story.contains("undone scale-group-to-zero"))
  }

  @Test func `a group that was left at zero gets its sizes by undo`() async throws {
    let stage = try Stage()
    let cloud = stage.cloud
    cloud.groups = [Stage.group((1, 2, 4), instances: 2)]
    cloud.at("autoscaling.delete-auto-scaling-group", .death(carriedOut: false))
    let due = try stage.dueGroup()
    await #expect(throws: FakeCloud.Killed.self) { try await stage.clean(due) }
    #expect(cloud.groups[0]["DesiredCapacity"] as? Int == 0)
    let undo = CleanupUndo(ledger: stage.ledger, cloud: stage.provider, night: stage.night)
    #expect(try await undo.undo(2).action == "scale-group-to-zero")
    #expect(cloud.groups[0]["DesiredCapacity"] as? Int == 2)
    #expect(stage.story.last == "undone scale-group-to-zero")
  }

  @Test func `a safety snapshot stays when its image goes`() async throws {
    let stage = try Stage.withImage()
    stage.cloud.snapshots[0]["Tags"] = [["Key": "tarsier:undo-until", "Value": "2026-10-31T03:00:00Z"]]
    #expect(try await stage.clean(try stage.dueImage()) == [.cleaned(undo: nil)])
    #expect(stage.cloud.snapshots.count == 2)
    #expect(
      stage.log.contains { $0.detail["reason"] == "it is what another clean-up can be undone with" })
  }
}
