extension ResourceCatalog {
  /// A bucket's settings take a call each, and "there is none" is mostly an error.
  static let bucket = ResourceType(
    "s3_bucket", table: "s3_buckets", call: "s3api.list-buckets", items: "Buckets[]", id: "Name",
    idColumn: "bucket", arn: .pattern("arn:aws:s3:::{id}"), name: .field("Name"), tags: .detail,
    columns: [.time("created_at", "CreationDate")],
    details: [
      setting("location", "get-bucket-location", [.text("bucket_region", "LocationConstraint")]),
      Detail(
        "s3.tags", call: "s3api.get-bucket-tagging", answers: .perResource, goneCodes: gone,
        noneCodes: ["NoSuchTagSet"], tags: .field("TagSet")),
      setting(
        "lifecycle", "get-bucket-lifecycle-configuration", none: "NoSuchLifecycleConfiguration",
        [
          .count("lifecycle_rules", "Rules[Status=Enabled]"),
          .count("lifecycle_upload_rules", "Rules[Status=Enabled].AbortIncompleteMultipartUpload"),
          .count("lifecycle_noncurrent_rules", "Rules[Status=Enabled].NoncurrentVersionExpiration"),
        ]),
      setting(
        "encryption", "get-bucket-encryption", none: "ServerSideEncryptionConfigurationNotFoundError",
        [
          .text(
            "encryption",
            "ServerSideEncryptionConfiguration.Rules[].ApplyServerSideEncryptionByDefault.SSEAlgorithm"),
          .text(
            "kms_key_id",
            "ServerSideEncryptionConfiguration.Rules[].ApplyServerSideEncryptionByDefault.KMSMasterKeyID"),
        ]),
      setting(
        "public_access_block", "get-public-access-block", none: "NoSuchPublicAccessBlockConfiguration",
        [
          .present("public_access_block", "PublicAccessBlockConfiguration"),
          .flag("block_public_acls", "PublicAccessBlockConfiguration.BlockPublicAcls"),
          .flag("ignore_public_acls", "PublicAccessBlockConfiguration.IgnorePublicAcls"),
          .flag("block_public_policy", "PublicAccessBlockConfiguration.BlockPublicPolicy"),
          .flag("restrict_public_buckets", "PublicAccessBlockConfiguration.RestrictPublicBuckets"),
        ]),
      setting(
        "policy_status", "get-bucket-policy-status", none: "NoSuchBucketPolicy",
        [.flag("policy_is_public", "PolicyStatus.IsPublic")]),
      Detail(
        "s3.acl", call: "s3api.get-bucket-acl", answers: .perResource, goneCodes: gone,
        parts: [
          Part(
            table: "s3_bucket_grants", items: "Grants[]", parent: "bucket",
            columns: [
              .text("grantee", "Grantee.URI"),
              .text("grantee_type", "Grantee.Type"),
              .text("permission", "Permission"),
            ])
        ]),
      setting(
        "versioning", "get-bucket-versioning",
        [.text("versioning", "Status"), .text("mfa_delete", "MFADelete")]),
      setting("logging", "get-bucket-logging", [.text("logging_bucket", "LoggingEnabled.TargetBucket")]),
      setting(
        "replication", "get-bucket-replication", none: "ReplicationConfigurationNotFoundError",
        [
          .count("replication_rules", "ReplicationConfiguration.Rules[Status=Enabled]"),
          .list("replication_buckets", "ReplicationConfiguration.Rules[].Destination.Bucket"),
        ]),
      Detail(
        "s3.uploads", call: "s3api.list-multipart-uploads", answers: .perResource, goneCodes: gone,
        columns: [.count("unfinished_uploads", "Uploads[]")],
        parts: [
          Part(
            table: "s3_bucket_uploads", items: "Uploads[]", parent: "bucket",
            columns: [
              .text("key", "Key"), .text("upload_id", "UploadId"), .time("initiated_at", "Initiated"),
              .text("storage_class", "StorageClass"),
            ])
        ]),
      Detail(
        "s3.objects", call: "s3api.list-objects-v2", answers: .perResource, goneCodes: gone,
        columns: [.present("has_objects", "Contents[].Key")],
        since: [Since("empty_since", when: .zero("has_objects"))]),
    ])

  private static let gone: Set = ["NoSuchBucket"]

  private static func setting(
    _ name: String, _ operation: String, none: String? = nil, _ columns: [Column]
  ) -> Detail {
    Detail(
      "s3.\(name)", call: "s3api.\(operation)", answers: .perResource, goneCodes: gone,
      noneCodes: none.map { [$0] } ?? [], columns: columns)
  }
}
