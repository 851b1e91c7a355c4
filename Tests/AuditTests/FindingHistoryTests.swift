import Audit
import Testing

/// Opened, closed, re-opened, and how old.
struct FindingHistoryTests {
  private static let volumes = #"{"Volumes": [{"VolumeId": "vol-1", "State": "available"}]}"#
  private static let none = #"{"Volumes": []}"#

  @Test func `tells a finding's life`() throws {
    let estate = try Estate()
    func night(_ day: Int, _ answer: String?) throws -> String {
      if let answer { try estate.load(day: day, ["ec2.describe-volumes": answer]) }
      let result = try estate.audit(["ebs-volume-detached"], day: day)
      try FindingStore.store(result, into: estate.ledger, clock: Estate.time(day))
      let history = try FindingHistory.all(in: estate.ledger, asOf: Estate.time(day))
      return history.map { "\($0.state) \($0.ageDays) \($0.times) \($0.closed?.prefix(10) ?? "-")" }
        .joined(separator: "; ")
    }
    #expect(try night(1, Self.volumes) == "")
    #expect(try night(32, nil) == "open 0 0 -")
    #expect(try night(40, Self.volumes) == "open 8 0 -")
    #expect(try night(41, Self.none) == "closed 9 0 2026-10-11")
    #expect(try night(42, Self.volumes) == "closed 9 0 2026-10-11")
    #expect(try night(80, Self.volumes) == "open 0 1 -")
    let history = try FindingHistory.all(in: estate.ledger, asOf: Estate.time(82))
    #expect(history.first?.opened.prefix(10) == "2026-10-02")
    #expect(history.first?.reopened?.prefix(10) == "2026-11-19" && history.first?.ageDays == 2)
  }

  @Test func `what could not be judged stays open`() throws {
    let estate = try Estate()
    let query =
      "SELECT volume_id AS resource_id, account_id, region, 'odd' AS message, tag(tags, 'why') AS not_checked "
      + "FROM ebs_volumes"
    let rule = try RuleFile.read(ruleText(query: query), file: "odd.yaml")
    func night(_ day: Int, _ tags: String) throws -> AuditResult {
      try estate.load(
        day: day, ["ec2.describe-volumes": #"{"Volumes": [{"VolumeId": "vol-1", "Tags": [\#(tags)]}]}"#])
      let auditor = Auditor(
        ledger: estate.ledger, rules: [rule], costs: noCosts, owners: try OwnerResolver())
      let result = try auditor.audit(asOf: Estate.time(day))
      try FindingStore.store(result, into: estate.ledger, clock: Estate.time(day))
      return result
    }
    #expect(try night(1, "").findings.count == 1)
    let unsure = try night(2, #"{"Key": "why", "Value": "no figures"}"#)
    #expect(unsure.findings == [])
    #expect(unsure.notChecked.map(\.reason) == ["ebs_volume vol-1: no figures"])
    #expect(try FindingHistory.all(in: estate.ledger, asOf: Estate.time(2)).map(\.state) == ["open"])
  }
}
