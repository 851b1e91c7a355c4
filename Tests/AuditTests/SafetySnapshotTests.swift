import Ledger
import Testing

@testable import Audit

/// What the janitor keeps for an undo is no finding, and nothing else that only looks like it.
struct SafetySnapshotTests {
  private static let snapshots = #"""
    {"Snapshots": [
      {"SnapshotId": "snap-1", "VolumeId": "vol-1", "OwnerId": "111111111111", "State": "completed",
        "StartTime": "2026-01-01T00:00:00Z", "Tags": [{"Key": "tarsier:undo-until", "Value": "2026-10-31T03:00:00Z"}]},
      {"SnapshotId": "snap-2", "VolumeId": "vol-2", "OwnerId": "111111111111", "State": "completed",
        "StartTime": "2026-01-01T00:00:00Z", "Tags": [{"Key": "tarsier:undo-until", "Value": "2026-10-31T03:00:00Z"}]},
      {"SnapshotId": "snap-3", "VolumeId": "vol-3", "OwnerId": "111111111111", "State": "completed",
        "StartTime": "2026-01-01T00:00:00Z"}
    ]}
    """#

  private func log(_ estate: Estate, _ id: String, account: String = "111111111111") throws {
    try estate.ledger.database.run(
      """
      INSERT INTO janitor_log(at, written_at, by, event, action, account_id, body, previous_hash, hash)
      VALUES (0, 0, 'janitor', 'done', 'create-safety-snapshot', ?, ?, '', '')
      """, [.text(account), .text(#"{"detail": {"made": "\#(id)"}}"#)])
  }

  @Test func `only what the log records as ours is skipped`() throws {
    let estate = try Estate()
    try estate.load(
      day: 1,
      [
        "ec2.describe-snapshots": Self.snapshots, "ec2.describe-volumes": #"{"Volumes": []}"#,
        "ec2.describe-images": #"{"Images": []}"#,
      ])
    try log(estate, "snap-1")
    try log(estate, "snap-2", account: "222222222222")
    // Somebody took our tag off it.
    try log(estate, "snap-3")
    let result = try estate.audit(["ebs-snapshot-orphaned"])
    #expect(result.findings.map(\.resourceID).sorted() == ["snap-2", "snap-3"])
    #expect(result.excepted.map(\.resourceID) == ["snap-1"])
    #expect(result.excepted.first?.exception == "the janitor's safety snapshot until 2026-10-31T03:00:00Z")
  }
}
