import Allocation
import Audit
import Billing
import FoundationEssentials
import Inventory
import Ledger
import Testing

/// The samples' planted defects are found, and nothing else.
struct SamplesTests {
  /// 2026-11-02, the end of the day.
  private static let asOf = 1_793_663_999

  /// The part of `figures.json` that says what resources cost in the 30 days before.
  private struct Figures: Decodable {
    struct LastDays: Decodable {
      var resources: [String: String]
      var groups_by_tag: [String: String]
    }
    var last_30_days: LastDays
  }

  static let result = Result { try audited(onTwoConnections: false) }

  private static func audited(onTwoConnections: Bool) throws -> AuditResult {
    let samples = "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/") + "/samples"
    let path = "\(FileManager.default.temporaryDirectory.path)/tarsier-audit-\(UUID().uuidString).sqlite"
    defer { try? FileManager.default.removeItem(atPath: path) }
    let ledger = try Ledger.writing(path)
    _ = try InventoryLoader.load(paths: ["\(samples)/inventory"], into: ledger, clock: asOf)
    let figures = try JSONDecoder().decode(
      Figures.self, from: Data(contentsOf: URL(filePath: "\(samples)/figures.json"))
    ).last_30_days
    let costs = ResourceCosts(
      days: 30, byResource: dollars(figures.resources), byGroup: dollars(figures.groups_by_tag),
      usesBilled: false)
    // An audit changes nothing, so a ledger that is open for reading will do.
    let auditor = Auditor(
      ledger: try Ledger.reading(path), rules: try RuleLibrary().selected(), costs: costs,
      owners: try OwnerResolver(),
      second: onTwoConnections
        ? { AuditSource(ledger: try Ledger.reading(path)) { _ in CostTableAnswer() } } : nil)
    return try auditor.audit(asOf: asOf)
  }

  @Test func `two connections find the same as one`() throws {
    let (alone, shared) = (try Self.result.get(), try Self.audited(onTwoConnections: true))
    #expect(shared.findings == alone.findings && shared.excepted == alone.excepted)
    #expect(shared.notChecked == alone.notChecked && shared.sightings == alone.sightings)
    #expect(shared.rules == alone.rules && shared.counts == alone.counts && shared.open == alone.open)
    #expect(shared.scores == alone.scores && shared.failed == alone.failed)
    #expect(Set(shared.times.keys) == Set(alone.times.keys))
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

  @Test func `what was loaded came whole, and the rest is said`() throws {
    let result = try Self.result.get()
    #expect(result.failed == [])
    // Without a bill, as here, the rules about cost have nothing to look at.
    let ofBills = Set(try RuleLibrary().rules.filter { !$0.costs.isEmpty }.map(\.id))
    for told in result.notChecked where !told.wasNeverLoaded {
      #expect(ofBills.contains(told.rule), "\(told)")
      #expect(told.reason == "no bill was imported that covers any day before")
    }
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

  @Test(arguments: [
    ("ebs-volume-detached vol-0a996f12d169c305c", "96.774193548", "96.774193548"),
    ("address-unassociated eipalloc-06d22b373dc66c11d", "3.6", "3.6"),
    ("ebs-snapshot-orphaned snap-08b75072dd53e0e84", "38.709677418", "38.709677418"),
    ("classic-load-balancer-empty legacy-poll", "18", "18"),
    ("load-balancer-without-targets preview-alb", "16.2", "16.2"),
    ("auto-scaling-group-empty legacy-poll", nil, nil),
    ("instance-stopped i-048df3b02ae26a73a", "58.06451613", "58.06451613"),
    ("load-test-left-running i-0277a8bde11fad1a9", "552.96", "552.96"),
    ("instance-outside-group i-0277a8bde11fad1a9", "552.96", "0"),
    ("resource-untagged vol-0b6c46a465e427c1a", "15.483870969", "0"),
    ("group-zone-imbalance results-api", "696.96", "0"),
    ("load-balancer-group-zones voting-alb", "4194.625893837", "0"),
    ("group-mixed-configuration vote-counter", "172.8", "0"),
  ]) func `carries what the bill says`(finding: String, cost: String?, saving: String?) throws {
    let found = try #require(
      try Self.result.get().findings.first { "\($0.rule) \($0.resourceID)" == finding })
    #expect(found.monthlyCost?.description == cost)
    #expect(found.saving?.description == saving)
  }

  @Test func `the dearest come first`() throws {
    let costs = try Self.result.get().findings.map(\.monthlyCost)
    let known = costs.compactMap { $0 }
    #expect(known == known.sorted(by: >))
    #expect(costs.prefix(known.count).allSatisfy { $0 != nil })
  }
}
