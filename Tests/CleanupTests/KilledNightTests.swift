import Janitor
import TestSupport
import Testing

@testable import Cleanup

/// A night that dies at any call goes on the next time, without repeating or leaving out anything.
struct KilledNightTests {
  @Test(
    arguments: [
      "sts.get-caller-identity", "ec2.describe-volumes", "cloudformation.describe-stack-resources",
      "cloudwatch.get-metric-data", "ec2.create-snapshot", "ec2.describe-snapshots", "ec2.delete-volume",
    ], [true, false]) func `it goes on after`(_ call: String, _ carriedOut: Bool) async throws
  {
    // At the first such call, at the second, and so on, until one night gets through.
    for count in 0..<8 {
      let stage = try Stage()
      stage.addVolume("vol-1")
      stage.addVolume("vol-2")
      stage.addVolume("vol-3", ["State": "in-use"])
      stage.cloud.pendingLooks = 2
      for _ in 0..<count { stage.cloud.at(call, nil) }
      stage.cloud.at(call, .death(carriedOut: carriedOut))
      let due = [try stage.due(), try stage.due("volume-left", "vol-2", mark: 8)]
      var wasKilled = false
      do {
        _ = try await stage.cleaner().clean(due)
      } catch is FakeCloud.Killed { wasKilled = true }
      stage.cloud.pendingLooks = 0
      for index in stage.cloud.snapshots.indices { stage.cloud.snapshots[index]["State"] = "completed" }
      let states = try await stage.cleaner().clean(due).map(\.state)
      for state in states {
        guard case .cleaned(let undo) = state else {
          Issue.record("\(call) \(count): \(state)")
          continue
        }
        #expect(undo != nil)
      }
      #expect(stage.cloud.volumes.map { $0["VolumeId"] as? String } == ["vol-3"])
      #expect(stage.cloud.snapshots.count == 2, "\(call) \(count)")
      let deleted = stage.log.filter { $0.event == .done && $0.action == "delete-ebs-volume" }
      #expect(deleted.count == 2)
      #expect(Set(deleted.compactMap { $0.detail["snapshot"] }).count == 2)
      #expect(PastActions(stage.log).open.isEmpty)
      if !wasKilled { break }
    }
  }
}
