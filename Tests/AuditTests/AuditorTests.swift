import Allocation
import Audit
import Billing
import FoundationEssentials
import Inventory
import Ledger
import Testing

/// A small account with a group, a stopped instance and volumes, audited with figures of a bill.
final class Estate {
  private let path: String
  let ledger: Ledger

  init() throws {
    path = "\(FileManager.default.temporaryDirectory.path)/tarsier-estate-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    ledger = try Ledger.writing("\(path)/ledger.sqlite")
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Loads answers of one account and region, taken at 03:00 on a day of September 2026.
  func load(
    day: Int, _ answers: [String: String], failed: [String: String] = [:], region: String = "us-east-1"
  ) throws {
    let folder = "\(path)/\(UUID().uuidString)"
    let inner = "\(folder)/111111111111/\(region)"
    try FileManager.default.createDirectory(atPath: inner, withIntermediateDirectories: true)
    for (call, json) in answers { try Data(json.utf8).write(to: URL(filePath: "\(inner)/\(call).json")) }
    for (call, code) in failed {
      let text = "An error occurred (\(code)) when calling the Describe operation: no"
      try Data(text.utf8).write(to: URL(filePath: "\(inner)/\(call).error"))
    }
    _ = try InventoryLoader.load(
      paths: [folder], takenAt: Self.time(day), into: ledger, clock: Self.time(day))
  }

  static func time(_ day: Int) -> Int { 1_788_231_600 + (day - 1) * 86_400 }

  func audit(
    _ rules: [String], day: Int = 45, costs: [String: String] = [:], groups: [String: String] = [:],
    owners: OwnerResolver? = nil
  ) throws -> AuditResult {
    let costs = ResourceCosts(
      days: 30, byResource: dollars(costs), byGroup: dollars(groups), usesBilled: false)
    let auditor = Auditor(
      ledger: ledger, rules: try RuleLibrary().selected(ids: rules), costs: costs,
      owners: try owners ?? OwnerResolver())
    return try auditor.audit(asOf: Self.time(day))
  }
}

/// Costs of a bill in dollars, from decimals as text.
func dollars(_ figures: [String: String]) -> [String: [ResourceCosts.Cost]] {
  figures.mapValues { text in
    let parts = text.split(separator: ".")
    let amount = Amount(units: Int128(parts.joined()) ?? 0, scale: parts.count == 2 ? parts[1].count : 0)
    return [ResourceCosts.Cost(amount: amount, currency: "USD")]
  }
}

private let detached =
  #"{"Volumes": [{"VolumeId": "vol-1", "State": "available", "Size": 8, "#
  + #""Tags": [{"Key": "Owner", "Value": "ann"}, {"Key": "team", "Value": "search"}]}]}"#

struct AuditorTests {
  @Test func `what is not kept yet is looked at on its own connection alone`() throws {
    let estate = try Estate()
    try estate.ledger.database.rehearsal {
      try estate.load(day: 1, ["ec2.describe-volumes": detached])
      let auditor = Auditor(
        ledger: estate.ledger,
        rules: try RuleLibrary().selected(ids: ["ebs-volume-detached", "resource-untagged"]),
        costs: ResourceCosts(days: 30, byResource: [:], byGroup: [:], usesBilled: false),
        owners: try OwnerResolver(),
        second: { AuditSource(ledger: try Ledger.reading(estate.ledger.path)) { _ in CostTableAnswer() } })
      #expect(try auditor.audit(asOf: Estate.time(45)).findings.map(\.resourceID) == ["vol-1"])
    }
  }

  @Test func `a finding carries owner, since and cost`() throws {
    let estate = try Estate()
    try estate.load(day: 1, ["ec2.describe-volumes": detached])
    let arn = "arn:aws:ec2:us-east-1:111111111111:volume/vol-1"
    let result = try estate.audit(["ebs-volume-detached"], costs: [arn: "1.25"])
    let finding = try #require(result.findings.first)
    #expect(finding.resourceID == "vol-1")
    #expect(finding.arn == arn)
    #expect(finding.owner == Finding.Owner(name: "ann", foundBy: "tag:owner"))
    #expect(finding.since == "2026-09-01T03:00:00Z")
    #expect(finding.monthlyCost?.description == "1.25")
    #expect(finding.saving?.description == "1.25")
    #expect(finding.costDays == 30)
    #expect(finding.currency == "USD")
    #expect(try estate.audit(["ebs-volume-detached"], day: 30).findings == [])
  }

