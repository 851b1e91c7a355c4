extension ResourceCatalog {
  static let messaging = [queue, topic]
  static let analytics = [glueJob, athenaWorkgroup]

  private static let queue = ResourceType(
    "sqs_queue", table: "sqs_queues", call: "sqs.list-queues", items: "QueueUrls[]", id: "", .ending,
    idColumn: "queue", arn: .pattern("arn:aws:sqs:{region}:{account}:{id}"), name: .id, tags: .detail,
    columns: [.text("url", "")],
    details: [
      tagsOfServices,
      Detail(
        "sqs_queue.attributes", call: "sqs.get-queue-attributes", answers: .perResource,
        goneCodes: ["AWS.SimpleQueueService.NonExistentQueue", "QueueDoesNotExist"],
        columns: [
          .text("redrive_policy", "Attributes.RedrivePolicy"),
          .integer("messages", "Attributes.ApproximateNumberOfMessages"),
          .integer("retention_seconds", "Attributes.MessageRetentionPeriod"),
          .flag("sqs_encryption", "Attributes.SqsManagedSseEnabled"),
          .text("kms_key_id", "Attributes.KmsMasterKeyId"),
          .flag("fifo", "Attributes.FifoQueue"),
          .time("created_at", "Attributes.CreatedTimestamp"),
        ]),
    ])

  private static let topic = ResourceType(
    "sns_topic", table: "sns_topics", call: "sns.list-topics", items: "Topics[]", id: "TopicArn", .ending,
    idColumn: "topic", arn: .field("TopicArn"), name: .id, tags: .detail, columns: [],
    details: [
      tagsOfServices,
      Detail(
        "sns_topic.attributes", call: "sns.get-topic-attributes", answers: .perResource,
        goneCodes: ["NotFound"],
        columns: [
          .integer("subscriptions", "Attributes.SubscriptionsConfirmed"),
          .integer("subscriptions_pending", "Attributes.SubscriptionsPending"),
          .text("kms_key_id", "Attributes.KmsMasterKeyId"),
        ]),
    ])

  private static let glueJob = ResourceType(
    "glue_job", table: "glue_jobs", call: "glue.get-jobs", items: "Jobs[]", id: "Name", idColumn: "glue_job",
    arn: .pattern("arn:aws:glue:{region}:{account}:job/{id}"), name: .field("Name"), tags: .detail,
    columns: [
      .text("role", "Role"),
      .text("command", "Command.Name"),
      .text("glue_version", "GlueVersion"),
      .text("worker_type", "WorkerType"),
      .integer("workers", "NumberOfWorkers"),
      .text("max_capacity", "MaxCapacity"),
      .integer("timeout_minutes", "Timeout"),
      .text("execution_class", "ExecutionClass"),
      .time("created_at", "CreatedOn"),
      .time("modified_at", "LastModifiedOn"),
    ],
    details: [tagsOfServices])

  private static let athenaWorkgroup = ResourceType(
    "athena_workgroup", table: "athena_workgroups", call: "athena.list-work-groups", items: "WorkGroups[]",
    id: "Name", idColumn: "workgroup", arn: .pattern("arn:aws:athena:{region}:{account}:workgroup/{id}"),
    name: .field("Name"), tags: .detail, billed: false,
    columns: [.text("state", "State"), .time("created_at", "CreationTime")],
    details: [
      tagsOfServices,
      Detail(
        "athena_workgroup.configuration", call: "athena.get-work-group", answers: .perResource,
        columns: [
          .integer("scan_limit_bytes", "WorkGroup.Configuration.BytesScannedCutoffPerQuery"),
          .flag("enforced", "WorkGroup.Configuration.EnforceWorkGroupConfiguration"),
          .text("output_location", "WorkGroup.Configuration.ResultConfiguration.OutputLocation"),
          .text(
            "encryption",
            "WorkGroup.Configuration.ResultConfiguration.EncryptionConfiguration.EncryptionOption"),
        ]),
    ])
}
