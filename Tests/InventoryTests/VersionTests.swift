import Inventory
import Testing

/// How a resource's history is kept, in whatever order its snapshots come.
struct VersionTests {
  /// Five nights: a volume is detached twice, another comes and goes.
  private static let nights: [(day: Int, volumes: String)] = [
    (2, volumes(("vol-1", "in-use"))),
    (4, volumes(("vol-1", "available"), ("vol-2", "in-use"))),
    (6, volumes(("vol-1", "in-use"), ("vol-2", "in-use"))),
    (8, volumes(("vol-1", "available"))),
    (10, volumes(("vol-1", "available"), ("vol-2", "in-use"))),
  ]

  private func disk(order: [Int]) throws -> SnapshotOnDisk {
    let disk = try SnapshotOnDisk()
    for night in Self.nights { try disk.write(day: night.day, "ec2.describe-volumes", night.volumes) }
    for index in order { try disk.load(String(Self.nights[index].day)) }
    return disk
  }

  @Test(arguments: [[0, 1, 2, 3, 4], [4, 3, 2, 1, 0], [2, 0, 4, 1, 3], [1, 4, 0, 3, 2, 1, 4]])
  func `any order of loading gives the same history`(order: [Int]) throws {
    let rows = try disk(order: order).rows(
      """
      SELECT resource_id, strftime('%d', seen_from, 'unixepoch'), strftime('%d', seen_before, 'unixepoch'),
        json_extract(document, '$.state')
      FROM resource_version v JOIN resource r ON r.id = v.resource ORDER BY 1, 2
      """)
    #expect(
      rows == [
        "vol-1|02|04|in-use", "vol-1|04|06|available", "vol-1|06|08|in-use", "vol-1|08|-|available",
        "vol-2|04|08|in-use", "vol-2|10|-|in-use",
      ])
  }

  @Test func `detached since the first night of the unbroken run`() throws {
    let disk = try disk(order: [0, 1, 2, 3, 4])
    let query = "SELECT volume_id, detached_since FROM ebs_volumes WHERE state = 'available'"
    #expect(try disk.rows(query, ["ebs_volumes"]) == ["vol-1|2026-10-08T03:00:00Z"])
    #expect(try disk.rows(query, ["ebs_volumes"], day: 5) == ["vol-1|2026-10-04T03:00:00Z"])
    #expect(try disk.rows(query, ["ebs_volumes"], day: 7) == [])
  }

  @Test func `detached since goes back through versions that differ in something else`() throws {
    let disk = try SnapshotOnDisk()
    try disk.write(day: 2, "ec2.describe-volumes", volumes(("vol-1", "available")))
    try disk.write(
      day: 4, "ec2.describe-volumes",
      #"{"Volumes": [{"VolumeId": "vol-1", "State": "available", "Size": 9}]}"#)
    try disk.load("")
    #expect(
      try disk.rows("SELECT detached_since, unchanged_since FROM ebs_volumes", ["ebs_volumes"])
        == ["2026-10-02T03:00:00Z|2026-10-04T03:00:00Z"])
  }

  @Test func `what a rehearsal was stamped with counts in rehearsals alone`() throws {
    let disk = try SnapshotOnDisk()
    let query = "SELECT detached_since, unchanged_since, first_seen FROM ebs_volumes"
    let detached = volumes(("vol-1", "available"))
    try disk.write(day: 2, "ec2.describe-volumes", detached)
    try disk.write(
      "2/snapshot.json",
      #"{"taken_at": "2026-10-02T03:00:00Z", "written_at": "2026-10-20T03:00:00Z", "calls": []}"#)
    try disk.write(
      day: 21, "ec2.describe-volumes",
      #"{"Volumes": [{"VolumeId": "vol-1", "State": "available", "Size": 9}]}"#)
    try disk.load("2", clock: SnapshotOnDisk.time(20))
    try disk.load("21", clock: SnapshotOnDisk.time(21))
    #expect(
      try disk.rows(query, ["ebs_volumes"])
        == ["2026-10-02T03:00:00Z|2026-10-21T03:00:00Z|2026-10-02T03:00:00Z"])
    #expect(
      try disk.rows(query, ["ebs_volumes"], believesRehearsals: false)
        == ["2026-10-20T03:00:00Z|2026-10-21T03:00:00Z|2026-10-20T03:00:00Z"])
    #expect(
      try disk.rows(query, ["ebs_volumes"], day: 20, believesRehearsals: false)
        == ["2026-10-20T03:00:00Z|2026-10-20T03:00:00Z|2026-10-20T03:00:00Z"])
  }

  @Test func `a restated answer counts from when it was loaded again`() throws {
    let disk = try SnapshotOnDisk()
    let query = "SELECT loaded_at, is_rehearsal FROM snapshot"
    try disk.write(day: 2, "ec2.describe-volumes", volumes(("vol-1", "in-use")))
    try disk.load("2", clock: 100)
    try disk.load("2", clock: 200)
    #expect(try disk.rows(query) == ["100|0"])
    try disk.write(day: 2, "ec2.describe-volumes", volumes(("vol-1", "available")))
    try disk.write(
      "2/snapshot.json",
      #"{"taken_at": "2026-10-02T03:00:00Z", "written_at": "2026-10-20T03:00:00Z", "calls": []}"#)
    try disk.load("2", clock: 300)
    #expect(try disk.rows(query) == ["300|1"])
    // A clock that was put back makes it no older, and a second word no more believable.
    try disk.write(day: 2, "ec2.describe-volumes", volumes(("vol-1", "in-use")))
    try disk.load("2", clock: 50)
    #expect(try disk.rows(query) == ["300|1"])
  }

  @Test func `a gap in what was seen ends the run`() throws {
    let disk = try SnapshotOnDisk()
    try disk.write(day: 2, "ec2.describe-volumes", volumes(("vol-1", "available")))
    try disk.write(day: 4, "ec2.describe-volumes", volumes())
    try disk.write(day: 6, "ec2.describe-volumes", volumes(("vol-1", "available")))
    try disk.load("")
    #expect(
      try disk.rows("SELECT detached_since, first_seen FROM ebs_volumes", ["ebs_volumes"])
        == ["2026-10-06T03:00:00Z|2026-10-02T03:00:00Z"])
  }

  @Test func `a corrected answer takes the place of the first`() throws {
    let disk = try disk(order: [0, 1, 2, 3, 4])
    try disk.write(day: 6, "ec2.describe-volumes", volumes(("vol-1", "available"), ("vol-2", "in-use")))
    #expect(try disk.load("6").snapshots.map(\.changed) == [1])
    #expect(
      try disk.rows("SELECT detached_since FROM ebs_volumes WHERE volume_id = 'vol-1'", ["ebs_volumes"])
        == ["2026-10-04T03:00:00Z"])
  }

  @Test func `what is not yet taken is not seen`() throws {
    let disk = try disk(order: [0, 1, 2, 3, 4])
    #expect(try disk.rows("SELECT resource_id FROM temp.resources", ["resources"], day: 3) == ["vol-1"])
    #expect(try InventoryView(ledger: disk.ledger, asOf: SnapshotOnDisk.time(1)).answers == [])
  }
}
