/// Every call that Tarsier makes to see what exists; all of them only read.
public enum CallCatalog {
  public static let all: [APICall] =
    compute + balancing + databases + storage + services + account

  private static let byName = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })

  /// The call of a name such as `ec2.describe-volumes`.
  public static func named(_ name: String) -> APICall? { byName[name] }

  /// Whether a call is of a service without regions.
  public static func isGlobal(_ name: String) -> Bool { byName[name]?.isGlobal ?? false }

  /// The region under which the answers of global services stand.
  public static let globalRegion = "global"

  private static let compute = [
    APICall("ec2.describe-instances"),
    APICall("ec2.describe-volumes"),
    APICall("ec2.describe-snapshots", ["--owner-ids", "self"]),
    APICall("ec2.describe-images", ["--owners", "self"]),
    APICall("ec2.describe-addresses"),
    APICall("ec2.describe-network-interfaces"),
    APICall("ec2.describe-vpcs"),
    APICall("ec2.describe-subnets"),
    APICall("ec2.describe-route-tables"),
    APICall("ec2.describe-nat-gateways"),
    APICall("ec2.describe-internet-gateways"),
    APICall("ec2.describe-vpc-endpoints"),
    APICall("ec2.describe-security-groups"),
    APICall("ec2.describe-key-pairs"),
    APICall("ec2.describe-launch-templates"),
    APICall("ec2.describe-launch-template-versions", ["--versions", "$Latest", "$Default"]),
    APICall("ec2.describe-availability-zones", ["--all-availability-zones"]),
    APICall("ec2.describe-reserved-instances"),
    APICall("autoscaling.describe-auto-scaling-groups"),
    APICall("autoscaling.describe-launch-configurations"),
  ]

  private static let balancing = [
    APICall("elb.describe-load-balancers"),
    APICall(
      "elb.describe-tags", [],
      .batches(types: ["classic_load_balancer"], of: 20, option: "--load-balancer-names", value: "{id}")),
    APICall(
      "elb.describe-load-balancer-attributes", [],
      .each(type: "classic_load_balancer", arguments: ["--load-balancer-name", "{id}"])),
    APICall("elbv2.describe-load-balancers"),
    APICall("elbv2.describe-target-groups"),
    APICall(
      "elbv2.describe-target-health", [],
      .each(type: "target_group", arguments: ["--target-group-arn", "{arn}"])),
    APICall(
      "elbv2.describe-tags", [],
      .batches(types: ["load_balancer", "target_group"], of: 20, option: "--resource-arns", value: "{arn}")),
    APICall(
      "elbv2.describe-load-balancer-attributes", [],
      .each(type: "load_balancer", arguments: ["--load-balancer-arn", "{arn}"])),
    APICall(
      "elbv2.describe-listeners", [],
      .each(type: "load_balancer", arguments: ["--load-balancer-arn", "{arn}"])),
  ]

  private static let databases = [
    APICall("rds.describe-db-instances"),
    APICall("rds.describe-db-clusters"),
    APICall("rds.describe-db-snapshots"),
    APICall("rds.describe-db-parameter-groups"),
    APICall(
      "rds.describe-db-parameters", [],
      .each(type: "rds_parameter_group", arguments: ["--db-parameter-group-name", "{id}"])),
    APICall("elasticache.describe-cache-clusters", ["--show-cache-node-info"]),
    APICall("elasticache.describe-replication-groups"),
    APICall("dynamodb.list-tables"),
    APICall(
      "dynamodb.describe-table", [], .each(type: "dynamodb_table", arguments: ["--table-name", "{id}"])),
    APICall(
      "dynamodb.describe-continuous-backups", [],
      .each(type: "dynamodb_table", arguments: ["--table-name", "{id}"])),
  ]

  private static let storage =
    [
      APICall("s3api.list-buckets", global: true, action: "s3:ListAllMyBuckets"),
      APICall("efs.describe-file-systems"),
    ]
    + [
      ("get-bucket-location", "GetBucketLocation"),
      ("get-bucket-tagging", "GetBucketTagging"),
      ("get-bucket-lifecycle-configuration", "GetLifecycleConfiguration"),
      ("get-bucket-encryption", "GetEncryptionConfiguration"),
      ("get-public-access-block", "GetBucketPublicAccessBlock"),
      ("get-bucket-policy-status", "GetBucketPolicyStatus"),
      ("get-bucket-acl", "GetBucketAcl"),
      ("get-bucket-versioning", "GetBucketVersioning"),
      ("get-bucket-logging", "GetBucketLogging"),
      ("get-bucket-replication", "GetReplicationConfiguration"),
      ("list-multipart-uploads", "ListBucketMultipartUploads"),
    ].map { operation, action in
      APICall(
        "s3api.\(operation)", [], .each(type: "s3_bucket", arguments: ["--bucket", "{id}"]), global: true,
        maySayNothing: true, action: "s3:\(action)")
    }
    + [
      // One key is enough to know that it is not empty.
      APICall(
        "s3api.list-objects-v2", ["--max-keys", "1"],
        .each(type: "s3_bucket", arguments: ["--bucket", "{id}"]), global: true, maySayNothing: true,
        action: "s3:ListBucket")
    ]

  private static let services = [
    APICall("sqs.list-queues", maySayNothing: true),
    APICall(
      "sqs.get-queue-attributes", ["--attribute-names", "All"],
      .each(type: "sqs_queue", arguments: ["--queue-url", "{url}"]), maySayNothing: true),
    APICall("sns.list-topics"),
    APICall("sns.get-topic-attributes", [], .each(type: "sns_topic", arguments: ["--topic-arn", "{arn}"])),
    APICall("lambda.list-functions"),
    APICall("ecs.list-clusters"),
    APICall(
      "ecs.describe-clusters", [],
      .batches(types: ["ecs_cluster"], of: 100, option: "--clusters", value: "{arn}")),
    APICall("ecs.list-services", [], .each(type: "ecs_cluster", arguments: ["--cluster", "{arn}"])),
    APICall(
      "ecs.describe-services", [],
      .each(type: "ecs_service", arguments: ["--cluster", "{cluster}", "--services", "{arn}"])),
    APICall("eks.list-clusters"),
    APICall("eks.describe-cluster", [], .each(type: "eks_cluster", arguments: ["--name", "{id}"])),
    APICall("elasticbeanstalk.describe-environments", ["--no-include-deleted"]),
    APICall(
      "elasticbeanstalk.describe-environment-resources", [],
      .each(type: "beanstalk_environment", arguments: ["--environment-name", "{id}"])),
    APICall("glue.get-jobs"),
    APICall("athena.list-work-groups"),
    APICall(
      "athena.get-work-group", [], .each(type: "athena_workgroup", arguments: ["--work-group", "{id}"])),
    APICall("cloudformation.describe-stacks"),
    APICall(
      "cloudformation.list-stack-resources", [],
      .each(type: "cloudformation_stack", arguments: ["--stack-name", "{arn}"])),
    APICall("cloudwatch.describe-alarms"),
    APICall("cloudwatch.get-metric-data", [], .metrics),
    APICall("logs.describe-log-groups"),
  ]

  private static let account = [
    APICall("kms.list-keys"),
    APICall("kms.describe-key", [], .each(type: "kms_key", arguments: ["--key-id", "{id}"])),
    APICall("kms.get-key-rotation-status", [], .each(type: "kms_key", arguments: ["--key-id", "{id}"])),
    APICall("secretsmanager.list-secrets"),
    // Without it only RSA keys of 2,048 bits are listed.
    APICall(
      "acm.list-certificates",
      [
        "--includes",
        "keyTypes=RSA_1024,RSA_2048,RSA_3072,RSA_4096,EC_prime256v1,EC_secp384r1,EC_secp521r1",
      ]),
    APICall(
      "iam.get-account-authorization-details", ["--filter", "User", "Role", "LocalManagedPolicy"],
      global: true),
    APICall("iam.list-users", global: true),
    APICall(
      "iam.list-access-keys", [], .each(type: "iam_user", arguments: ["--user-name", "{id}"]), global: true),
    APICall(
      "iam.get-access-key-last-used", [],
      .each(type: "access_key", arguments: ["--access-key-id", "{id}"]), global: true),
    APICall("savingsplans.describe-savings-plans", global: true),
    APICall("route53.list-hosted-zones", global: true),
    APICall(
      "route53.list-resource-record-sets", [],
      .each(type: "hosted_zone", arguments: ["--hosted-zone-id", "{id}"]), global: true),
    APICall(
      "resourcegroupstaggingapi.get-resources",
      ["--resource-type-filters"]
        + [
          "acm:certificate", "athena:workgroup", "cloudwatch:alarm", "dynamodb:table", "ecs:service",
          "elasticache",
          "elasticbeanstalk:environment", "glue:job", "kms:key", "lambda:function", "logs:log-group", "sns",
          "sqs",
        ]),
  ]
}