  @Test func `a resource that no bill knows has no cost`() throws {
    let estate = try Estate()
    try estate.load(day: 1, ["ec2.describe-volumes": detached])
    let other = "arn:aws:ec2:eu-west-1:111111111111:volume/vol-1"
    let finding = try #require(try estate.audit(["ebs-volume-detached"], costs: [other: "1"]).findings.first)
    #expect(finding.monthlyCost == nil)
    #expect(finding.saving == nil)
    #expect(finding.currency == nil)
  }

  private static let instances =
    #"{"Reservations": [{"Instances": [{"InstanceId": "i-1", "State": {"Name": "stopped"}, "Tags": [], "#
    + #""StateTransitionReason": "User initiated (2026-09-01 00:00:00 GMT)", "BlockDeviceMappings": "#
    + #"[{"Ebs": {"VolumeId": "vol-1"}}, {"Ebs": {"VolumeId": "vol-2"}}]}]}]}"#
  private static let groups =
    #"{"AutoScalingGroups": [{"AutoScalingGroupName": "web", "AvailabilityZones": ["a", "b"], "Instances": "#
    + #"[{"InstanceId": "i-1", "AvailabilityZone": "a"}, {"InstanceId": "i-2", "AvailabilityZone": "a"}]}]}"#

  @Test func `a stopped instance costs its volumes, and saves them once`() throws {
    let estate = try Estate()
    let volumes =
      #"{"Volumes": [{"VolumeId": "vol-1", "State": "available"}, {"VolumeId": "vol-2", "State": "in-use"}]}"#
    try estate.load(day: 1, ["ec2.describe-instances": Self.instances, "ec2.describe-volumes": volumes])
    let result = try estate.audit(
      ["instance-stopped", "ebs-volume-detached", "resource-untagged"], costs: ["vol-1": "3", "vol-2": "4.5"])
    let shown = result.findings.map {
      "\($0.rule) \($0.resourceID) \($0.monthlyCost?.description ?? "-") \($0.saving?.description ?? "-")"
    }
    #expect(
      shown == [
        "instance-stopped i-1 7.5 7.5", "resource-untagged i-1 7.5 0", "resource-untagged vol-2 4.5 0",
        "ebs-volume-detached vol-1 3 0", "resource-untagged vol-1 3 0",
      ])
  }

  @Test func `a group costs its members, or what its tag tells where that is known`() throws {
    let estate = try Estate()
    try estate.load(day: 1, ["autoscaling.describe-auto-scaling-groups": Self.groups])
    let members = ["i-1": "2", "i-2": "0.5"]
    let byMembers = try estate.audit(["group-zone-imbalance"], costs: members).findings.first
    #expect(byMembers?.monthlyCost?.description == "2.5")
    #expect(byMembers?.saving?.description == "0")
    let byTag = try estate.audit(["group-zone-imbalance"], costs: members, groups: ["web": "9"]).findings
      .first
    #expect(byTag?.monthlyCost?.description == "9")
    // The bill's tag does not say which of two groups of one name it means.
    try estate.load(day: 1, ["autoscaling.describe-auto-scaling-groups": Self.groups], region: "eu-west-1")
    let both = try estate.audit(["group-zone-imbalance"], costs: members, groups: ["web": "9"]).findings
    #expect(both.map { $0.monthlyCost?.description } == ["2.5", "2.5"])
  }

