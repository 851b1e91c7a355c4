/// Every action of the janitor's.
public enum CleanupCatalog {
  public static let all: [CleanupAction] = (computing + storing + connecting + others + tagging).sorted {
    ($0.order, $0.name, $0.type) < ($1.order, $1.name, $1.type)
  }

  /// The names that `janitor.actions` may list.
  public static let names = Set(all.map(\.name)).sorted()

  public static func action(_ name: String, on type: String) -> CleanupAction? {
    all.first { $0.name == name && $0.type == type }
  }

  /// The operation that a line of the log names.
  static func operation(_ name: String, on type: String) -> Operation? {
    action(name, on: type)?.operation ?? Operations.all.first { $0.name == name }
      ?? all.lazy.flatMap(\.operations).first { $0.name == name }
  }

  private static let computing = [
    CleanupAction(
      "stop-instance", "instance", "stops it; its volumes stay", order: 10,
      ready: [
        Requirement("State.Name", .isOne(of: ["running"]), else: "it is not running"),
        Requirement("RootDeviceType", .isOne(of: ["ebs"]), else: "its root disk would be lost"),
        Requirement("InstanceLifecycle", .isAbsent(orOne: []), else: "it is a spot instance"),
      ], CloudCall("ec2.stop-instances") { ["--instance-ids", $0.id] },
      seen: .field("State.Name", isOne: ["stopping", "stopped"]), undo: .operation(Operations.startInstance)),
    CleanupAction(
      "terminate-instance", "instance",
      "terminates it; with the tag `\(SafetyTags.imageFirst)` an image is made first", order: 20,
      ready: [Requirement("State.Name", .isOne(of: ["running", "stopped"]), else: "its state is another")],
      first: [.imageIfAsked], CloudCall("ec2.terminate-instances") { ["--instance-ids", $0.id] },
      undo: .no("a terminated instance is gone; start another from its image, if there is one")),
    CleanupAction(
      "delete-auto-scaling-group", "auto_scaling_group", "scales it to zero where it is not, and deletes it",
      order: 20, first: [.scaleToZero],
      CloudCall("autoscaling.delete-auto-scaling-group") { ["--auto-scaling-group-name", $0.id] },
      undo: .no("a deleted group is gone; the log has how it was described")),
    CleanupAction(
      "scale-auto-scaling-group", "auto_scaling_group",
      "scales it to zero; with off hours its sizes come back", order: 10,
      CloudCall("autoscaling.update-auto-scaling-group") { target in
        ["--auto-scaling-group-name", target.id] + GroupSizes.zero.arguments
      }, seen: .field("DesiredCapacity", isOne: ["0"]), undo: .operation(Operations.restoreSizes)),
    CleanupAction(
      "delete-launch-configuration", "launch_configuration", "deletes it", order: 40,
      CloudCall("autoscaling.delete-launch-configuration") { ["--launch-configuration-name", $0.id] },
      undo: .no("a deleted launch configuration is gone; the log has how it was described")),
    CleanupAction(
      "delete-launch-template", "launch_template", "deletes it with all its versions", order: 40,
      CloudCall("ec2.delete-launch-template") { ["--launch-template-id", $0.id] },
      undo: .no("a deleted launch template is gone with its versions")),
    CleanupAction(
      "deregister-image", "image", "deregisters it, and deletes its snapshots that nothing else has",
      order: 60, ready: [Requirement("State", .isOne(of: ["available"]), else: "its state is another")],
      CloudCall("ec2.deregister-image") { ["--image-id", $0.id] },
      snapshotsAfter: "BlockDeviceMappings[].Ebs.SnapshotId",
      undo: .no("a deregistered image is gone with its snapshots")),
  ]

