import Janitor

@testable import Cleanup

/// Things that several tests begin with.
extension Stage {
  /// An image of two snapshots, one of which another image has, too.
  static func withImage() throws -> Stage {
    let stage = try Stage()
    stage.cloud.images = [
      [
        "ImageId": "ami-1", "State": "available", "Public": false, "CreationDate": Stage.created,
        "OwnerId": "111111111111", "Tags": [FakeCloud.Thing](),
        "BlockDeviceMappings": [["Ebs": ["SnapshotId": "snap-1"]], ["Ebs": ["SnapshotId": "snap-2"]]],
      ],
      [
        "ImageId": "ami-2", "State": "pending", "Public": false, "CreationDate": Stage.created,
        "OwnerId": "111111111111", "BlockDeviceMappings": [["Ebs": ["SnapshotId": "snap-2"]]],
      ],
    ]
    stage.cloud.snapshots = ["snap-1", "snap-2"].map {
      [
        "SnapshotId": $0, "State": "completed", "VolumeId": "vol-9", "OwnerId": "111111111111",
        "StartTime": Stage.created, "Tags": [FakeCloud.Thing](),
      ]
    }
    return stage
  }

  func dueImage() throws -> DueAction { try due("image-left", "ami-1", type: "image") }

  static func group(_ sizes: (Int, Int, Int), instances: Int, _ more: FakeCloud.Thing = [:])
    -> FakeCloud.Thing
  {
    [
      "AutoScalingGroupName": "web", "AutoScalingGroupARN": "arn:asg:web", "MinSize": sizes.0,
      "DesiredCapacity": sizes.1, "MaxSize": sizes.2, "CreatedTime": Stage.created,
      "Tags": [FakeCloud.Thing](),
      "Instances": (0..<instances).map { ["InstanceId": "i-\($0)", "ProtectedFromScaleIn": false] },
    ].merging(more) { $1 }
  }

  func dueGroup() throws -> DueAction {
    try due("group-left", "web", type: "auto_scaling_group", arn: "arn:asg:web")
  }

  static var database: FakeCloud.Thing {
    [
      "DBInstanceIdentifier": "orders", "DBInstanceArn": "arn:db:orders", "DBInstanceStatus": "available",
      "DeletionProtection": false, "InstanceCreateTime": Stage.created, "TagList": [FakeCloud.Thing](),
    ]
  }
}
