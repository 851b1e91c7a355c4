/// The calls that change something beside the last step of an action.
enum Operations {
  /// The snapshot that a volume can be made from again.
  static let safetySnapshot = Operation(
    "create-safety-snapshot",
    CloudCall("ec2.create-snapshot", others: ["ec2:CreateTags"]) { target in
      let tags = [
        (SafetyTags.undoUntil, target.undoUntil), (SafetyTags.step, target.token),
        (SafetyTags.madeFor, target.id),
      ].map { "{Key=\($0),Value=\($1)}" }
      return [
        "--volume-id", target.id, "--description", "Made by Tarsier before it deleted \(target.id)",
        "--tag-specifications", "ResourceType=snapshot,Tags=[\(tags.joined(separator: ","))]",
      ]
    },
    seen: .made(
      CloudCall("ec2.describe-snapshots") { target in
        ["--owner-ids", "self", "--filters", "Name=tag:\(SafetyTags.step),Values=\(target.token)"]
      }, items: "Snapshots[]", id: "SnapshotId"),
    madeID: "SnapshotId")

  /// The image that was asked for before an instance goes; it stays until somebody lets it go.
  static let image = Operation(
    "create-image",
    CloudCall("ec2.create-image", others: ["ec2:CreateTags"]) { target in
      [
        "--instance-id", target.id, "--name", "tarsier-\(target.id)-\(target.token)", "--no-reboot",
        "--tag-specifications",
        "ResourceType=image,Tags=[{Key=\(SafetyTags.step),Value=\(target.token)},"
          + "{Key=\(SafetyTags.madeFor),Value=\(target.id)}]",
      ]
    },
    seen: .made(
      CloudCall("ec2.describe-images") { target in
        ["--owners", "self", "--filters", "Name=tag:\(SafetyTags.step),Values=\(target.token)"]
      }, items: "Images[]", id: "ImageId"),
    madeID: "ImageId")

  static let deleteImageSnapshot = Operation(
    "delete-image-snapshot", CloudCall("ec2.delete-snapshot") { ["--snapshot-id", $0.id] }, seen: .gone)

  static let expireSnapshot = Operation(
    "expire-safety-snapshot", CloudCall("ec2.delete-snapshot") { ["--snapshot-id", $0.id] }, seen: .gone)

  static let scaleToZero = Operation(
    "scale-group-to-zero", resize { _ in .zero }, seen: .field("DesiredCapacity", isOne: ["0"]))

  static let restoreSizes = Operation("restore-group-sizes", resize(\.sizes), seen: .sizes)

  /// Keeps a group's sizes with the group, so that they are known without this ledger too.
  static let noteSizes = Operation(
    "note-group-sizes",
    CloudCall("autoscaling.create-or-update-tags") { target in
      ["--tags", groupTag(target, SafetyTags.offHours, target.sizes?.text ?? "")]
    }, seen: .field("Tags[Key=\(SafetyTags.offHours)].Key", isOne: [SafetyTags.offHours]))

  static let forgetSizes = Operation(
    "forget-group-sizes",
    CloudCall("autoscaling.delete-tags") { ["--tags", groupTag($0, SafetyTags.offHours, nil)] },
    seen: .noField("Tags[Key=\(SafetyTags.offHours)].Key"))

  static let startInstance = Operation(
    "start-instance", CloudCall("ec2.start-instances") { ["--instance-ids", $0.id] },
    seen: .field("State.Name", isOne: ["pending", "running"]))

  static let startDatabase = Operation(
    "start-rds-instance", CloudCall("rds.start-db-instance") { ["--db-instance-identifier", $0.id] },
    seen: .field("DBInstanceStatus", isOne: ["starting", "available", "configuring-enhanced-monitoring"]))

  static let forgetRetention = Operation(
    "unset-log-retention", CloudCall("logs.delete-retention-policy") { ["--log-group-name", $0.id] },
    seen: .noField("retentionInDays"))

  /// Within its recovery window a secret is still described; it carries no time of deletion then.
  static let restoreSecret = Operation(
    "restore-secret", CloudCall("secretsmanager.restore-secret") { ["--secret-id", $0.arn] },
    seen: .noField("DeletedDate"))

  /// A volume like the one that was deleted, from its safety snapshot.
  static let restoreVolume = Operation(
    "restore-ebs-volume",
    CloudCall("ec2.create-volume", others: ["ec2:CreateTags"]) { VolumeAgain.arguments($0) },
    seen: .made(
      CloudCall("ec2.describe-volumes") { target in
        ["--filters", "Name=tag:\(SafetyTags.step),Values=\(target.token)"]
      }, items: "Volumes[]", id: "VolumeId"),
    madeID: "VolumeId")

  static let all = [
    safetySnapshot, image, deleteImageSnapshot, expireSnapshot, scaleToZero, restoreSizes, noteSizes,
    forgetSizes, startInstance, startDatabase, forgetRetention, restoreSecret, restoreVolume,
  ]

  static func groupTag(_ target: Target, _ key: String, _ value: String?) -> String {
    "ResourceId=\(target.id),ResourceType=auto-scaling-group,Key=\(key)"
      + (value.map { ",Value=\($0),PropagateAtLaunch=false" } ?? "")
  }

  private static func resize(_ sizes: @escaping @Sendable (Target) -> GroupSizes?) -> CloudCall {
    CloudCall("autoscaling.update-auto-scaling-group") { target in
      ["--auto-scaling-group-name", target.id] + (sizes(target)?.arguments ?? [])
    }
  }
}
