import Allocation
import Audit
import FoundationEssentials
import Inventory
import Ledger
import Testing

/// The samples' planted defects are found, and nothing else.
struct SamplesTests {
  /// 2026-11-02, the end of the day.
  private static let asOf = 1_793_663_999

  static let result = Result {
    let samples = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    let path = "\(FileManager.default.temporaryDirectory.path)/tarsier-audit-\(UUID().uuidString).sqlite"
    defer { try? FileManager.default.removeItem(atPath: path) }
    let ledger = try Ledger.writing(path)
    _ = try InventoryLoader.load(paths: ["/\(samples)/samples/inventory"], into: ledger, clock: asOf)
    let costs = ResourceCosts(days: 0, byResource: [:], byGroup: [:], usesBilled: false)
    let auditor = Auditor(
      ledger: ledger, rules: try RuleLibrary().selected(), costs: costs, owners: try OwnerResolver())
    return try auditor.audit(asOf: asOf)
  }

  @Test(arguments: [
    ("ebs-volume-detached", ["vol-017db5e7ac149f1ae", "vol-0952f83e639c47e6d", "vol-0a996f12d169c305c"]),
    ("ebs-snapshot-orphaned", ["snap-08b75072dd53e0e84"]),
    ("address-unassociated", ["eipalloc-06d22b373dc66c11d"]),
    ("load-balancer-without-targets", ["preview-alb"]),
    ("classic-load-balancer-empty", ["legacy-poll"]),
    ("auto-scaling-group-empty", ["legacy-poll"]),
    ("instance-stopped", ["i-048df3b02ae26a73a"]),
    ("image-unused", []),
    (
      "instance-outside-group",
      [
        "i-022983809f6d7a11e", "i-0277a8bde11fad1a9", "i-052311ab86972e627", "i-0a515fa7d5da0a6e3",
        "i-0b2d410ccdb6e4c3f", "i-0cfe185352beeeaf8", "i-0f73c893d5e9b7b18",
      ]
    ),
    (
      "load-test-left-running",
      [
        "i-022983809f6d7a11e", "i-0277a8bde11fad1a9", "i-0a515fa7d5da0a6e3", "i-0b2d410ccdb6e4c3f",
        "i-0cfe185352beeeaf8", "i-0f73c893d5e9b7b18",
      ]
    ),
    ("resource-untagged", ["vol-0b6c46a465e427c1a"]),
    ("group-zone-imbalance", ["results-api"]),
    ("load-balancer-group-zones", ["voting-alb"]),
    ("group-mixed-configuration", ["vote-counter"]),
  ]) func `flags what is planted`(rule: String, ids: [String]) throws {
    let findings = try Self.result.get().findings.filter { $0.rule == rule }
    #expect(findings.map(\.resourceID).sorted() == ids, "\(findings.map(\.message))")
  }

  @Test func `everything came whole`() throws {
    #expect(try Self.result.get().notChecked == [])
  }

  @Test func `messages say what is seen`() throws {
    let messages = Dictionary(
      try Self.result.get().findings.map { ($0.rule + " " + $0.resourceID, $0.message) }
    ) { $1 }
    #expect(
      messages["group-zone-imbalance results-api"]
        == "7 of 8 in us-east-1a (us-east-1a 7, us-east-1b 1, us-east-1c 0)")
    #expect(
      messages["load-balancer-group-zones voting-alb"] == "lacks us-east-1c, where its group voting-web is")
    #expect(
      messages["ebs-volume-detached vol-0952f83e639c47e6d"]
        == "500 GiB gp2 attached to nothing since 2026-10-02")
  }
}
