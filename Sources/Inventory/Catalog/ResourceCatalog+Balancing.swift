extension ResourceCatalog {
  static let balancing = [classicLoadBalancer, loadBalancer, listener, targetGroup]

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
        columns: [.text("instance_id", "InstanceId")]),
      Part(
        table: "classic_load_balancer_listeners", items: "ListenerDescriptions[]", parent: "load_balancer",
        columns: [
          .text("protocol", "Listener.Protocol"),
          .integer("port", "Listener.LoadBalancerPort"),
          .text("instance_protocol", "Listener.InstanceProtocol"),
          .integer("instance_port", "Listener.InstancePort"),
          .text("certificate_arn", "Listener.SSLCertificateId"),
          .list("policies", "PolicyNames[]"),
        ]),
    ],
    since: [Since("empty_since", when: .zero("instance_count"))],
    details: [
      Detail(
        "elb.tags", call: "elb.describe-tags",
        answers: .list(items: "TagDescriptions[]", id: "LoadBalancerName"), tags: .field("Tags")),
      Detail(
        "elb.attributes", call: "elb.describe-load-balancer-attributes", answers: .perResource,
        goneCodes: gone,
        columns: [
          .flag("cross_zone", "LoadBalancerAttributes.CrossZoneLoadBalancing.Enabled"),
          .flag("access_logs", "LoadBalancerAttributes.AccessLog.Enabled"),
          .flag("connection_draining", "LoadBalancerAttributes.ConnectionDraining.Enabled"),
        ]),
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
    details: [
      tagsOfBalancing,
      Detail(
        "load_balancer.attributes", call: "elbv2.describe-load-balancer-attributes", answers: .perResource,
        goneCodes: gone,
        columns: [
          .flag("access_logs", "Attributes[Key=access_logs.s3.enabled].Value"),
          .flag("cross_zone", "Attributes[Key=load_balancing.cross_zone.enabled].Value"),
          .flag("deletion_protection", "Attributes[Key=deletion_protection.enabled].Value"),
          .flag(
            "drops_invalid_headers", "Attributes[Key=routing.http.drop_invalid_header_fields.enabled].Value"),
          .integer("idle_timeout_seconds", "Attributes[Key=idle_timeout.timeout_seconds].Value"),
        ]),
    ])

  private static let listener = ResourceType(
    "listener", table: "listeners", call: "elbv2.describe-listeners", items: "Listeners[]", id: "ListenerArn",
    .ending, idColumn: "listener", parent: "load_balancer", arn: .field("ListenerArn"), name: .id,
    tags: .none, billed: false,
    columns: [
      .text("load_balancer_arn", "LoadBalancerArn"),
      .text("protocol", "Protocol"),
      .integer("port", "Port"),
      .text("ssl_policy", "SslPolicy"),
      .list("certificate_arns", "Certificates[].CertificateArn"),
      .list("action_types", "DefaultActions[].Type"),
      .text("redirect_protocol", "DefaultActions[].RedirectConfig.Protocol"),
      .list("target_group_arns", "DefaultActions[].TargetGroupArn"),
    ])

  private static let targetGroup = ResourceType(
    "target_group", table: "target_groups", call: "elbv2.describe-target-groups", items: "TargetGroups[]",
    id: "TargetGroupName", idColumn: "target_group", arn: .field("TargetGroupArn"),
    name: .field("TargetGroupName"), tags: .detail, billed: false,
    columns: [
      .text("target_type", "TargetType"),
      .text("protocol", "Protocol"),
      .integer("port", "Port"),
      .text("vpc_id", "VpcId"),
      .list("load_balancer_arns", "LoadBalancerArns[]"),
      .flag("health_check", "HealthCheckEnabled"),
      .text("health_check_protocol", "HealthCheckProtocol"),
      .text("health_check_path", "HealthCheckPath"),
    ],
    details: [
      Detail(
        "target_group.health", call: "elbv2.describe-target-health", answers: .perResource,
        goneCodes: gone,
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

  private static let gone: Set = [
    "LoadBalancerNotFound", "LoadBalancerNotFoundException", "TargetGroupNotFound",
    "TargetGroupNotFoundException",
  ]

  /// One call tells the tags of balancers and target groups alike.
  private static let tagsOfBalancing = Detail(
    "elbv2.tags", call: "elbv2.describe-tags",
    answers: .list(items: "TagDescriptions[]", id: "ResourceArn"), tags: .field("Tags"))
}