  private static let storing = [
    CleanupAction(
      "delete-ebs-volume", "ebs_volume",
      "takes a safety snapshot, waits until it is complete, and deletes it",
      order: 50,
      ready: [
        Requirement("State", .isOne(of: ["available"]), else: "it is not detached"),
        Requirement("Attachments[]", .isEmpty, else: "it is attached"),
      ], first: [.safetySnapshot], CloudCall("ec2.delete-volume") { ["--volume-id", $0.id] }, undo: .volume),
    CleanupAction(
      "delete-ebs-snapshot", "ebs_snapshot", "deletes it", order: 70,
      ready: [Requirement("State", .isOne(of: ["completed"]), else: "its state is another")],
      CloudCall("ec2.delete-snapshot") { ["--snapshot-id", $0.id] },
      undo: .no("a deleted snapshot is gone")),
    CleanupAction(
      "stop-rds-instance", "rds_instance", "stops it; AWS starts it again after seven days", order: 10,
      ready: [
        Requirement("DBInstanceStatus", .isOne(of: ["available"]), else: "its state is another"),
        Requirement(
          "ReadReplicaSourceDBInstanceIdentifier", .isAbsent(orOne: []), else: "it is a replica"),
        Requirement("ReadReplicaDBInstanceIdentifiers[]", .isEmpty, else: "it has replicas"),
      ], CloudCall("rds.stop-db-instance") { ["--db-instance-identifier", $0.id] },
      seen: .field("DBInstanceStatus", isOne: ["stopping", "stopped"]),
      undo: .operation(Operations.startDatabase)),
    CleanupAction(
      "delete-rds-instance", "rds_instance", "takes a final snapshot, which stays, and deletes it", order: 30,
      ready: [
        Requirement("DBInstanceStatus", .isOne(of: ["available", "stopped"]), else: "its state is another"),
        Requirement("ReadReplicaDBInstanceIdentifiers[]", .isEmpty, else: "it has replicas"),
      ],
      CloudCall("rds.delete-db-instance", others: ["rds:CreateDBSnapshot"]) { target in
        [
          "--db-instance-identifier", target.id, "--final-db-snapshot-identifier",
          "tarsier-\(target.id)-\(target.token)",
        ]
      }, undo: .no("restore it from its final snapshot with 'aws rds restore-db-instance-from-db-snapshot'")),
  ]

  private static let connecting = [
    CleanupAction(
      "delete-load-balancer", "load_balancer", "deletes it", order: 20,
      CloudCall("elbv2.delete-load-balancer") { ["--load-balancer-arn", $0.arn] },
      undo: .no("a deleted load balancer is gone, and its name may lead elsewhere")),
    CleanupAction(
      "delete-load-balancer", "classic_load_balancer", "deletes it", order: 20,
      CloudCall("elb.delete-load-balancer") { ["--load-balancer-name", $0.id] },
      undo: .no("a deleted load balancer is gone, and its name may lead elsewhere")),
    CleanupAction(
      "delete-target-group", "target_group", "deletes it", order: 30,
      ready: [Requirement("LoadBalancerArns[]", .isEmpty, else: "a load balancer uses it")],
      CloudCall("elbv2.delete-target-group") { ["--target-group-arn", $0.arn] },
      undo: .no("a deleted target group is gone; the log has how it was described")),
    CleanupAction(
      "delete-nat-gateway", "nat_gateway", "deletes it; its address stays", order: 30,
      ready: [Requirement("State", .isOne(of: ["available", "failed"]), else: "its state is another")],
      CloudCall("ec2.delete-nat-gateway") { ["--nat-gateway-id", $0.id] },
      undo: .no("a deleted NAT gateway is gone; make one with the same address")),
    CleanupAction(
      "release-address", "address", "releases it", order: 40,
      ready: [
        Requirement("AssociationId", .isAbsent(orOne: []), else: "it is in use"),
        Requirement("NetworkInterfaceId", .isAbsent(orOne: []), else: "it is in use"),
        Requirement("InstanceId", .isAbsent(orOne: []), else: "it is in use"),
      ], CloudCall("ec2.release-address") { ["--allocation-id", $0.id] },
      undo: .no("a released address is another's; 'aws ec2 allocate-address --address' may bring it back")),
    CleanupAction(
      "delete-network-interface", "network_interface", "deletes it", order: 40,
      ready: [
        Requirement("Status", .isOne(of: ["available"]), else: "it is in use"),
        Requirement("Attachment.AttachmentId", .isAbsent(orOne: []), else: "it is attached"),
        Requirement("Association.PublicIp", .isAbsent(orOne: []), else: "it has a public address"),
      ], CloudCall("ec2.delete-network-interface") { ["--network-interface-id", $0.id] },
      undo: .no("a deleted network interface is gone")),
    CleanupAction(
      "delete-security-group", "security_group", "deletes it", order: 80,
      CloudCall("ec2.delete-security-group") { ["--group-id", $0.id] },
      undo: .no("a deleted security group is gone; the log has its rules")),
  ]

  private static let others = [
    CleanupAction(
      "set-log-retention", "log_group", "sets a retention of 400 days", order: 90,
      ready: [Requirement("retentionInDays", .isAbsent(orOne: []), else: "it has a retention")],
      CloudCall("logs.put-retention-policy") { ["--log-group-name", $0.id, "--retention-in-days", "400"] },
      seen: .field("retentionInDays", isOne: ["400"]), undo: .operation(Operations.forgetRetention)),
    CleanupAction(
      "delete-secret", "secret", "deletes it, with 30 days in which it can be restored", order: 90,
      CloudCall("secretsmanager.delete-secret") {
        ["--secret-id", $0.arn, "--recovery-window-in-days", "30"]
      }, undo: .operation(Operations.restoreSecret)),
  ]
}