  @Test func `a group is not priced as what else has its name`() throws {
    let estate = try Estate()
    let empty =
      #"{"AutoScalingGroups": [{"AutoScalingGroupName": "poll", "DesiredCapacity": 0, "Instances": [], "#
      + #""AutoScalingGroupARN": "arn:aws:autoscaling:us-east-1:111111111111:x:autoScalingGroupName/poll"}]}"#
    let balancers = #"{"LoadBalancerDescriptions": [{"LoadBalancerName": "poll", "Instances": []}]}"#
    try estate.load(
      day: 1,
      ["autoscaling.describe-auto-scaling-groups": empty, "elb.describe-load-balancers": balancers])
    let arn = "arn:aws:elasticloadbalancing:us-east-1:111111111111:loadbalancer/poll"
    let result = try estate.audit(
      ["auto-scaling-group-empty", "classic-load-balancer-empty"], costs: [arn: "18", "poll": "5"])
    #expect(
      result.findings.map { "\($0.rule) \($0.monthlyCost?.description ?? "-")" }
        == ["classic-load-balancer-empty 18", "auto-scaling-group-empty -"])
  }

  @Test func `where a table did not come whole the rule is not checked`() throws {
    let estate = try Estate()
    try estate.load(
      day: 1, ["ec2.describe-snapshots": #"{"Snapshots": []}"#, "ec2.describe-volumes": detached],
      failed: ["ec2.describe-images": "AccessDenied"])
    let result = try estate.audit(["ebs-snapshot-orphaned", "ebs-volume-detached"])
    #expect(result.findings.map(\.rule) == ["ebs-volume-detached"])
    #expect(
      result.notChecked == [
        NotChecked(
          rule: "ebs-snapshot-orphaned", account: "111111111111", region: "us-east-1",
          call: "ec2.describe-images",
          reason: "ec2.describe-images did not come whole on 2026-09-01T03:00:00Z: AccessDenied",
          lastChecked: nil)
      ])
  }

  @Test func `findings of an older whole answer stay, and that is said`() throws {
    let estate = try Estate()
    try estate.load(day: 1, ["ec2.describe-volumes": detached])
    try estate.load(day: 40, [:], failed: ["ec2.describe-volumes": "RequestLimitExceeded"])
    let result = try estate.audit(["ebs-volume-detached"])
    #expect(result.findings.map(\.resourceID) == ["vol-1"])
    #expect(result.notChecked.map(\.lastChecked) == ["2026-09-01T03:00:00Z"])
    #expect(result.notChecked.first?.reason.hasSuffix("RequestLimitExceeded") == true)
  }

  @Test func `a rule that is slow is stopped`() throws {
    let query =
      "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) "
      + "SELECT i AS resource_id, i AS account_id, i AS region, i AS message FROM n"
    let rule = try RuleFile.read(ruleText(query: query), file: "odd.yaml")
    let estate = try Estate()
    let costs = ResourceCosts(days: 0, byResource: [:], byGroup: [:], usesBilled: false)
    let auditor = Auditor(
      ledger: estate.ledger, rules: [rule], costs: costs, owners: try OwnerResolver(),
      limit: .milliseconds(50))
    let problem = try #require(try auditor.audit(asOf: Estate.time(2)).failed.first)
    #expect(problem.what.hasPrefix("the query of 'odd' took longer"))
  }
}

struct OwnerTests {
  private func owner(
    _ order: [String], tags: [String: String] = [:], account: String = "111111111111"
  ) throws -> Finding.Owner? {
    let estate = try Estate()
    let list = tags.map { #"{"Key": "\#($0.key)", "Value": "\#($0.value)"}"# }.joined(separator: ",")
    try estate.load(
      day: 1,
      [
        "ec2.describe-volumes":
          #"{"Volumes": [{"VolumeId": "vol-1", "State": "available", "Tags": [\#(list)]}]}"#
      ])
    let resolver = try OwnerResolver(
      order: order, accountOwners: [account: "platform"], defaultOwner: "nobody",
      concept: { name, resource in name == "team" ? resource.tags["squad"] : nil })
    return try estate.audit(["ebs-volume-detached"], owners: resolver).findings.first?.owner
  }

  @Test func `the first way that answers wins`() throws {
    let order = ["tag:owner", "concept:team", "account"]
    #expect(
      try owner(order, tags: ["owner": "ann", "squad": "red"]) == .init(name: "ann", foundBy: "tag:owner"))
    #expect(try owner(order, tags: ["OWNER": "ann"]) == .init(name: "ann", foundBy: "tag:owner"))
    #expect(
      try owner(order, tags: ["owner": "", "squad": "red"]) == .init(name: "red", foundBy: "concept:team"))
    #expect(try owner(order) == .init(name: "platform", foundBy: "account"))
    #expect(try owner(["tag:owner"]) == .init(name: "nobody", foundBy: "default"))
    #expect(throws: Problem.self) { try OwnerResolver(order: ["owner"]) }
  }
}
