extension ResourceCatalog {
  static let identity = [iamRole, iamUser, iamPolicy, accessKey]

  /// Everything of IAM but the keys comes in one answer.
  private static let details = "iam.get-account-authorization-details"

  private static let iamRole = ResourceType(
    "iam_role", table: "iam_roles", call: details, items: "RoleDetailList[]", id: "RoleName",
    idColumn: "role", arn: .field("Arn"), name: .field("RoleName"), billed: false,
    columns: [
      .text("path", "Path"),
      .list("attached_policy_arns", "AttachedManagedPolicies[].PolicyArn"),
      .json("trust_policy", "AssumeRolePolicyDocument"),
      .list("instance_profiles", "InstanceProfileList[].Arn"),
      .text("permissions_boundary", "PermissionsBoundary.PermissionsBoundaryArn"),
      .time("created_at", "CreateDate"),
      .time("used_at", "RoleLastUsed.LastUsedDate"),
    ],
    parts: [policies("iam_role_policies", "RolePolicyList[]", parent: "role")])

  private static let iamUser = ResourceType(
    "iam_user", table: "iam_users", call: details, items: "UserDetailList[]", id: "UserName",
    idColumn: "user_name", arn: .field("Arn"), name: .field("UserName"), billed: false,
    columns: [
      .text("path", "Path"),
      .list("groups", "GroupList[]"),
      .list("attached_policy_arns", "AttachedManagedPolicies[].PolicyArn"),
      .text("permissions_boundary", "PermissionsBoundary.PermissionsBoundaryArn"),
      .time("created_at", "CreateDate"),
    ],
    parts: [policies("iam_user_policies", "UserPolicyList[]", parent: "user_name")],
    details: [
      Detail(
        "iam_user.listed", call: "iam.list-users", answers: .list(items: "Users[]", id: "UserName"),
        columns: [.time("password_used_at", "PasswordLastUsed")])
    ])

  private static let iamPolicy = ResourceType(
    "iam_policy", table: "iam_policies", call: details, items: "Policies[]", id: "Arn", .ending,
    idColumn: "policy", arn: .field("Arn"), name: .id, tags: .none, billed: false,
    columns: [
      .text("path", "Path"),
      .integer("attachments", "AttachmentCount"),
      .json("document", "PolicyVersionList[IsDefaultVersion=true].Document"),
      .time("created_at", "CreateDate"),
      .time("updated_at", "UpdateDate"),
    ])

  private static let accessKey = ResourceType(
    "access_key", table: "access_keys", call: "iam.list-access-keys", items: "AccessKeyMetadata[]",
    id: "AccessKeyId", idColumn: "access_key_id", parent: "user_name",
    arn: .pattern("arn:aws:iam::{account}:access-key/{id}"), name: .id, tags: .none, billed: false,
    columns: [.text("state", "Status"), .time("created_at", "CreateDate")],
    details: [
      Detail(
        "access_key.use", call: "iam.get-access-key-last-used", answers: .perResource,
        columns: [
          .time("used_at", "AccessKeyLastUsed.LastUsedDate"),
          .text("used_service", "AccessKeyLastUsed.ServiceName"),
          .text("used_region", "AccessKeyLastUsed.Region"),
        ])
    ])

  private static func policies(_ table: String, _ items: String, parent: String) -> Part {
    Part(
      table: table, items: items, parent: parent,
      columns: [.text("policy_name", "PolicyName"), .json("document", "PolicyDocument")])
  }
}
