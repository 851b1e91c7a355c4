extension ResourceCatalog {
  static let databases = [
    rdsInstance, rdsCluster, rdsSnapshot, rdsParameterGroup, cacheCluster, replicationGroup, dynamoTable,
  ]

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
      .integer("iops", "Iops"),
      .flag("encrypted", "StorageEncrypted"),
      .text("kms_key_id", "KmsKeyId"),
      .flag("multi_az", "MultiAZ"),
      .flag("publicly_accessible", "PubliclyAccessible"),
      .flag("deletion_protection", "DeletionProtection"),
      .integer("backup_retention_days", "BackupRetentionPeriod"),
      .list("backup_replications", "DBInstanceAutomatedBackupsReplications[].DBInstanceAutomatedBackupsArn"),
      .flag("performance_insights", "PerformanceInsightsEnabled"),
      .flag("iam_authentication", "IAMDatabaseAuthenticationEnabled"),
      .flag("auto_minor_upgrade", "AutoMinorVersionUpgrade"),
      .list("parameter_groups", "DBParameterGroups[].DBParameterGroupName"),
      .text("certificate_authority", "CACertificateIdentifier"),
      .text("replica_of", "ReadReplicaSourceDBInstanceIdentifier"),
      .list("replicas", "ReadReplicaDBInstanceIdentifiers[]"),
      .list("log_exports", "EnabledCloudwatchLogsExports[]"),
      .text("zone", "AvailabilityZone"),
      .text("secondary_zone", "SecondaryAvailabilityZone"),
      .text("vpc_id", "DBSubnetGroup.VpcId"),
      .list("subnet_ids", "DBSubnetGroup.Subnets[].SubnetIdentifier"),
      .list("security_groups", "VpcSecurityGroups[].VpcSecurityGroupId"),
      .time("created_at", "InstanceCreateTime"),
      .time("restarts_at", "AutomaticRestartTime"),
    ],
    since: [Since("stopped_since", when: .equals("state", "stopped"))])

  private static let rdsCluster = ResourceType(
    "rds_cluster", table: "rds_clusters", call: "rds.describe-db-clusters", items: "DBClusters[]",
    id: "DBClusterIdentifier", idColumn: "db_cluster", arn: .field("DBClusterArn"),
    name: .field("DBClusterIdentifier"), tags: .field("TagList"),
    columns: [
      .text("state", "Status"),
      .text("engine", "Engine"),
      .text("engine_version", "EngineVersion"),
      .text("engine_mode", "EngineMode"),
      .flag("encrypted", "StorageEncrypted"),
      .text("kms_key_id", "KmsKeyId"),
      .flag("multi_az", "MultiAZ"),
      .flag("deletion_protection", "DeletionProtection"),
      .integer("backup_retention_days", "BackupRetentionPeriod"),
      .flag("performance_insights", "PerformanceInsightsEnabled"),
      .flag("iam_authentication", "IAMDatabaseAuthenticationEnabled"),
      .text("parameter_group", "DBClusterParameterGroup"),
      .list("zones", "AvailabilityZones[]"),
      .list("security_groups", "VpcSecurityGroups[].VpcSecurityGroupId"),
      .list("log_exports", "EnabledCloudwatchLogsExports[]"),
      .count("member_count", "DBClusterMembers[]"),
      .time("created_at", "ClusterCreateTime"),
    ],
    parts: [
      Part(
        table: "rds_cluster_members", items: "DBClusterMembers[]", parent: "db_cluster",
        columns: [.text("db_instance", "DBInstanceIdentifier"), .flag("is_writer", "IsClusterWriter")])
    ],
    since: [Since("stopped_since", when: .equals("state", "stopped"))])

  private static let rdsSnapshot = ResourceType(
    "rds_snapshot", table: "rds_snapshots", call: "rds.describe-db-snapshots", items: "DBSnapshots[]",
    id: "DBSnapshotIdentifier", idColumn: "db_snapshot", arn: .field("DBSnapshotArn"),
    name: .field("DBSnapshotIdentifier"), tags: .field("TagList"),
    columns: [
      .text("state", "Status"),
      .text("db_instance", "DBInstanceIdentifier"),
      .text("kind", "SnapshotType"),
      .text("engine", "Engine"),
      .integer("size_gib", "AllocatedStorage"),
      .flag("encrypted", "Encrypted"),
      .text("zone", "AvailabilityZone"),
      .text("vpc_id", "VpcId"),
      .text("source_region", "SourceRegion"),
      .text("source_snapshot", "SourceDBSnapshotIdentifier"),
      .time("created_at", "SnapshotCreateTime"),
    ])

  /// Whether a database insists on encryption in transit is one of its group's parameters.
  private static let rdsParameterGroup = ResourceType(
    "rds_parameter_group", table: "rds_parameter_groups", call: "rds.describe-db-parameter-groups",
    items: "DBParameterGroups[]", id: "DBParameterGroupName", idColumn: "parameter_group",
    arn: .field("DBParameterGroupArn"), name: .field("DBParameterGroupName"), tags: .none, billed: false,
    columns: [.text("engine_family", "DBParameterGroupFamily")],
    details: [
      Detail(
        "rds_parameter_group.parameters", call: "rds.describe-db-parameters", answers: .perResource,
        goneCodes: ["DBParameterGroupNotFound"],
        columns: [
          .text("force_ssl", "Parameters[ParameterName=rds.force_ssl].ParameterValue"),
          .text(
            "require_secure_transport", "Parameters[ParameterName=require_secure_transport].ParameterValue"),
        ])
    ])

  private static let cacheCluster = ResourceType(
    "elasticache_cluster", table: "elasticache_clusters", call: "elasticache.describe-cache-clusters",
    items: "CacheClusters[]", id: "CacheClusterId", idColumn: "cache_cluster", arn: .field("ARN"),
    name: .field("CacheClusterId"), tags: .detail,
    columns: [
      .text("state", "CacheClusterStatus"),
      .text("node_type", "CacheNodeType"),
      .text("engine", "Engine"),
      .text("engine_version", "EngineVersion"),
      .integer("nodes", "NumCacheNodes"),
      .text("zone", "PreferredAvailabilityZone"),
      .text("replication_group", "ReplicationGroupId"),
      .text("subnet_group", "CacheSubnetGroupName"),
      .list("security_groups", "SecurityGroups[].SecurityGroupId"),
      .integer("snapshot_retention_days", "SnapshotRetentionLimit"),
      .flag("encrypted", "AtRestEncryptionEnabled"),
      .flag("encrypted_in_transit", "TransitEncryptionEnabled"),
      .time("created_at", "CacheClusterCreateTime"),
    ],
    parts: [
      Part(
        table: "elasticache_cluster_nodes", items: "CacheNodes[]", parent: "cache_cluster",
        columns: [
          .text("node_id", "CacheNodeId"), .text("state", "CacheNodeStatus"),
          .text("zone", "CustomerAvailabilityZone"),
        ])
    ],
    details: [tagsOfServices])

  private static let replicationGroup = ResourceType(
    "elasticache_replication_group", table: "elasticache_replication_groups",
    call: "elasticache.describe-replication-groups", items: "ReplicationGroups[]", id: "ReplicationGroupId",
    idColumn: "replication_group", arn: .field("ARN"), name: .field("ReplicationGroupId"), tags: .detail,
    billed: false,
    columns: [
      .text("state", "Status"),
      .text("description", "Description"),
      .text("node_type", "CacheNodeType"),
      .text("engine", "Engine"),
      .text("automatic_failover", "AutomaticFailover"),
      .text("multi_az", "MultiAZ"),
      .flag("cluster_enabled", "ClusterEnabled"),
      .flag("encrypted", "AtRestEncryptionEnabled"),
      .flag("encrypted_in_transit", "TransitEncryptionEnabled"),
      .integer("snapshot_retention_days", "SnapshotRetentionLimit"),
      .list("cache_clusters", "MemberClusters[]"),
      .time("created_at", "ReplicationGroupCreateTime"),
    ],
    parts: [
      Part(
        table: "elasticache_replication_group_members", items: "NodeGroups[].NodeGroupMembers[]",
        parent: "replication_group",
        columns: [
          .text("node_group", "^.NodeGroupId"),
          .text("cache_cluster", "CacheClusterId"),
          .text("zone", "PreferredAvailabilityZone"),
          .text("role", "CurrentRole"),
        ])
    ],
    details: [tagsOfServices])

  private static let dynamoTable = ResourceType(
    "dynamodb_table", table: "dynamodb_tables", call: "dynamodb.list-tables", items: "TableNames[]", id: "",
    idColumn: "dynamodb_table", arn: .pattern("arn:aws:dynamodb:{region}:{account}:table/{id}"), name: .id,
    tags: .detail, columns: [],
    details: [
      tagsOfServices,
      Detail(
        "dynamodb_table.description", call: "dynamodb.describe-table", answers: .perResource,
        goneCodes: ["ResourceNotFoundException"],
        columns: [
          .text("state", "Table.TableStatus"),
          .text("billing_mode", "Table.BillingModeSummary.BillingMode"),
          .integer("read_capacity", "Table.ProvisionedThroughput.ReadCapacityUnits"),
          .integer("write_capacity", "Table.ProvisionedThroughput.WriteCapacityUnits"),
          .integer("size_bytes", "Table.TableSizeBytes"),
          .integer("items", "Table.ItemCount"),
          .text("table_class", "Table.TableClassSummary.TableClass"),
          .flag("deletion_protection", "Table.DeletionProtectionEnabled"),
          .text("encryption", "Table.SSEDescription.SSEType"),
          .list("replica_regions", "Table.Replicas[].RegionName"),
          .time("created_at", "Table.CreationDateTime"),
        ]),
      Detail(
        "dynamodb_table.backups", call: "dynamodb.describe-continuous-backups", answers: .perResource,
        goneCodes: ["TableNotFoundException"],
        columns: [
          .text(
            "point_in_time_recovery",
            "ContinuousBackupsDescription.PointInTimeRecoveryDescription.PointInTimeRecoveryStatus")
        ]),
    ])
}
