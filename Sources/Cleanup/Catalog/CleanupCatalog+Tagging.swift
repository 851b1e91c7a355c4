extension CleanupCatalog {
  /// `tag-resource` for every type that has tags: each service's own call, else the one of all services.
  static let tagging: [CleanupAction] =
    computeTypes.map { type in
      entry(
        type,
        CloudCall("ec2.create-tags") { target in
          ["--resources", target.id, "--tags", "Key=\(SafetyTags.flagged),Value=\(target.rule)"]
        },
        seen: .field("Tags[Key=\(SafetyTags.flagged)].Key", isOne: [SafetyTags.flagged]),
        undo: Operation(
          "untag-resource",
          CloudCall("ec2.delete-tags") { ["--resources", $0.id, "--tags", "Key=\(SafetyTags.flagged)"] },
          seen: .noField("Tags[Key=\(SafetyTags.flagged)].Key")))
    } + [networkInterface, group] + otherTypes.map(common)

  private static let computeTypes = [
    "instance", "image", "ebs_volume", "ebs_snapshot", "address", "nat_gateway", "security_group",
    "launch_template",
  ]
  private static let otherTypes = [
    "rds_instance", "load_balancer", "classic_load_balancer", "target_group", "log_group", "secret",
  ]

  /// Its tags stand under another name.
  private static let networkInterface = entry(
    "network_interface",
    CloudCall("ec2.create-tags") { target in
      ["--resources", target.id, "--tags", "Key=\(SafetyTags.flagged),Value=\(target.rule)"]
    },
    seen: .field("TagSet[Key=\(SafetyTags.flagged)].Key", isOne: [SafetyTags.flagged]),
    undo: Operation(
      "untag-network-interface",
      CloudCall("ec2.delete-tags") { ["--resources", $0.id, "--tags", "Key=\(SafetyTags.flagged)"] },
      seen: .noField("TagSet[Key=\(SafetyTags.flagged)].Key")))

  private static let group = entry(
    "auto_scaling_group",
    CloudCall("autoscaling.create-or-update-tags") { target in
      ["--tags", Operations.groupTag(target, SafetyTags.flagged, target.rule)]
    },
    seen: .field("Tags[Key=\(SafetyTags.flagged)].Key", isOne: [SafetyTags.flagged]),
    undo: Operation(
      "untag-group",
      CloudCall("autoscaling.delete-tags") { ["--tags", Operations.groupTag($0, SafetyTags.flagged, nil)] },
      seen: .noField("Tags[Key=\(SafetyTags.flagged)].Key")))

  private static func common(_ type: String) -> CleanupAction {
    let look = CloudCall("resourcegroupstaggingapi.get-resources") { ["--resource-arn-list", $0.arn] }
    let path = "ResourceTagMappingList[].Tags[Key=\(SafetyTags.flagged)].Key"
    let own = servicePermissions[type] ?? ([], [])
    return entry(
      type,
      CloudCall("resourcegroupstaggingapi.tag-resources", others: own.tag) { target in
        ["--resource-arn-list", target.arn, "--tags", "\(SafetyTags.flagged)=\(target.rule)"]
      }, seen: .told(look, path: path, isThere: true),
      undo: Operation(
        "untag-\(type)",
        CloudCall("resourcegroupstaggingapi.untag-resources", others: own.untag) { target in
          ["--resource-arn-list", target.arn, "--tag-keys", SafetyTags.flagged]
        }, seen: .told(look, path: path, isThere: false)))
  }

  /// The call of all services asks each service for its own permission, too.
  private static let servicePermissions: [String: (tag: [String], untag: [String])] = [
    "rds_instance": (["rds:AddTagsToResource"], ["rds:RemoveTagsFromResource"]),
    "load_balancer": (["elasticloadbalancing:AddTags"], ["elasticloadbalancing:RemoveTags"]),
    "classic_load_balancer": (["elasticloadbalancing:AddTags"], ["elasticloadbalancing:RemoveTags"]),
    "target_group": (["elasticloadbalancing:AddTags"], ["elasticloadbalancing:RemoveTags"]),
    "log_group": (["logs:TagResource"], ["logs:UntagResource"]),
    "secret": (["secretsmanager:TagResource"], ["secretsmanager:UntagResource"]),
  ]

  private static func entry(
    _ type: String, _ call: CloudCall, seen sight: Operation.Sight, undo: Operation
  ) -> CleanupAction {
    CleanupAction(
      "tag-resource", type, "tags it with `\(SafetyTags.flagged)` and the rule's id", order: 90, call,
      seen: sight, undo: .operation(undo))
  }
}
