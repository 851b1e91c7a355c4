extension ResourceCatalog {
  static let storage = [volume, snapshot]

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
      .time("created_at", "StartTime"),
    ])
}
