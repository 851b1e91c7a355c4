import Billing
import Inventory
import Testing

@testable import Collector

/// Which calls a wish for types comes to.
struct CollectionPlanTests {
  @Test(arguments: [
    (["ebs_snapshot"], ["ec2.describe-snapshots"]),
    (["ebs_volume"], ["ec2.describe-volumes", "cloudwatch.get-metric-data"]),
    (["listener"], ["elbv2.describe-load-balancers", "elbv2.describe-listeners"]),
    (
      ["access_key"],
      ["iam.get-account-authorization-details", "iam.list-access-keys", "iam.get-access-key-last-used"]
    ),
  ]) func `asks for what it needs and no more`(types: [String], calls: [String]) throws {
    #expect(Set(try CollectionPlan(types: types).calls.map(\.name)) == Set(calls))
  }

  @Test func `without types asks for everything`() throws {
    #expect(try CollectionPlan(types: []).calls.count == CallCatalog.all.count)
  }

  @Test func `lists come before what is asked about each`() throws {
    let stages = try CollectionPlan(types: ["ecs_service"]).stages(isGlobal: false).map { $0.map(\.name) }
    #expect(stages.first?.contains("ecs.list-clusters") == true)
    #expect(stages.dropFirst().first == ["ecs.list-services"])
    #expect(stages.last == ["ecs.describe-services"])
  }

  @Test func `an unknown type names the nearest`() throws {
    let problem = try #require(throws: Problem.self) { try CollectionPlan(types: ["ebs_volumes"]) }
    #expect(problem.what.contains("did you mean 'ebs_volume'?"))
  }
}
