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

  /// The rules that find what the samples' story is about.
  private static let story = Set(planted.keys.compactMap { $0.split(separator: " ").first.map(String.init) })

  /// How often the other rules are right about Agora, which encrypts no disk and writes no schedules.
  private static let others = [
    "ebs-unencrypted": 20, "required-tags": 15, "out-of-hours": 8, "instance-public": 6, "ebs-volume-gp2": 4,
    "on-demand-always": 4, "cost-untagged": 2, "commitment-underused": 2, "instance-too-old": 2,
    "rds-performance-insights": 2, "cost-month-jump": 1, "cross-zone-transfer": 1,
    "ebs-no-recent-snapshot": 1,
    "log-ingestion": 1, "nat-gateway-one-zone": 1, "rds-no-backups": 1, "spot-candidate": 1,
  ]

  @Test func isWhatIsPlantedAndWhatIsTrueBesides() throws {
    let result = try audit(["--format", "json"])
    let all = try jsonRows(result)
    let rules = Dictionary(grouping: all) { $0["rule"] as? String ?? "" }
    #expect(rules.filter { !Self.story.contains($0.key) }.mapValues(\.count) == Self.others)
    #expect(rules["resource-untagged"]?.count == 1)
    let rows = all.filter { Self.story.contains($0["rule"] as? String ?? "") }
    #expect(rows.count == Self.planted.count)
    for row in rows {
      let name = "\(row["rule"] as? String ?? "") \(row["resource_id"] as? String ?? "")"
      let cost = try #require(Self.planted[name], "\(name) is not planted")
      #expect(row["monthly_cost"] as? String == cost, "\(name)")
      #expect(row["cost_days"] as? Int == 30)
      #expect(row["owner"] as? String != nil)
    }
    let costs = all.map { Decimal(string: $0["monthly_cost"] as? String ?? "-1") ?? 0 }
    #expect(costs == costs.sorted(by: >), "dearest first")
  }

  @Test func aFamilyOrARuleCanBeChosen() throws {
    let rows = try jsonRows(audit(["--family", "unused", "--format", "json"]))
    #expect(rows.count == 15 && rows.allSatisfy { $0["family"] as? String == "unused" })
    #expect(try jsonRows(audit(["--rule", "resource-untagged", "--format", "json"])).count == 1)
  }

  @Test func saysWhatWasNotCheckedInOneLine() throws {
    let result = try audit()
    #expect(result.err.split(separator: "\n").count == 1, "\(result.err)")
    #expect(result.err.contains("answers that were never loaded") && result.err.contains("--not-checked"))
    let rows = try jsonRows(audit(["--not-checked", "--format", "json"]))
    #expect(
      rows.contains { $0["rule"] as? String == "kms-no-rotation" && $0["call"] as? String == "kms.list-keys" }
    )
  }

  @Test(arguments: [
    (["--fail-on", "high"], 2), (["--rule", "ebs-volume-detached", "--fail-on", "high"], 0),
    (["--family", "unused", "--fail-on", "medium"], 2),
  ])
  func aSeverityCanFailIt(arguments: [String], status: Int) throws {
    let result = try audit(arguments)
    #expect(Int(result.status) == status && !result.err.contains("error"))
    #expect(result.out.contains("ebs-volume-detached"))
  }
}
