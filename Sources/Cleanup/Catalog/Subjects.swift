/// How each type of resource that the janitor may touch is looked at, and what of it is never touched.
enum Subjects {
  static let all: [Subject] = computing + storing + connecting + others

  private static let byType = Dictionary(uniqueKeysWithValues: all.map { ($0.type, $0) })

  static func of(_ type: String) -> Subject? { byType[type] }

  /// Of an instance, on its own or as a group's member.
  static let isTerminable = Guard(
    CloudCall("ec2.describe-instance-attribute") {
      ["--instance-id", $0.id, "--attribute", "disableApiTermination"]
    },
    Requirement(
      "DisableApiTermination.Value", .isOne(of: ["false"]), else: "it is protected from termination"))

  private static let computing = [
    Subject(
      "instance", CloudCall("ec2.describe-instances") { ["--instance-ids", $0.id] },
      items: "Reservations[].Instances[]", id: "InstanceId", created: "LaunchTime", state: "State.Name",
      goneStates: ["shutting-down", "terminated"], goneCodes: ["InvalidInstanceID.NotFound"],
      guards: [
        isTerminable,
        Guard(
          CloudCall("ec2.describe-instance-attribute") {
            ["--instance-id", $0.id, "--attribute", "disableApiStop"]
          },
          Requirement(
            "DisableApiStop.Value", .isOne(of: ["false"]), else: "it is protected from being stopped")
        ),
        // Knows the members of warm pools as well.
        Guard(
          CloudCall("autoscaling.describe-auto-scaling-instances") { ["--instance-ids", $0.id] },
          Requirement(
            "AutoScalingInstances[]", .isEmpty,
            else: "it is a member of an auto scaling group or its warm pool; act on the group")),
      ]),
    Subject(
      "image", CloudCall("ec2.describe-images") { ["--image-ids", $0.id] }, items: "Images[]", id: "ImageId",
      created: "CreationDate", state: "State", goneStates: ["deregistered"],
      goneCodes: ["InvalidAMIID.NotFound", "InvalidAMIID.Unavailable"],
      never: [
        Requirement("Public", .isOne(of: ["false"]), else: "it is public"),
        Requirement(
          "DeregistrationProtection", .isAbsent(orOne: ["disabled"]),
          else: "it is protected from being deregistered"),
      ],
      guards: [
        Guard(
          CloudCall("ec2.describe-image-attribute") {
            ["--image-id", $0.id, "--attribute", "launchPermission"]
          }, Requirement("LaunchPermissions[]", .isEmpty, else: "it is shared with others"))
      ]),
    Subject(
      "auto_scaling_group",
      CloudCall("autoscaling.describe-auto-scaling-groups") { ["--auto-scaling-group-names", $0.id] },
      items: "AutoScalingGroups[]", id: "AutoScalingGroupName", created: "CreatedTime", state: "Status",
      goneStates: ["Delete in progress"],
      never: [
        Requirement("DeletionProtection", .isAbsent(orOne: ["none"]), else: "it is protected from deletion"),
        Requirement("WarmPoolConfiguration", .isEmpty, else: "it has a warm pool"),
        Requirement(
          "Instances[ProtectedFromScaleIn=true]", .isEmpty, else: "instances of it are protected"),
      ]),
    Subject(
      "launch_configuration",
      CloudCall("autoscaling.describe-launch-configurations") { ["--launch-configuration-names", $0.id] },
      items: "LaunchConfigurations[]", id: "LaunchConfigurationName", created: "CreatedTime"),
    Subject(
      "launch_template", CloudCall("ec2.describe-launch-templates") { ["--launch-template-ids", $0.id] },
      items: "LaunchTemplates[]", id: "LaunchTemplateId", created: "CreateTime",
      goneCodes: ["InvalidLaunchTemplateId.NotFound", "InvalidLaunchTemplateId.NotFoundException"]),
  ]

  private static let storing = [
    Subject(
      "ebs_volume", CloudCall("ec2.describe-volumes") { ["--volume-ids", $0.id] }, items: "Volumes[]",
      id: "VolumeId", created: "CreateTime", state: "State", goneStates: ["deleting", "deleted"],
      goneCodes: ["InvalidVolume.NotFound"]),
    Subject(
      "ebs_snapshot", CloudCall("ec2.describe-snapshots") { ["--snapshot-ids", $0.id] }, items: "Snapshots[]",
      id: "SnapshotId", created: "StartTime", goneCodes: ["InvalidSnapshot.NotFound"],
      never: [
        Requirement(
          "Description", .doesNotBegin("This snapshot is created by the AWS Backup service"),
          else: "AWS Backup manages it")
      ],
      guards: [
        Guard(
          CloudCall("ec2.describe-snapshot-attribute") {
            ["--snapshot-id", $0.id, "--attribute", "createVolumePermission"]
          }, Requirement("CreateVolumePermissions[]", .isEmpty, else: "it is shared with others"))
      ]),
    Subject(
      "rds_instance", CloudCall("rds.describe-db-instances") { ["--db-instance-identifier", $0.id] },
      items: "DBInstances[]", id: "DBInstanceIdentifier", created: "InstanceCreateTime",
      state: "DBInstanceStatus", goneStates: ["deleting"],
      goneCodes: ["DBInstanceNotFound", "DBInstanceNotFoundFault"],
      never: [
        Requirement("DeletionProtection", .isOne(of: ["false"]), else: "it is protected from deletion"),
        Requirement("DBClusterIdentifier", .isAbsent(orOne: []), else: "it is a member of a cluster"),
      ]),
  ]

