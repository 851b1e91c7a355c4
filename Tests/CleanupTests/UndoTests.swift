import Foundation
import Janitor
import TestSupport
import Testing

@testable import Cleanup

/// Taking back, and the end of what was kept for it.
struct UndoTests {
  private func stage() async throws -> Stage {
    let stage = try Stage()
    stage.addVolume()
    _ = try await stage.clean(try stage.due())
    stage.cloud.forgetCalls()
    return stage
  }

  private func undo(_ stage: Stage) -> CleanupUndo {
    CleanupUndo(ledger: stage.ledger, cloud: stage.provider, night: stage.night)
  }

  @Test(arguments: [3, 4]) func `a volume comes back as it was`(_ line: Int) async throws {
    let stage = try await stage()
    let undone = try await undo(stage).undo(line)
    let volume = try #require(stage.cloud.volumes.first)
    #expect(undone.made == volume["VolumeId"] as? String)
    #expect(volume["AvailabilityZone"] as? String == "us-east-1a")
    #expect(volume["VolumeType"] as? String == "gp3")
    #expect(volume["Size"] as? Int == 100)
    #expect(volume["Iops"] as? Int == 3000)
    #expect(volume["Throughput"] as? Int == 125)
    #expect(volume["SnapshotId"] as? String == "snap-new1")
    let tags = try #require(volume["Tags"] as? [[String: Any]])
    #expect(tags.contains { $0["Key"] as? String == "team" && $0["Value"] as? String == "polls, \"north\"" })
    #expect(
      stage.story.suffix(3) == [
        "intent restore-ebs-volume", "done restore-ebs-volume", "undone delete-ebs-volume",
      ])
    await #expect(throws: (any Error).self) { try await undo(stage).undo(line) }
  }

  @Test func `an answer that is lost makes no second volume`() async throws {
    let stage = try await stage()
    stage.cloud.at("ec2.create-volume", .death(carriedOut: true))
    await #expect(throws: FakeCloud.Killed.self) { try await undo(stage).undo(4) }
    // The next run looks first, and says that it was taken back already.
    await #expect(throws: (any Error).self) { try await undo(stage).undo(4) }
    #expect(stage.cloud.volumes.count == 1)
    #expect(stage.story.last == "undone delete-ebs-volume")
  }

  @Test func `without its snapshot it cannot come back`() async throws {
    let stage = try await stage()
    stage.cloud.snapshots = []
    await #expect(throws: (any Error).self) { try await undo(stage).undo(4) }
    #expect(stage.cloud.changes.isEmpty)
  }

  @Test func `another account's credentials take nothing back`() async throws {
    let stage = try await stage()
    stage.cloud.identify(as: "222222222222")
    await #expect(throws: (any Error).self) { try await undo(stage).undo(4) }
    #expect(stage.cloud.changes.isEmpty)
  }

  @Test func `a line that is no action says so`() async throws {
    let stage = try await stage()
    await #expect(throws: (any Error).self) { try await undo(stage).undo(99) }
  }

  // The end of safety snapshots

  private func expire(_ stage: Stage, days: Int, clockDays: Int? = nil) async throws -> [String] {
    stage.at = Stage.start + days * 86_400
    stage.clock = Stage.start + (clockDays ?? days) * 86_400
    return try await stage.cleaner().expireSafetySnapshots()
  }

  @Test func `a safety snapshot ends after thirty days`() async throws {
    let stage = try await stage()
    #expect(try await expire(stage, days: 29).isEmpty)
    #expect(try await expire(stage, days: 30) == ["snap-new1"])
    #expect(stage.cloud.snapshots.isEmpty)
    #expect(try await expire(stage, days: 31).isEmpty)
    #expect(stage.cloud.changes == ["ec2.delete-snapshot"])
  }

  @Test func `neither a rehearsed night nor a clock that jumps ends it early`() async throws {
    let stage = try await stage()
    #expect(try await expire(stage, days: 40, clockDays: 2).isEmpty)
    #expect(try await expire(stage, days: 2, clockDays: 40).isEmpty)
    stage.isRehearsal = true
    #expect(try await expire(stage, days: 40, clockDays: 2).isEmpty)
  }

  @Test func `a rehearsal ends what a rehearsal made`() async throws {
    let stage = try Stage()
    stage.isRehearsal = true
    stage.addVolume()
    _ = try await stage.clean(try stage.due())
    #expect(try await expire(stage, days: 40, clockDays: 2) == ["snap-new1"])
  }

  @Test func `a snapshot stays as long as what was done with it can be undone`() async throws {
    let stage = try Stage()
    stage.addVolume()
    stage.cloud.pendingLooks = 5
    _ = try await stage.clean(try stage.due())
    #expect(stage.cloud.volumes.count == 1)
    stage.cloud.pendingLooks = 0
    stage.cloud.snapshots[0]["State"] = "completed"
    (stage.at, stage.clock) = (stage.at + 2 * 86_400, stage.clock + 2 * 86_400)
    _ = try await stage.clean(try stage.due())
    #expect(stage.cloud.volumes.isEmpty)
    #expect(try await expire(stage, days: 31).isEmpty)
    #expect(try await expire(stage, days: 32) == ["snap-new1"])
  }

  @Test(arguments: ["the action is not listed", "no business day"])
  func `no safety snapshot ends where`(_ why: String) async throws {
    let stage = try await stage()
    if why == "no business day" { stage.isOpen = { _ in false } } else { stage.actions = ["release-address"] }
    #expect(try await expire(stage, days: 60).isEmpty)
    #expect(stage.cloud.snapshots.count == 1)
  }

  @Test func `safety snapshots that end count among the night's actions`() async throws {
    let stage = try Stage()
    for number in 1...3 { stage.addVolume("vol-\(number)") }
    _ = try await stage.clean(try stage.due(), try stage.due("volume-left", "vol-2", mark: 8))
    stage.most = 2
    (stage.at, stage.clock) = (stage.at + 60 * 86_400, stage.clock + 60 * 86_400)
    let cleaner = stage.cleaner()
    _ = try await cleaner.clean([try stage.due("volume-left", "vol-3", mark: 9)])
    #expect(stage.cloud.volumes.isEmpty)
    #expect(try await cleaner.expireSafetySnapshots().count == 1)
    #expect(stage.cloud.snapshots.count == 2)
  }

  @Test(arguments: ["another's tag", "no tag", "longer", "kept", "shared", "paused", "other account"])
  func `a snapshot stays`(_ why: String) async throws {
    let stage = try await stage()
    var tags = stage.cloud.snapshots[0]["Tags"] as? [[String: String]] ?? []
    func set(_ key: String, _ value: String?) {
      tags.removeAll { $0["Key"] == key }
      if let value { tags.append(["Key": key, "Value": value]) }
      stage.cloud.snapshots[0]["Tags"] = tags
    }
    switch why {
    case "another's tag": set("tarsier:step", "x")
    case "no tag": set("tarsier:undo-until", nil)
    case "longer": set("tarsier:undo-until", "2027-10-31T03:00:00Z")
    case "kept": set("tarsier:keep", "")
    case "shared": stage.cloud.shared = ["snap-new1"]
    case "paused": stage.voices.pause = "audit"
    default: stage.accounts = []
    }
    #expect(try await expire(stage, days: 60).isEmpty)
    #expect(stage.cloud.snapshots.count == 1)
  }

  @Test func `a snapshot that only looks like ours stays`() async throws {
    let stage = try await stage()
    var other = stage.cloud.snapshots[0]
    other["SnapshotId"] = "snap-other"
    stage.cloud.snapshots.append(other)
    #expect(try await expire(stage, days: 60) == ["snap-new1"])
    #expect(stage.cloud.snapshots.count == 1)
  }
}
