import Testing

@testable import Inventory

/// What must hold of every entry of the catalog.
struct CatalogTests {
  /// The types that rules and users rely on by name.
  private static let promised = """
    instance ebs_volume ebs_snapshot image address network_interface vpc subnet route_table nat_gateway \
    internet_gateway vpc_endpoint security_group key_pair launch_configuration launch_template \
    auto_scaling_group classic_load_balancer load_balancer listener target_group rds_instance rds_cluster \
    rds_snapshot elasticache_cluster elasticache_replication_group dynamodb_table s3_bucket sqs_queue \
    sns_topic lambda_function ecs_service eks_cluster beanstalk_environment efs_file_system glue_job \
    athena_workgroup cloudformation_stack cloudwatch_alarm log_group kms_key secret certificate iam_role \
    iam_user access_key reserved_instance savings_plan zone
    """.split(separator: " ").map(String.init)

  @Test(arguments: promised) func `has every type that was promised`(name: String) {
    #expect(ResourceCatalog.type(named: name) != nil)
  }

  @Test(arguments: ResourceCatalog.types.map(\.name)) func `declares each call and column once`(name: String)
    throws
  {
    let type = try #require(ResourceCatalog.type(named: name))
    for call in [type.call] + type.details.map(\.call) { #expect(CallCatalog.named(call) != nil, "\(call)") }
    for table in InventoryTable.all where table.type == name {
      let columns = table.columns.map(\.name)
      #expect(Set(columns).count == columns.count, "\(table.name)")
    }
    for since in type.since + type.details.flatMap(\.since) {
      let columns = (type.columns + type.details.flatMap(\.columns)).map(\.name)
      #expect(columns.contains(since.condition.column), "\(since.name)")
    }
    for case .perResource in type.details.map(\.answers) {
      #expect(ResourceCatalog.isAskedAbout(name))
    }
  }

  @Test(arguments: CallCatalog.all.map(\.name)) func `wants the answer of each call`(name: String) throws {
    let call = try #require(CallCatalog.named(name))
    #expect(ResourceCatalog.calls.contains(name))
    #expect(call.action.contains(":"))
    for type in ResourceCatalog.types(askedAboutBy: name) {
      #expect(ResourceCatalog.type(named: type) != nil)
    }
  }

  @Test func `tables have names of their own`() {
    let names = InventoryTable.all.map(\.name)
    #expect(Set(names).count == names.count)
  }

  @Test func `metrics are of types and columns that there are`() throws {
    for metric in UseMetric.all {
      let type = try #require(ResourceCatalog.type(named: metric.type))
      if let only = metric.only { #expect(type.columns.contains { $0.name == only.column }) }
    }
  }

  @Test func `a call of a call is made after it`() {
    #expect(ResourceCatalog.depth(of: "ecs.list-clusters") == 0)
    #expect(ResourceCatalog.depth(of: "ecs.list-services") == 1)
    #expect(ResourceCatalog.depth(of: "ecs.describe-services") == 2)
    #expect(ResourceCatalog.depth(of: "elbv2.describe-tags") == 1)
  }
}

extension Since.Condition {
  fileprivate var column: String {
    switch self {
    case .equals(let column, _), .zero(let column), .nonZero(let column), .absent(let column): column
    }
  }
}
