extension ResourceCatalog {
  static let balancing = [classicLoadBalancer, loadBalancer, targetGroup]

  private static let classicLoadBalancer = ResourceType(
    "classic_load_balancer", table: "classic_load_balancers", call: "elb.describe-load-balancers",
    items: "LoadBalancerDescriptions[]", id: "LoadBalancerName", idColumn: "load_balancer",
    arn: .pattern("arn:aws:elasticloadbalancing:{region}:{account}:loadbalancer/{id}"),
    name: .field("LoadBalancerName"), tags: .detail,
    columns: [
      .text("dns_name", "DNSName"),
      .text("scheme", "Scheme"),
      .text("vpc_id", "VPCId"),
      .list("zones", "AvailabilityZones[]"),
      .list("subnet_ids", "Subnets[]"),
      .list("security_groups", "SecurityGroups[]"),
      .count("instance_count", "Instances[]"),
      .time("created_at", "CreatedTime"),
    ],
    parts: [
      Part(
        table: "classic_load_balancer_instances", items: "Instances[]", parent: "load_balancer",
        columns: [.text("instance_id", "InstanceId")])
    ],
    since: [Since("empty_since", when: .zero("instance_count"))],
    details: [
      Detail(
        "elb.tags", call: "elb.describe-tags",
        answers: .list(items: "TagDescriptions[]", id: "LoadBalancerName"), tags: .field("Tags"))
    ])

  private static let loadBalancer = ResourceType(
    "load_balancer", table: "load_balancers", call: "elbv2.describe-load-balancers", items: "LoadBalancers[]",
    id: "LoadBalancerName", idColumn: "load_balancer", arn: .field("LoadBalancerArn"),
    name: .field("LoadBalancerName"), tags: .detail,
    columns: [
      .text("state", "State.Code"),
      .text("kind", "Type"),
      .text("dns_name", "DNSName"),
      .text("scheme", "Scheme"),
      .text("vpc_id", "VpcId"),
      .list("zones", "AvailabilityZones[].ZoneName"),
      .list("subnet_ids", "AvailabilityZones[].SubnetId"),
      .list("security_groups", "SecurityGroups[]"),
      .time("created_at", "CreatedTime"),
    ],
    details: [tagsOfBalancing])

  private static let targetGroup = ResourceType(
    "target_group", table: "target_groups", call: "elbv2.describe-target-groups", items: "TargetGroups[]",
    id: "TargetGroupName", idColumn: "target_group", arn: .field("TargetGroupArn"),
    name: .field("TargetGroupName"), tags: .detail,
    columns: [
      .text("target_type", "TargetType"),
      .text("protocol", "Protocol"),
      .integer("port", "Port"),
      .text("vpc_id", "VpcId"),
      .list("load_balancer_arns", "LoadBalancerArns[]"),
    ],
    details: [
      Detail(
        "target_group.health", call: "elbv2.describe-target-health", answers: .perResource,
        goneCodes: ["TargetGroupNotFound", "TargetGroupNotFoundException"],
        columns: [.count("target_count", "TargetHealthDescriptions[]")],
        parts: [
          Part(
            table: "target_group_targets", items: "TargetHealthDescriptions[]", parent: "target_group",
            columns: [
              .text("target_id", "Target.Id"),
              .integer("port", "Target.Port"),
              .text("zone", "Target.AvailabilityZone"),
              .text("health", "TargetHealth.State"),
              .text("reason", "TargetHealth.Reason"),
            ])
        ],
        since: [Since("empty_since", when: .zero("target_count"))]),
      tagsOfBalancing,
    ])

  /// One call tells the tags of balancers and target groups alike.
  private static let tagsOfBalancing = Detail(
    "elbv2.tags", call: "elbv2.describe-tags",
    answers: .list(items: "TagDescriptions[]", id: "ResourceArn"), tags: .field("Tags"))
}
