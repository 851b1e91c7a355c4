extension ResourceCatalog {
  static let security = [key, secret, certificate]
  static let commitments = [reservedInstance, savingsPlan]

  private static let key = ResourceType(
    "kms_key", table: "kms_keys", call: "kms.list-keys", items: "Keys[]", id: "KeyId", idColumn: "key_id",
    arn: .field("KeyArn"), name: .id, tags: .detail, columns: [],
    details: [
      tagsOfServices,
      Detail(
        "kms_key.description", call: "kms.describe-key", answers: .perResource,
        goneCodes: ["NotFoundException"],
        columns: [
          .text("state", "KeyMetadata.KeyState"),
          .text("description", "KeyMetadata.Description"),
          .text("manager", "KeyMetadata.KeyManager"),
          .text("usage", "KeyMetadata.KeyUsage"),
          .text("spec", "KeyMetadata.KeySpec"),
          .text("origin", "KeyMetadata.Origin"),
          .flag("multi_region", "KeyMetadata.MultiRegion"),
          .time("created_at", "KeyMetadata.CreationDate"),
          .time("deletion_at", "KeyMetadata.DeletionDate"),
        ]),
      Detail(
        "kms_key.rotation", call: "kms.get-key-rotation-status", answers: .perResource,
        goneCodes: ["NotFoundException"],
        // Keys that cannot rotate: asymmetric ones, and those that wait for their deletion.
        noneCodes: ["UnsupportedOperationException", "KMSInvalidStateException"],
        columns: [
          .flag("rotation", "KeyRotationEnabled"), .integer("rotation_days", "RotationPeriodInDays"),
        ]),
    ])

  private static let secret = ResourceType(
    "secret", table: "secrets", call: "secretsmanager.list-secrets", items: "SecretList[]", id: "Name",
    idColumn: "secret", arn: .field("ARN"), name: .field("Name"),
    columns: [
      .text("description", "Description"),
      .flag("rotation", "RotationEnabled"),
      .integer("rotation_days", "RotationRules.AutomaticallyAfterDays"),
      .text("owning_service", "OwningService"),
      .text("primary_region", "PrimaryRegion"),
      .text("kms_key_id", "KmsKeyId"),
      .time("created_at", "CreatedDate"),
      .time("changed_at", "LastChangedDate"),
      .time("accessed_at", "LastAccessedDate"),
      .time("rotated_at", "LastRotatedDate"),
      .time("deleted_at", "DeletedDate"),
    ])

  private static let certificate = ResourceType(
    "certificate", table: "certificates", call: "acm.list-certificates", items: "CertificateSummaryList[]",
    id: "CertificateArn", .ending, idColumn: "certificate_id", arn: .field("CertificateArn"),
    name: .field("DomainName"), tags: .detail, billed: false,
    columns: [
      .text("state", "Status"),
      .text("kind", "Type"),
      .text("key_algorithm", "KeyAlgorithm"),
      .flag("in_use", "InUse"),
      .text("renewal", "RenewalEligibility"),
      .list("alternative_names", "SubjectAlternativeNameSummaries[]"),
      .time("expires_at", "NotAfter"),
      .time("issued_at", "IssuedAt"),
      .time("created_at", "CreatedAt"),
    ],
    details: [tagsOfServices])

  private static let reservedInstance = ResourceType(
    "reserved_instance", table: "reserved_instances", call: "ec2.describe-reserved-instances",
    items: "ReservedInstances[]", id: "ReservedInstancesId", idColumn: "reserved_instance_id",
    arn: .pattern("arn:aws:ec2:{region}:{account}:reserved-instances/{id}"), billed: false,
    columns: [
      .text("state", "State"),
      .text("instance_type", "InstanceType"),
      .integer("instances", "InstanceCount"),
      .text("platform", "ProductDescription"),
      .text("scope", "Scope"),
      .text("zone", "AvailabilityZone"),
      .text("offering_class", "OfferingClass"),
      .text("offering_type", "OfferingType"),
      .text("tenancy", "InstanceTenancy"),
      .integer("seconds", "Duration"),
      .text("currency", "CurrencyCode"),
      .time("created_at", "Start"),
      .time("ends_at", "End"),
    ])

  private static let savingsPlan = ResourceType(
    "savings_plan", table: "savings_plans", call: "savingsplans.describe-savings-plans",
    items: "savingsPlans[]", id: "savingsPlanId", idColumn: "savings_plan_id", arn: .field("savingsPlanArn"),
    tags: .field("tags"), billed: false,
    columns: [
      .text("state", "state"),
      .text("kind", "savingsPlanType"),
      .text("payment_option", "paymentOption"),
      // Money per hour, as the provider's text, digit for digit.
      .text("commitment", "commitment"),
      .text("currency", "currency"),
      .text("plan_region", "region"),
      .text("instance_family", "ec2InstanceFamily"),
      .list("product_types", "productTypes[]"),
      .integer("seconds", "termDurationInSeconds"),
      .time("created_at", "start"),
      .time("ends_at", "end"),
    ])
}
