import Foundation
import TestSupport
import Testing

/// What the commands about what exists say of the samples, against the saved answers themselves.
@Suite("The samples' inventory in figures")
struct InventoryFiguresTests {
  private func saved(_ call: String, _ place: String) throws -> [String: Any] {
    let data = try Data(
      contentsOf: URL(
        fileURLWithPath: "\(SampleLedger.root)/samples/inventory/2026-11-02/\(place)/\(call).json"))
    return try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
  }

  @Test func zonesOfGroups() throws {
    let rows = try SampleLedger.rows(["inventory", "zones", "--as-of", "2026-11-02"])
    let groups = try #require(
      saved("autoscaling.describe-auto-scaling-groups", "111111111111/us-east-1")["AutoScalingGroups"]
        as? [[String: Any]])
    #expect(groups.count == 5)
    for group in groups {
      let name = try #require(group["AutoScalingGroupName"] as? String)
      let instances = try #require(group["Instances"] as? [[String: Any]])
      var expected: [String: Int] = [:]
      for zone in try #require(group["AvailabilityZones"] as? [String]) { expected[zone] = 0 }
      for instance in instances {
        expected[try #require(instance["AvailabilityZone"] as? String), default: 0] += 1
      }
      let own = rows.filter {
        $0["resource_type"] as? String == "auto_scaling_group" && $0["resource_id"] as? String == name
          && $0["account_id"] as? String == "111111111111"
      }
      let found = Dictionary(
        uniqueKeysWithValues: own.map { ($0["zone"] as? String ?? "", $0["instances"] as? Int ?? -1) })
      #expect(found == expected, "\(name)")
    }
  }

  /// A third of the fleet is behind a balancer that does not reach its zone.
  @Test func zonesOfBalancers() throws {
    let rows = try SampleLedger.rows(["inventory", "zones", "--as-of", "2026-11-02"]).filter {
      $0["resource_id"] as? String == "voting-alb"
    }
    #expect(rows.map { $0["zone"] as? String } == ["us-east-1a", "us-east-1b", "us-east-1c"])
    #expect(rows.map { $0["instances"] as? Int } == [10, 10, 10])
  }

  @Test func summaryCountsAndCosts() throws {
    let summary = try SampleLedger.rows([
      "inventory", "summary", "--from", "2026-10-01", "--as-of", "2026-11-02",
    ])
    let counts = try SampleLedger.rows(["inventory", "list", "--as-of", "2026-11-02"])
    var expected: [String: Int] = [:]
    for row in counts {
      expected[row["resource_type"] as? String ?? "", default: 0] += row["resources"] as? Int ?? 0
    }
    let found = summary.map { ($0["resource_type"] as? String ?? "", $0["resources"] as? Int ?? 0) }
    #expect(Dictionary(uniqueKeysWithValues: found) == expected)
    // The types' costs are what coverage says is in the inventory.
    let coverage = try SampleLedger.rows(["inventory", "coverage", "--as-of", "2026-11-02"])
    let known = coverage.first { $0["coverage"] as? String == "in the inventory" }
    let costs = summary.compactMap { Decimal(string: $0["cost"] as? String ?? "") }
    #expect(costs.reduce(0, +) == Decimal(string: known?["cost"] as? String ?? ""))
    #expect(summary.allSatisfy { $0["appeared"] as? Int == 0 && $0["vanished"] as? Int == 0 })
  }

  @Test func answersTellTheirAge() throws {
    let rows = try SampleLedger.rows(["inventory", "answers", "--as-of", "2026-11-02"])
    #expect(rows.count == 6)
    #expect(
      rows.allSatisfy { $0["newest"] as? String == "2026-11-02T03:00:00Z" && $0["failed"] as? Int == 0 })
    let earlier = try SampleLedger.rows(["inventory", "answers", "--as-of", "2026-10-31"])
    #expect(earlier.allSatisfy { $0["oldest"] as? String == "2026-10-02T03:00:00Z" })
  }

  @Test func scoresCountWhatIsFlagged() throws {
    let folder = try SampleLedger.copy()
    func audit(_ more: [String]) throws -> [[String: Any]] {
      try jsonRows(
        Binary.run(
          [
            "--ledger", folder.path("tarsier.sqlite"), "--config", SampleLedger.config, "audit", "--as-of",
            "2026-11-02", "--format", "json",
          ] + more, in: SampleLedger.root))
    }
    let counts = try SampleLedger.rows(["inventory", "list", "--as-of", "2026-11-02"])
    let findings = try audit([])
    for score in try audit(["--score"]) {
      let (family, account) = (score["family"] as? String, score["account_id"] as? String)
      let checked = try #require(score["checked"] as? Int)
      let all = counts.filter { $0["account_id"] as? String == account }
        .reduce(0) { $0 + ($1["resources"] as? Int ?? 0) }
      #expect(checked > 0 && checked <= all)
      let flagged = Set(
        findings.filter {
          $0["family"] as? String == family && $0["account_id"] as? String == account
            && !["service", "usage_type", "commitment", "account"].contains($0["resource_type"] as? String)
        }.map { "\($0["resource_type"] ?? "")/\($0["region"] ?? "")/\($0["resource_id"] ?? "")" })
      #expect(score["flagged"] as? Int == flagged.count, "\(family ?? "") \(account ?? "")")
    }
  }
}
