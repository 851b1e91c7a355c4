extension ResourceCatalog {
  static let compute = [
    instance, image, keyPair, autoScalingGroup, launchConfiguration, launchTemplate,
  ]

  private static let instance = ResourceType(
    "instance", table: "instances", call: "ec2.describe-instances", items: "Reservations[].Instances[]",
    id: "InstanceId", idColumn: "instance_id", arn: .pattern("arn:aws:ec2:{region}:{account}:instance/{id}"),
    columns: [
      .text("state", "State.Name"),
      .text("instance_type", "InstanceType"),
      .text("image_id", "ImageId"),
      .text("zone", "Placement.AvailabilityZone"),
      .text("subnet_id", "SubnetId"),
      .text("vpc_id", "VpcId"),
      .time("launched_at", "LaunchTime"),
      .time("state_changed_at", "StateTransitionReason"),
      .text("purchase", "InstanceLifecycle"),
      .text("tenancy", "Placement.Tenancy"),
      .text("platform", "Platform"),
      .text("architecture", "Architecture"),
      .text("private_ip", "PrivateIpAddress"),
      .text("public_ip", "PublicIpAddress"),
      .text("key_name", "KeyName"),
      .text("instance_profile", "IamInstanceProfile.Arn"),
      .text("monitoring", "Monitoring.State"),
      .text("http_tokens", "MetadataOptions.HttpTokens"),
      .text("root_device", "RootDeviceName"),
      .text("root_device_type", "RootDeviceType"),
      .flag("ebs_optimized", "EbsOptimized"),
      .text("capacity_reservation_id", "CapacityReservationId"),
      .list("security_groups", "SecurityGroups[].GroupId"),
      .list("volume_ids", "BlockDeviceMappings[].Ebs.VolumeId"),
      .tag("auto_scaling_group", "aws:autoscaling:groupName"),
    ],
    parts: [
      Part(
        table: "instance_volumes", items: "BlockDeviceMappings[]", parent: "instance_id",
        columns: [
          .text("volume_id", "Ebs.VolumeId"),
          .text("device", "DeviceName"),
          .flag("delete_on_termination", "Ebs.DeleteOnTermination"),
          .time("attached_at", "Ebs.AttachTime"),
        ])
    ],
    since: [Since("stopped_since", when: .equals("state", "stopped"), given: "state_changed_at")])

  private static let image = ResourceType(
    "image", table: "images", call: "ec2.describe-images", items: "Images[]", id: "ImageId",
    idColumn: "image_id", arn: .pattern("arn:aws:ec2:{region}:{account}:image/{id}"), name: .field("Name"),
    ownedBy: "OwnerId", billed: false,
    columns: [
      .text("state", "State"),
      .text("description", "Description"),
      .time("created_at", "CreationDate"),
      .time("last_launched_at", "LastLaunchedTime"),
      .time("deprecated_at", "DeprecationTime"),
      .flag("public", "Public"),
      .text("architecture", "Architecture"),
      .text("platform", "PlatformDetails"),
      .text("root_device_type", "RootDeviceType"),
      .list("snapshot_ids", "BlockDeviceMappings[].Ebs.SnapshotId"),
    ])

  private static let keyPair = ResourceType(
    "key_pair", table: "key_pairs", call: "ec2.describe-key-pairs", items: "KeyPairs[]", id: "KeyPairId",
    idColumn: "key_pair_id", arn: .pattern("arn:aws:ec2:{region}:{account}:key-pair/{id}"),
    name: .field("KeyName"), billed: false,
    columns: [
      .text("key_name", "KeyName"),
      .text("key_type", "KeyType"),
      .text("fingerprint", "KeyFingerprint"),
      .time("created_at", "CreateTime"),
    ])

  private static let autoScalingGroup = ResourceType(
    "auto_scaling_group", table: "auto_scaling_groups", call: "autoscaling.describe-auto-scaling-groups",
    items: "AutoScalingGroups[]", id: "AutoScalingGroupName", idColumn: "auto_scaling_group",
    arn: .field("AutoScalingGroupARN"), name: .field("AutoScalingGroupName"), billed: false,
    columns: [
      .integer("min_size", "MinSize"),
      .integer("max_size", "MaxSize"),
      .integer("desired_capacity", "DesiredCapacity"),
      .count("instance_count", "Instances[]"),
      .list("zones", "AvailabilityZones[]"),
      .split("subnet_ids", "VPCZoneIdentifier"),
      .text("launch_configuration", "LaunchConfigurationName"),
      .text("launch_template_id", "LaunchTemplate.LaunchTemplateId"),
      .text("launch_template_version", "LaunchTemplate.Version"),
      .present("mixed_instances", "MixedInstancesPolicy"),
      .text(
        "mixed_launch_template_id",
        "MixedInstancesPolicy.LaunchTemplate.LaunchTemplateSpecification.LaunchTemplateId"),
      .present("warm_pool", "WarmPoolConfiguration"),
      .list("classic_load_balancers", "LoadBalancerNames[]"),
      .list("target_group_arns", "TargetGroupARNs[]"),
      .list("suspended_processes", "SuspendedProcesses[].ProcessName"),
      .count("suspended_count", "SuspendedProcesses[]"),
      .text("health_check_type", "HealthCheckType"),
      .integer("health_check_grace_seconds", "HealthCheckGracePeriod"),
      .flag("scale_in_protected", "NewInstancesProtectedFromScaleIn"),
      .flag("capacity_rebalance", "CapacityRebalance"),
      .integer("max_instance_lifetime_seconds", "MaxInstanceLifetime"),
      .text("status", "Status"),
      .time("created_at", "CreatedTime"),
    ],
    parts: [
      Part(
        table: "auto_scaling_group_instances", items: "Instances[]", parent: "auto_scaling_group",
        columns: [
          .text("instance_id", "InstanceId"),
          .text("instance_type", "InstanceType"),
          .text("zone", "AvailabilityZone"),
          .text("lifecycle_state", "LifecycleState"),
          .text("health_status", "HealthStatus"),
          .text("launch_configuration", "LaunchConfigurationName"),
          .text("launch_template_id", "LaunchTemplate.LaunchTemplateId"),
          .text("launch_template_version", "LaunchTemplate.Version"),
          .flag("protected", "ProtectedFromScaleIn"),
        ])
    ],
    since: [
      Since("empty_since", when: .zero("instance_count")),
      Since("suspended_since", when: .nonZero("suspended_count")),
    ])

  private static let launchConfiguration = ResourceType(
    "launch_configuration", table: "launch_configurations",
    call: "autoscaling.describe-launch-configurations", items: "LaunchConfigurations[]",
    id: "LaunchConfigurationName", idColumn: "launch_configuration", arn: .field("LaunchConfigurationARN"),
    name: .field("LaunchConfigurationName"), tags: .none, billed: false,
    columns: [
      .text("image_id", "ImageId"),
      .text("instance_type", "InstanceType"),
      .list("security_groups", "SecurityGroups[]"),
      .text("key_name", "KeyName"),
      .text("instance_profile", "IamInstanceProfile"),
      .flag("public_addresses", "AssociatePublicIpAddress"),
      .time("created_at", "CreatedTime"),
    ])

  private static let launchTemplate = ResourceType(
    "launch_template", table: "launch_templates", call: "ec2.describe-launch-templates",
    items: "LaunchTemplates[]", id: "LaunchTemplateId", idColumn: "launch_template_id",
    arn: .pattern("arn:aws:ec2:{region}:{account}:launch-template/{id}"), name: .field("LaunchTemplateName"),
    billed: false,
    columns: [
      .integer("default_version", "DefaultVersionNumber"),
      .integer("latest_version", "LatestVersionNumber"),
      .text("created_by", "CreatedBy"),
      .time("created_at", "CreateTime"),
    ],
    details: [
      Detail(
        "launch_template.versions", call: "ec2.describe-launch-template-versions",
        answers: .list(items: "LaunchTemplateVersions[]", id: "LaunchTemplateId"),
        parts: [
          Part(
            table: "launch_template_versions", items: "", parent: "launch_template_id",
            columns: [
              .integer("version", "VersionNumber"),
              .flag("is_default", "DefaultVersion"),
              .text("image_id", "LaunchTemplateData.ImageId"),
              .text("instance_type", "LaunchTemplateData.InstanceType"),
              .list("security_groups", "LaunchTemplateData.SecurityGroupIds[]"),
              .list("interface_security_groups", "LaunchTemplateData.NetworkInterfaces[].Groups[]"),
              .text("key_name", "LaunchTemplateData.KeyName"),
              .time("created_at", "CreateTime"),
            ])
        ])
    ])
}
