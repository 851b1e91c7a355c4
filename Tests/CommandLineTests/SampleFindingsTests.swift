import Foundation
import TestSupport
import Testing

@Suite("What the audit of the samples finds")
struct SampleFindingsTests {
  private func audit(_ arguments: [String] = []) throws -> ProgramResult {
    let folder = try SampleLedger.copy()
    return try Binary.run(
      [
        "--ledger", folder.path("tarsier.sqlite"), "--config", SampleLedger.config, "audit", "--as-of",
        "2026-11-02",
      ]
        + arguments, in: SampleLedger.root)
  }

  /// What is planted, as rule and resource, with its cost over the last 30 days of the bill.
  private static let planted: [String: String?] = [
    "ebs-volume-detached vol-0952f83e639c47e6d": "48.387096774",
    "ebs-volume-detached vol-0a996f12d169c305c": "96.774193548",
    "ebs-volume-detached vol-017db5e7ac149f1ae": "77.419354839",
    "address-unassociated eipalloc-06d22b373dc66c11d": "3.6",
    "ebs-snapshot-orphaned snap-08b75072dd53e0e84": "38.709677418",
    "classic-load-balancer-empty legacy-poll": "18",
    "load-balancer-without-targets preview-alb": "16.2",
    "auto-scaling-group-empty legacy-poll": nil,
    "instance-stopped i-048df3b02ae26a73a": "58.06451613",
    "instance-outside-group i-052311ab86972e627": "29.952",
    "instance-outside-group i-0277a8bde11fad1a9": "552.96",
    "instance-outside-group i-0b2d410ccdb6e4c3f": "552.96",
    "instance-outside-group i-0a515fa7d5da0a6e3": "552.96",
    "instance-outside-group i-0f73c893d5e9b7b18": "489.6",
    "instance-outside-group i-0cfe185352beeeaf8": "489.6",
    "instance-outside-group i-022983809f6d7a11e": "489.6",
    "load-test-left-running i-0277a8bde11fad1a9": "552.96",
    "load-test-left-running i-0b2d410ccdb6e4c3f": "552.96",
    "load-test-left-running i-0a515fa7d5da0a6e3": "552.96",
    "load-test-left-running i-0f73c893d5e9b7b18": "489.6",
    "load-test-left-running i-0cfe185352beeeaf8": "489.6",
    "load-test-left-running i-022983809f6d7a11e": "489.6",
    "resource-untagged vol-0b6c46a465e427c1a": "15.483870969",
    "group-zone-imbalance results-api": "696.96",
    "load-balancer-group-zones voting-alb": "4194.625893837",
    "group-mixed-configuration vote-counter": "172.8",
  ]

  @Test func isWhatIsPlantedAndNothingElse() throws {
    let result = try audit(["--format", "json"])
    #expect(result.err.isEmpty)
    let rows = try jsonRows(result)
    #expect(rows.count == Self.planted.count)
    for row in rows {
      let name = "\(row["rule"] as? String ?? "") \(row["resource_id"] as? String ?? "")"
      let cost = try #require(Self.planted[name], "\(name) is not planted")
      #expect(row["monthly_cost"] as? String == cost, "\(name)")
      #expect(row["cost_days"] as? Int == 30)
      #expect(row["owner"] as? String != nil)
    }
    let costs = rows.map { Decimal(string: $0["monthly_cost"] as? String ?? "-1") ?? 0 }
    #expect(costs == costs.sorted(by: >), "dearest first")
  }

  @Test func aFamilyOrARuleCanBeChosen() throws {
    #expect(try jsonRows(audit(["--family", "unused,spend", "--format", "json"])).count == 15)
    #expect(try jsonRows(audit(["--rule", "resource-untagged", "--format", "json"])).count == 1)
  }

  @Test(arguments: [
    (["--fail-on", "high"], 2), (["--family", "unused", "--fail-on", "high"], 0),
    (["--family", "unused", "--fail-on", "medium"], 2),
  ])
  func aSeverityCanFailIt(arguments: [String], status: Int) throws {
    let result = try audit(arguments)
    #expect(Int(result.status) == status && result.err.isEmpty)
    #expect(result.out.contains("ebs-volume-detached"))
  }
}
