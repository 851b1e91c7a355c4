import Audit
import Ledger
import Testing

struct FindingStoreTests {
  private static let volumes = #"{"Volumes": [{"VolumeId": "vol-1", "State": "available"}]}"#
  private static let none = #"{"Volumes": []}"#

  private func rows(_ estate: Estate) throws -> [String] {
    var rows: [String] = []
    try estate.ledger.database.query(
      "SELECT resource_id, first_found_at, last_found_at FROM main.findings"
    ) { row in rows.append((0..<3).map { row.text($0)?.prefix(10).description ?? "-" }.joined(separator: " "))
    }
    return rows
  }

  @Test func `keeps when a finding was first and last found`() throws {
    let estate = try Estate()
    let rules = ["ebs-volume-detached"]
    try estate.load(day: 1, ["ec2.describe-volumes": Self.volumes])
    try FindingStore.store(try estate.audit(rules, day: 33), into: estate.ledger, clock: 1)
    try FindingStore.store(try estate.audit(rules, day: 40), into: estate.ledger, clock: 2)
    #expect(try rows(estate) == ["vol-1 2026-10-03 2026-10-10"])
    // A look back changes nothing.
    try FindingStore.store(try estate.audit(rules, day: 35), into: estate.ledger, clock: 3)
    #expect(try rows(estate) == ["vol-1 2026-10-03 2026-10-10"])

    try estate.load(day: 41, [:], failed: ["ec2.describe-volumes": "AccessDenied"])
    try FindingStore.store(try estate.audit(rules, day: 41), into: estate.ledger, clock: 4)
    #expect(try rows(estate).count == 1)
    try estate.load(day: 42, ["ec2.describe-volumes": Self.none])
    try FindingStore.store(try estate.audit(rules, day: 42), into: estate.ledger, clock: 5)
    #expect(try rows(estate) == [])
  }
}