  private static let connecting = [
    Subject(
      "address", CloudCall("ec2.describe-addresses") { ["--allocation-ids", $0.id] }, items: "Addresses[]",
      id: "AllocationId", goneCodes: ["InvalidAllocationID.NotFound"],
      never: [
        Requirement("ServiceManaged", .isAbsent(orOne: []), else: "a service of the provider's manages it")
      ]),
    Subject(
      "network_interface",
      CloudCall("ec2.describe-network-interfaces") { ["--network-interface-ids", $0.id] },
      items: "NetworkInterfaces[]", id: "NetworkInterfaceId",
      goneCodes: ["InvalidNetworkInterfaceID.NotFound"],
      never: [
        Requirement(
          "RequesterManaged", .isOne(of: ["false"]), else: "a service of the provider's manages it"),
        Requirement("InterfaceType", .isAbsent(orOne: ["interface"]), else: "a service made it"),
        Requirement("Description", .doesNotBegin("aws-K8S-"), else: "EKS manages it"),
        Requirement("Description", .doesNotBegin("Amazon EKS"), else: "EKS manages it"),
        Requirement("Description", .doesNotBegin("arn:aws:ecs:"), else: "ECS manages it"),
      ]),
    Subject(
      "nat_gateway", CloudCall("ec2.describe-nat-gateways") { ["--nat-gateway-ids", $0.id] },
      items: "NatGateways[]", id: "NatGatewayId", created: "CreateTime", state: "State",
      goneStates: ["deleting", "deleted"], goneCodes: ["NatGatewayNotFound", "InvalidNatGatewayID.NotFound"]),
    Subject(
      "security_group", CloudCall("ec2.describe-security-groups") { ["--group-ids", $0.id] },
      items: "SecurityGroups[]", id: "GroupId", goneCodes: ["InvalidGroup.NotFound"],
      never: [
        Requirement("GroupName", .isNot("default"), else: "it is the network's own group"),
        Requirement("Description", .doesNotBegin("EKS created security group"), else: "EKS manages it"),
      ]),
    Subject(
      "load_balancer", CloudCall("elbv2.describe-load-balancers") { ["--load-balancer-arns", $0.arn] },
      items: "LoadBalancers[]", id: "LoadBalancerName", created: "CreatedTime",
      goneCodes: ["LoadBalancerNotFound", "LoadBalancerNotFoundException"],
      guards: [
        Guard(
          CloudCall("elbv2.describe-load-balancer-attributes") { ["--load-balancer-arn", $0.arn] },
          Requirement(
            "Attributes[Key=deletion_protection.enabled].Value", .isOne(of: ["false"]),
            else: "it is protected from deletion"))
      ]),
    Subject(
      "classic_load_balancer", CloudCall("elb.describe-load-balancers") { ["--load-balancer-names", $0.id] },
      items: "LoadBalancerDescriptions[]", id: "LoadBalancerName", created: "CreatedTime",
      goneCodes: ["LoadBalancerNotFound", "AccessPointNotFound", "AccessPointNotFoundException"]),
    Subject(
      "target_group", CloudCall("elbv2.describe-target-groups") { ["--target-group-arns", $0.arn] },
      items: "TargetGroups[]", id: "TargetGroupName",
      goneCodes: ["TargetGroupNotFound", "TargetGroupNotFoundException"]),
  ]

  private static let others = [
    Subject(
      "log_group", CloudCall("logs.describe-log-groups") { ["--log-group-name-prefix", $0.id] },
      items: "logGroups[]", id: "logGroupName", created: "creationTime",
      never: [
        Requirement(
          "deletionProtectionEnabled", .isAbsent(orOne: ["false"]), else: "it is protected from deletion")
      ]),
    Subject(
      "secret", CloudCall("secretsmanager.describe-secret") { ["--secret-id", $0.arn] }, items: "",
      created: "CreatedDate", goneMark: "DeletedDate", goneCodes: ["ResourceNotFoundException"],
      never: [
        Requirement("OwningService", .isAbsent(orOne: []), else: "a service of the provider's manages it")
      ]),
  ]
}
