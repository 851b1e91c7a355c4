import Audit
import Ledger
import Testing

struct AuditRecordTests {
  private static let volumes =
    #"{"Volumes": [{"VolumeId": "vol-1", "State": "available"}, {"VolumeId": "vol-2", "State": "available"}]}"#

  @Test func `keeps what could not be checked until the rule runs again`() throws {
    let estate = try Estate()
    func audit(_ rule: String, day: Int) throws -> AuditResult {
      let result = try estate.audit([rule], day: day)
      try FindingStore.store(result, into: estate.ledger, clock: 1)
      return result
    }
    #expect(try AuditRecord.lastAudit(in: estate.ledger) == nil)
    try estate.load(day: 1, ["ec2.describe-volumes": Self.volumes])
    try estate.load(day: 41, [:], failed: ["ec2.describe-volumes": "AccessDenied"])
    let failed = try audit("ebs-volume-detached", day: 41)
    #expect(failed.notChecked.count == 1)
    #expect(try NotChecked.stored(in: estate.ledger) == failed.notChecked)
    #expect(try AuditRecord.lastAudit(in: estate.ledger) == Estate.time(41))

    // Another rule tells of its own answers and leaves these alone.
    let other = try audit("address-unassociated", day: 42)
    #expect(other.notChecked.contains { $0.wasNeverLoaded })
    #expect(try NotChecked.stored(in: estate.ledger) == other.notChecked + failed.notChecked)

    // A look back changes nothing, and an answer that came whole all of it.
    _ = try audit("address-unassociated", day: 2)
    #expect(try AuditRecord.lastAudit(in: estate.ledger) == Estate.time(42))
    try estate.load(day: 43, ["ec2.describe-volumes": Self.volumes])
    #expect(try audit("ebs-volume-detached", day: 43).notChecked == [])
    #expect(try NotChecked.stored(in: estate.ledger) == other.notChecked)
  }

  @Test func `standing findings are those that the audit told`() throws {
    let estate = try Estate()
    try estate.load(day: 1, ["ec2.describe-volumes": Self.volumes])
    let result = try estate.audit(["ebs-volume-detached"], day: 40)
    try FindingStore.store(result, into: estate.ledger, clock: 1)
    let standing = try FindingStore.standing(in: estate.ledger)
    #expect(standing.map(\.resourceID) == ["vol-1", "vol-2"])
    #expect(standing.map(\.message) == result.findings.map(\.message))
    #expect(standing.map(\.since) == result.findings.map(\.since))
    #expect(standing.map(\.owner) == result.findings.map(\.owner))
  }
}
