extension ResourceCatalog {
  static let containers = [lambdaFunction, ecsCluster, ecsService, eksCluster, beanstalkEnvironment]

  private static let lambdaFunction = ResourceType(
    "lambda_function", table: "lambda_functions", call: "lambda.list-functions", items: "Functions[]",
    id: "FunctionName", idColumn: "lambda_function", arn: .field("FunctionArn"),
    name: .field("FunctionName"), tags: .detail,
    columns: [
      .text("state", "State"),
      .text("runtime", "Runtime"),
      .integer("memory_mib", "MemorySize"),
      .integer("timeout_seconds", "Timeout"),
      .integer("code_bytes", "CodeSize"),
      .text("package_type", "PackageType"),
      .list("architectures", "Architectures[]"),
      .text("role", "Role"),
      .text("dead_letter_target", "DeadLetterConfig.TargetArn"),
      .text("tracing", "TracingConfig.Mode"),
      .text("vpc_id", "VpcConfig.VpcId"),
      .list("subnet_ids", "VpcConfig.SubnetIds[]"),
      .list("security_groups", "VpcConfig.SecurityGroupIds[]"),
      .time("modified_at", "LastModified"),
    ],
    details: [tagsOfServices])

  private static let ecsCluster = ResourceType(
    "ecs_cluster", table: "ecs_clusters", call: "ecs.list-clusters", items: "clusterArns[]", id: "", .ending,
    idColumn: "ecs_cluster", arn: .field(""), name: .id, tags: .none, billed: false, columns: [],
    details: [
      Detail(
        "ecs_cluster.description", call: "ecs.describe-clusters",
        answers: .list(items: "clusters[]", id: "clusterName"),
        columns: [
          .text("state", "status"),
          .integer("services", "activeServicesCount"),
          .integer("running_tasks", "runningTasksCount"),
          .integer("instances", "registeredContainerInstancesCount"),
        ])
    ])

  private static let ecsService = ResourceType(
    "ecs_service", table: "ecs_services", call: "ecs.list-services", items: "serviceArns[]", id: "",
    .after(":service/"), idColumn: "ecs_service", parent: "cluster", arn: .field(""), name: .id,
    tags: .detail, billed: false,
    columns: [],
    details: [
      tagsOfServices,
      Detail(
        "ecs_service.description", call: "ecs.describe-services", answers: .perResource,
        goneCodes: ["ServiceNotFoundException", "ClusterNotFoundException"],
        columns: [
          .text("state", "services[].status"),
          .integer("desired_count", "services[].desiredCount"),
          .integer("running_count", "services[].runningCount"),
          .text("launch_type", "services[].launchType"),
          .text("task_definition", "services[].taskDefinition"),
          .list("target_group_arns", "services[].loadBalancers[].targetGroupArn"),
          .list("subnet_ids", "services[].networkConfiguration.awsvpcConfiguration.subnets[]"),
          .list("security_groups", "services[].networkConfiguration.awsvpcConfiguration.securityGroups[]"),
          .text("assigns_public_ip", "services[].networkConfiguration.awsvpcConfiguration.assignPublicIp"),
          .time("created_at", "services[].createdAt"),
        ]),
    ])

  private static let eksCluster = ResourceType(
    "eks_cluster", table: "eks_clusters", call: "eks.list-clusters", items: "clusters[]", id: "",
    idColumn: "eks_cluster", arn: .pattern("arn:aws:eks:{region}:{account}:cluster/{id}"), name: .id,
    tags: .detail, columns: [],
    details: [
      Detail(
        "eks_cluster.description", call: "eks.describe-cluster", answers: .perResource,
        goneCodes: ["ResourceNotFoundException"], tags: .field("cluster.tags"),
        columns: [
          .text("state", "cluster.status"),
          .text("version", "cluster.version"),
          .text("support", "cluster.upgradePolicy.supportType"),
          .text("vpc_id", "cluster.resourcesVpcConfig.vpcId"),
          .list("subnet_ids", "cluster.resourcesVpcConfig.subnetIds[]"),
          .list("security_groups", "cluster.resourcesVpcConfig.securityGroupIds[]"),
          .flag("public_endpoint", "cluster.resourcesVpcConfig.endpointPublicAccess"),
          .list("public_cidrs", "cluster.resourcesVpcConfig.publicAccessCidrs[]"),
          .list("secrets_encrypted", "cluster.encryptionConfig[].resources[]"),
          .time("created_at", "cluster.createdAt"),
        ])
    ])

  private static let beanstalkEnvironment = ResourceType(
    "beanstalk_environment", table: "beanstalk_environments", call: "elasticbeanstalk.describe-environments",
    items: "Environments[]", id: "EnvironmentName", idColumn: "environment", arn: .field("EnvironmentArn"),
    name: .field("EnvironmentName"), tags: .detail, billed: false,
    columns: [
      .text("environment_id", "EnvironmentId"),
      .text("state", "Status"),
      .text("application", "ApplicationName"),
      .text("version_label", "VersionLabel"),
      .text("cname", "CNAME"),
      .text("endpoint", "EndpointURL"),
      .text("health", "Health"),
      .text("tier", "Tier.Name"),
      .text("platform_arn", "PlatformArn"),
      .time("created_at", "DateCreated"),
      .time("updated_at", "DateUpdated"),
    ],
    details: [
      tagsOfServices,
      Detail(
        "beanstalk_environment.resources", call: "elasticbeanstalk.describe-environment-resources",
        answers: .perResource,
        columns: [
          .list("auto_scaling_groups", "EnvironmentResources.AutoScalingGroups[].Name"),
          .list("instance_ids", "EnvironmentResources.Instances[].Id"),
          .list("load_balancers", "EnvironmentResources.LoadBalancers[].Name"),
          .list("launch_templates", "EnvironmentResources.LaunchTemplates[].Id"),
        ]),
    ])
}
