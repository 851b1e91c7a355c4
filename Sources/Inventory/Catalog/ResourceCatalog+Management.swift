extension ResourceCatalog {
  static let management = [cloudFormationStack, alarm, logGroup, hostedZone]

  private static let cloudFormationStack = ResourceType(
    "cloudformation_stack", table: "cloudformation_stacks", call: "cloudformation.describe-stacks",
    items: "Stacks[]", id: "StackName", idColumn: "stack", arn: .field("StackId"), name: .field("StackName"),
    billed: false,
    columns: [
      .text("state", "StackStatus"),
      .text("parent_arn", "ParentId"),
      .text("role", "RoleARN"),
      .text("drift", "DriftInformation.StackDriftStatus"),
      .flag("termination_protection", "EnableTerminationProtection"),
      .time("created_at", "CreationTime"),
      .time("updated_at", "LastUpdatedTime"),
    ],
    details: [
      Detail(
        "cloudformation_stack.resources", call: "cloudformation.list-stack-resources", answers: .perResource,
        parts: [
          Part(
            table: "cloudformation_stack_resources", items: "StackResourceSummaries[]", parent: "stack",
            columns: [
              .text("physical_id", "PhysicalResourceId"),
              .text("logical_id", "LogicalResourceId"),
              .text("resource_type", "ResourceType"),
              .text("state", "ResourceStatus"),
            ])
        ])
    ])

  private static let alarm = ResourceType(
    "cloudwatch_alarm", table: "cloudwatch_alarms", call: "cloudwatch.describe-alarms",
    items: "MetricAlarms[]", id: "AlarmName", idColumn: "alarm", arn: .field("AlarmArn"),
    name: .field("AlarmName"), tags: .detail,
    columns: [
      .text("state", "StateValue"),
      .text("namespace", "Namespace"),
      .text("metric", "MetricName"),
      .flag("actions_enabled", "ActionsEnabled"),
      .count("action_count", "AlarmActions[]"),
      .list("actions", "AlarmActions[]"),
      .list("ok_actions", "OKActions[]"),
      .list("insufficient_data_actions", "InsufficientDataActions[]"),
      .time("state_changed_at", "StateUpdatedTimestamp"),
      .time("updated_at", "AlarmConfigurationUpdatedTimestamp"),
    ],
    parts: [
      Part(
        table: "cloudwatch_alarm_dimensions",
        branches: [
          Part.Branch("Dimensions[]"), Part.Branch("Metrics[].MetricStat.Metric.Dimensions[]"),
        ],
        parent: "alarm", columns: [.text("name", "Name"), .text("value", "Value")])
    ],
    details: [tagsOfServices])

  private static let logGroup = ResourceType(
    "log_group", table: "log_groups", call: "logs.describe-log-groups", items: "logGroups[]",
    id: "logGroupName", idColumn: "log_group",
    arn: .pattern("arn:aws:logs:{region}:{account}:log-group:{id}"),
    name: .field("logGroupName"), tags: .detail,
    columns: [
      .integer("retention_days", "retentionInDays"),
      .integer("stored_bytes", "storedBytes"),
      .text("class", "logGroupClass"),
      .text("kms_key_id", "kmsKeyId"),
      .time("created_at", "creationTime"),
    ],
    details: [tagsOfServices])

  private static let hostedZone = ResourceType(
    "hosted_zone", table: "hosted_zones", call: "route53.list-hosted-zones", items: "HostedZones[]", id: "Id",
    .ending, idColumn: "hosted_zone_id", arn: .pattern("arn:aws:route53:::hostedzone/{id}"),
    name: .field("Name"), tags: .none,
    columns: [
      .flag("private", "Config.PrivateZone"),
      .integer("records", "ResourceRecordSetCount"),
    ],
    details: [
      Detail(
        "hosted_zone.records", call: "route53.list-resource-record-sets", answers: .perResource,
        goneCodes: ["NoSuchHostedZone"],
        parts: [
          Part(
            table: "hosted_zone_records", items: "ResourceRecordSets[]", parent: "hosted_zone_id",
            columns: [
              .text("name", "Name"),
              .text("type", "Type"),
              .list("record_values", "ResourceRecords[].Value"),
              .text("alias_target", "AliasTarget.DNSName"),
            ])
        ])
    ])
}
