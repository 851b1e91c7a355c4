extension ResourceCatalog {
  static let databases = [rdsInstance]

  private static let rdsInstance = ResourceType(
    "rds_instance", table: "rds_instances", call: "rds.describe-db-instances", items: "DBInstances[]",
    id: "DBInstanceIdentifier", idColumn: "db_instance", arn: .field("DBInstanceArn"),
    name: .field("DBInstanceIdentifier"), tags: .field("TagList"),
    columns: [
      .text("state", "DBInstanceStatus"),
      .text("instance_class", "DBInstanceClass"),
      .text("engine", "Engine"),
      .text("engine_version", "EngineVersion"),
      .text("cluster", "DBClusterIdentifier"),
      .integer("size_gib", "AllocatedStorage"),
      .text("storage_type", "StorageType"),
      .flag("encrypted", "StorageEncrypted"),
      .flag("multi_az", "MultiAZ"),
      .flag("publicly_accessible", "PubliclyAccessible"),
      .flag("deletion_protection", "DeletionProtection"),
      .integer("backup_retention_days", "BackupRetentionPeriod"),
      .text("zone", "AvailabilityZone"),
      .list("subnet_ids", "DBSubnetGroup.Subnets[].SubnetIdentifier"),
      .list("security_groups", "VpcSecurityGroups[].VpcSecurityGroupId"),
      .time("created_at", "InstanceCreateTime"),
    ],
    since: [Since("stopped_since", when: .equals("state", "stopped"))])
}
