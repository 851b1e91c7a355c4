import Janitor
import TestSupport
import Testing

@testable import Cleanup

/// What an image leaves is finished on a later night, and counts.
struct ImageSnapshotTests {
  private func left(_ stage: Stage) -> [String] {
    stage.cloud.snapshots.compactMap { $0["SnapshotId"] as? String }
  }

  private func later(_ stage: Stage, days: Int) {
    (stage.at, stage.clock) = (Stage.start + days * 86_400, Stage.start + days * 86_400)
  }

  /// A night that dies when the image is gone.
  private func diedBehindTheImage() async throws -> Stage {
    let stage = try Stage.withImage()
    stage.cloud.at("ec2.describe-snapshots", .death(carriedOut: false))
    await #expect(throws: FakeCloud.Killed.self) { try await stage.clean(try stage.dueImage()) }
    #expect(stage.cloud.images.count == 1 && left(stage) == ["snap-1", "snap-2"])
    return stage
  }

  @Test(arguments: [0, 1, 6]) func `the next night finishes it`(_ days: Int) async throws {
    let stage = try await diedBehindTheImage()
    later(stage, days: days)
    // The image's mark has ended, so nothing of it is due any more.
    #expect(try await stage.cleaner().clean([]).isEmpty)
    #expect(left(stage) == ["snap-2"])
    #expect(stage.log.last?.detail["reason"] == "the image ami-2 has it")
    let lines = stage.log.count
    #expect(try await stage.cleaner().clean([]).isEmpty)
    #expect(stage.log.count == lines)
  }

  @Test(arguments: ["closed", "delisted", "too late", "paused", "account"])
  func `it is not finished`(_ why: String) async throws {
    let stage = try await diedBehindTheImage()
    later(stage, days: 1)
    switch why {
    case "closed": stage.isOpen = { _ in false }
    case "delisted": stage.actions = ["delete-ebs-volume"]
    case "too late": later(stage, days: 7)
    case "paused": stage.voices.pause = "audit"
    default: stage.accounts = []
    }
    stage.cloud.forgetCalls()
    #expect(try await stage.cleaner().clean([]).isEmpty)
    #expect(stage.cloud.changes.isEmpty && left(stage) == ["snap-1", "snap-2"])
  }

  @Test func `a pause only puts it off`() async throws {
    let stage = try await diedBehindTheImage()
    stage.voices.pause = "audit"
    _ = try await stage.cleaner().clean([])
    stage.voices.pause = nil
    later(stage, days: 1)
    _ = try await stage.cleaner().clean([])
    #expect(left(stage) == ["snap-2"])
  }

  @Test func `what is denied is tried again`() async throws {
    let stage = try Stage.withImage()
    stage.cloud.at("ec2.delete-snapshot", .refuse("UnauthorizedOperation"))
    #expect(try await stage.clean(try stage.dueImage()) == [.cleaned(undo: nil)])
    #expect(left(stage) == ["snap-1", "snap-2"])
    later(stage, days: 1)
    _ = try await stage.cleaner().clean([])
    #expect(left(stage) == ["snap-2"])
  }

  @Test func `snapshots count among the day's actions`() async throws {
    let stage = try Stage.withImage()
    stage.most = 1
    #expect(try await stage.clean(try stage.dueImage()) == [.cleaned(undo: nil)])
    #expect(left(stage) == ["snap-1", "snap-2"])
    _ = try await stage.cleaner().clean([])
    #expect(left(stage) == ["snap-1", "snap-2"])
    later(stage, days: 1)
    _ = try await stage.cleaner().clean([])
    #expect(left(stage) == ["snap-2"])
  }

  @Test func `actions of an earlier run of the day count`() async throws {
    let stage = try Stage()
    for number in 1...3 { stage.addVolume("vol-\(number)") }
    stage.most = 2
    #expect(try await stage.clean(try stage.due()) == [.cleaned(undo: "tarsier janitor undo 3")])
    let states = try await stage.clean(
      try stage.due("volume-left", "vol-2", mark: 8), try stage.due("volume-left", "vol-3", mark: 9))
    guard case .cleaned = states[0], case .notTonight(let reason) = states[1] else {
      return #expect(Bool(false), "\(states)")
    }
    #expect(reason.contains("max_actions"))
    stage.isRehearsal = true
    guard case .cleaned = try await stage.clean(try stage.due("volume-left", "vol-3", mark: 9))[0] else {
      return #expect(Bool(false))
    }
  }

  @Test func `groups that do not empty in time are no more than a day's actions`() async throws {
    let stage = try Stage()
    let names = ["web", "api"]
    stage.cloud.groups = names.map {
      Stage.group(
        (1, 2, 4), instances: 2, ["AutoScalingGroupName": $0, "AutoScalingGroupARN": "arn:asg:\($0)"])
    }
    stage.cloud.emptiesSlowly = true
    stage.most = 1
    let states = try await stage.cleaner().clean(
      try names.enumerated().map { number, name in
        try stage.due(
          "group-left", name, type: "auto_scaling_group", arn: "arn:asg:\(name)", mark: 7 + number)
      }
    ).map(\.state)
    #expect(stage.cloud.changes == ["autoscaling.update-auto-scaling-group"])
    #expect(states.count == 2)
  }
}
