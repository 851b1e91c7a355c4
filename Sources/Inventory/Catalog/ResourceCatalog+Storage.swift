extension ResourceCatalog {
  static let storage = [volume, snapshot, bucket, fileSystem]

  private static let volume = ResourceType(
    "ebs_volume", table: "ebs_volumes", call: "ec2.describe-volumes", items: "Volumes[]", id: "VolumeId",
    idColumn: "volume_id", arn: .pattern("arn:aws:ec2:{region}:{account}:volume/{id}"),
    columns: [
      .text("state", "State"),
      .integer("size_gib", "Size"),
      .text("volume_type", "VolumeType"),
      .integer("iops", "Iops"),
      .integer("throughput", "Throughput"),
      .flag("encrypted", "Encrypted"),
      .text("snapshot_id", "SnapshotId"),
      .text("zone", "AvailabilityZone"),
      .time("created_at", "CreateTime"),
      .list("instance_ids", "Attachments[].InstanceId"),
      .text("kms_key_id", "KmsKeyId"),
      .flag("multi_attach", "MultiAttachEnabled"),
    ],
    parts: [
      Part(
        table: "ebs_volume_attachments", items: "Attachments[]", parent: "volume_id",
        columns: [
          .text("instance_id", "InstanceId"),
          .text("device", "Device"),
          .text("state", "State"),
          .flag("delete_on_termination", "DeleteOnTermination"),
          .time("attached_at", "AttachTime"),
        ])
    ],
    since: [Since("detached_since", when: .equals("state", "available"))])

  private static let snapshot = ResourceType(
    "ebs_snapshot", table: "ebs_snapshots", call: "ec2.describe-snapshots", items: "Snapshots[]",
    id: "SnapshotId", idColumn: "snapshot_id", arn: .pattern("arn:aws:ec2:{region}:{account}:snapshot/{id}"),
    ownedBy: "OwnerId",
    columns: [
      .text("state", "State"),
      .text("volume_id", "VolumeId"),
      .integer("size_gib", "VolumeSize"),
      .text("description", "Description"),
      .flag("encrypted", "Encrypted"),
      .text("storage_tier", "StorageTier"),
      .text("kms_key_id", "KmsKeyId"),
      .time("created_at", "StartTime"),
    ])

  private static let fileSystem = ResourceType(
    "efs_file_system", table: "efs_file_systems", call: "efs.describe-file-systems", items: "FileSystems[]",
    id: "FileSystemId", idColumn: "file_system_id", arn: .field("FileSystemArn"), name: .field("Name"),
    columns: [
      .text("state", "LifeCycleState"),
      .integer("mount_targets", "NumberOfMountTargets"),
      .integer("size_bytes", "SizeInBytes.Value"),
      .flag("encrypted", "Encrypted"),
      .text("kms_key_id", "KmsKeyId"),
      .text("performance_mode", "PerformanceMode"),
      .text("throughput_mode", "ThroughputMode"),
      .text("zone", "AvailabilityZoneName"),
      .time("created_at", "CreationTime"),
    ],
    since: [Since("unmounted_since", when: .zero("mount_targets"))])
}
