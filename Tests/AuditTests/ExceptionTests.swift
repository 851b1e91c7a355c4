import Allocation
import Audit
import Billing
import Testing

/// What the settings and tags except.
struct ExceptionTests {
  private static func volumes(_ tags: String) -> String {
    #"{"Volumes": [{"VolumeId": "vol-1", "State": "available", "Tags": [\#(tags)]}]}"#
  }

  private func audit(
    _ entries: [Exceptions.Entry] = [], tags: String = "", day: Int = 45,
    rule: String = "ebs-volume-detached"
  ) throws -> AuditResult {
    let estate = try Estate()
    try estate.load(day: 1, ["ec2.describe-volumes": Self.volumes(tags)])
    let costs = ["vol-1": "4"]
    let auditor = Auditor(
      ledger: estate.ledger, rules: try RuleLibrary().selected(ids: [rule]),
      costs: .init(days: 30, byResource: dollars(costs), byGroup: [:], usesBilled: false),
      owners: try OwnerResolver(), exceptions: Exceptions(entries))
    return try auditor.audit(asOf: Estate.time(day))
  }

  private func entry(
    _ rule: String = "ebs-volume-detached", _ resource: String = "vol-*", account: String? = nil,
    untilDay: Int? = nil
  ) -> Exceptions.Entry {
    // The last second of that day.
    let until = untilDay.map { Estate.time($0) / 86_400 * 86_400 + 86_399 }
    return .init(rule: rule, resource: resource, account: account, until: until, reason: "a test")
  }

  @Test func `shows what is excepted with its cost`() throws {
    let result = try audit([entry()])
    #expect(result.findings == [])
    #expect(result.excepted.map(\.monthlyCost?.description) == ["4"])
    #expect(result.excepted.first?.exception == "settings: a test")
  }

  @Test func `an exception holds to the end of its last day, and is told after it`() throws {
    #expect(try audit([entry(untilDay: 45)]).findings == [])
    let ended = try audit([entry(untilDay: 44)])
    #expect(ended.findings.first?.message.hasSuffix("; its exception ended on 2026-10-14 (a test)") == true)
  }

  @Test func `fits by rule, id, ARN and account`() throws {
    #expect(try audit([entry("*", "vol-?")]).findings == [])
    #expect(try audit([entry("ebs-*", "arn:aws:ec2:*:volume/vol-1")]).findings == [])
    #expect(try audit([entry(account: "111111111111")]).findings == [])
    #expect(try audit([entry(account: "222222222222")]).findings.count == 1)
    #expect(try audit([entry("instance-public")]).findings.count == 1)
    #expect(try audit([entry("*", "vol-")]).findings.count == 1)
  }

  @Test(arguments: [
    ("tarsier:ignore", "ebs-volume-detached", true), ("Tarsier:Ignore", "a, ebs-*", true),
    ("tarsier:ignore", "*", true), ("tarsier:ignore", "instance-public", false),
    ("janitor", "donotmark", true), ("janitor", "DoNotMark", true), ("janitor", "mark", false),
  ]) func `tags except`(key: String, value: String, excepts: Bool) throws {
    let result = try audit(tags: #"{"Key": "\#(key)", "Value": "\#(value)"}"#)
    #expect(result.findings.isEmpty == excepts)
    #expect(result.excepted.map(\.exception) == (excepts ? ["tag \(key)=\(value)"] : []))
  }

  @Test func `the janitor's tag says nothing of how things are built`() throws {
    let tag = #"{"Key": "janitor", "Value": "donotmark"}"#
    #expect(try audit(tags: tag, rule: "resource-untagged").excepted == [])
  }

  @Test func `an entry for a rule that is none is an error`() throws {
    let known = try RuleLibrary().rules.map(\.id)
    #expect(throws: (any Error).self) {
      try Exceptions([entry("ebs-volume-detachd")]).check(against: known, place: "tarsier.yaml:3:5")
    }
    try Exceptions([entry("ebs-*")]).check(against: known, place: "tarsier.yaml:3:5")
  }
}
