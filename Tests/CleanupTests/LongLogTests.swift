import Janitor
import Ledger
import TestSupport
import Testing

@testable import Cleanup

/// A log of years is not read through, and nothing of it is forgotten that still matters.
struct LongLogTests {
  private static let year = 365 * 86_400

  private func later(_ stage: Stage, _ seconds: Int) {
    (stage.at, stage.clock) = (stage.at + seconds, stage.clock + seconds)
  }

  private func remembered(_ stage: Stage) throws -> [Int] {
    try Journal(log: JanitorLog(stage.ledger), night: stage.night).past().all.map(\.sequence)
  }

  private func undo(_ stage: Stage) -> CleanupUndo {
    CleanupUndo(ledger: stage.ledger, cloud: stage.provider, night: stage.night)
  }

  @Test func `settled actions are let go, but safety snapshots`() async throws {
    let stage = try Stage()
    stage.addVolume()
    stage.cloud.databases = [Stage.database]
    _ = try await stage.clean(
      try stage.due(),
      try stage.due("database-left", "orders", type: "rds_instance", arn: "arn:db:orders", mark: 8))
    #expect(try remembered(stage) == [1, 2, 3, 4, 5, 6])
    later(stage, Self.year)
    #expect(stage.log[2].action == "create-safety-snapshot")
    #expect(try remembered(stage) == [3, 4])
    // They still end, and what they were for is taken back until then.
    #expect(try await stage.cleaner().expireSafetySnapshots() == ["snap-new1"])
    later(stage, Self.year)
    #expect(try await stage.cleaner().expireSafetySnapshots().isEmpty)
    #expect(try remembered(stage) == [3, 4, 7, 8])
  }

  @Test func `an action of years ago is taken back once`() async throws {
    let stage = try Stage()
    stage.cloud.databases = [Stage.database]
    let due = try stage.due("database-left", "orders", type: "rds_instance", arn: "arn:db:orders")
    _ = try await stage.clean(due)
    later(stage, 3 * Self.year)
    #expect(try remembered(stage).isEmpty)
    #expect(try await undo(stage).undo(2).action == "stop-rds-instance")
    later(stage, Self.year)
    for line in [1, 2] { await #expect(throws: (any Error).self) { try await undo(stage).undo(line) } }
    #expect(stage.cloud.carriedOut == ["rds.stop-db-instance", "rds.start-db-instance"])
  }

  @Test func `what nobody knows of stays open for years`() async throws {
    let stage = try Stage()
    stage.addVolume()
    stage.cloud.at("ec2.delete-volume", .death(carriedOut: true))
    await #expect(throws: FakeCloud.Killed.self) { try await stage.clean(try stage.due()) }
    later(stage, Self.year)
    #expect(try remembered(stage) == [1, 2, 3])
    try await Settlement(ledger: stage.ledger, cloud: stage.provider, night: stage.night).settle()
    #expect(stage.story.last == "done delete-ebs-volume")
    later(stage, Self.year)
    #expect(try remembered(stage) == [1, 2])
  }

  @Test func `an undo that died years ago is concluded`() async throws {
    let stage = try Stage()
    stage.cloud.databases = [Stage.database]
    _ = try await stage.clean(
      try stage.due("database-left", "orders", type: "rds_instance", arn: "arn:db:orders"))
    later(stage, Self.year)
    stage.cloud.at("rds.start-db-instance", .death(carriedOut: true))
    await #expect(throws: FakeCloud.Killed.self) { try await undo(stage).undo(2) }
    later(stage, Self.year)
    try await Settlement(ledger: stage.ledger, cloud: stage.provider, night: stage.night).settle()
    #expect(stage.story.last == "undone stop-rds-instance")
  }

  @Test func `a rehearsal of long ago hides nothing that is recent`() async throws {
    let stage = try Stage()
    stage.addVolume("vol-1")
    stage.addVolume("vol-2")
    _ = try await stage.clean(try stage.due())
    stage.isRehearsal = true
    stage.at -= Self.year
    _ = try await stage.clean(try stage.due("volume-left", "vol-2", mark: 8))
    #expect(try remembered(stage) == [5, 6, 7, 8])
    stage.isRehearsal = false
    stage.at += Self.year
    #expect(try remembered(stage) == [1, 2, 3, 4])
  }
}
