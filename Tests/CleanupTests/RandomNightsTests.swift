import Allocation
import Billing
import Foundation
import Ledger
import TestSupport
import Testing

@testable import Cleanup
@testable import Janitor

/// A thousand accounts through nights that act, with kills, keeps, lost tags, incomplete snapshots, calendars, pauses,
/// limits and summer time.
///
/// TARSIER_RANDOM_NIGHTS says how many others.
struct RandomNightsTests {
  private static let count =
    ProcessInfo.processInfo.environment["TARSIER_RANDOM_NIGHTS"].flatMap(Int.init) ?? 1_000

  @Test(arguments: 0..<4) func nothingIsCleanedThatMustNotBe(quarter: Int) async throws {
    var cleaned = 0
    let ledger = try RandomTown.ledger()
    for seed in stride(from: UInt64(quarter), to: UInt64(Self.count), by: 4) {
      let schedule = try RandomSchedule(seed: seed, ledger)
      try await schedule.run()
      cleaned += schedule.cleaned.count
      #expect(schedule.faults.isEmpty, "seed \(seed): \(schedule.faults.joined(separator: "; "))")
      if !schedule.faults.isEmpty { return }
    }
    // Else this would prove nothing.
    #expect(cleaned * 8 > Self.count)
  }
}

/// One account's random weeks, with a memory of its own of what was told, kept and seen.
private final class RandomSchedule {
  private struct Killed: Error {}

  private let town: RandomTown
  private let zone: TimeZoneOffsets
  private var random: SplitMix64
  private var settings = CalendarSettings()
  private let start: Int
  private var asOf = 0
  private(set) var faults: [String] = []
  /// What was deleted, in its order.
  private(set) var cleaned: [String] = []
  private var cleanedOn: [Int: Int] = [:]
  private var keptUntil: [String: Int] = [:]
  private var isPaused = false
  private var newest: (isWhole: Bool, flagged: Set<String>) = (false, [])

  init(seed: UInt64, _ ledger: Ledger) throws {
    random = SplitMix64(seed: seed)
    settings.timeZone = random.pick(["UTC", "Europe/Madrid", "America/New_York", "Pacific/Auckland"])
    // Around the changes of summer time, a leap day and the turn of a year.
    start = Timestamp.seconds(random.pick(["2026-10-19", "2027-03-08", "2028-02-21", "2026-12-21"])) ?? 0
    let first = start / 86_400
    for _ in 0..<Int.random(in: 0...2, using: &random) {
      settings.holidays.insert(first + Int.random(in: 0...25, using: &random))
    }
    if random.oneIn(3) {
      let begin = first + Int.random(in: 3...20, using: &random)
      settings.freezes = [begin...begin + Int.random(in: 0...5, using: &random)]
    }
    town = try RandomTown(settings, isRehearsal: random.oneIn(2), ledger: ledger)
    zone = try TimeZoneOffsets(settings.timeZone)
    town.noticeDays = Int.random(in: 1...2, using: &random)
    town.most = random.oneIn(3) ? 1 : 50
    for number in 0..<3 {
      town.add(
        "vol-\(number)", rule: random.pick(["old-volume", "wide"]), createdAt: start - 90 * 86_400,
        owner: random.pick(["ana", "ben"]))
    }
    town.cloud.onDelete = { [unowned self] id in judge(id) }
  }

  func run() async throws {
    for day in 0..<Int.random(in: 7...11, using: &random) {
      let time = start + day * 86_400 + 3 * 3600 + Int.random(in: -1800...1800, using: &random)
      asOf = time
      for id in town.cloud.volumes.compactMap({ $0["VolumeId"] as? String }) { try happen(to: id, 60) }
      if random.oneIn(12) { try pause() }
      if !random.oneIn(10) {
        newest = (!random.oneIn(8), [])
        try town.snap(time, isWhole: newest.isWhole)
        newest.flagged = Set(town.observation(time).flags.keys.map(\.id))
      }
      if random.oneIn(9) { continue }
      town.post.refuses = random.oneIn(10)
      town.cloud.pendingLooks = random.oneIn(6) ? 3 : 0
      asOf = time + Int.random(in: 60...3600, using: &random)
      if random.oneIn(3), try await dies() { asOf += 60 }
      town.cloud.revive()
      try await night(nil)
    }
    if (try? JanitorLog(town.ledger).verify()) == nil { faults.append("the log is broken") }
    if PastActions((try? JanitorLog(town.ledger).entries()) ?? []).results.isEmpty && !cleaned.isEmpty {
      faults.append("the log does not have what was done")
    }
  }

  private static let steps: [Night.Step] = [
    .began, .observed, .marksWritten, .noticesPlanned, .sending(0), .delivered(0), .recorded(0), .dueWritten,
  ]

  /// A night that may die at a step of its own or at a call.
  ///
  /// - Returns: whether it did.
  private func dies() async throws -> Bool {
    let step = random.oneIn(2) ? random.pick(Self.steps) : nil
    if step == nil {
      town.cloud.die(after: Int.random(in: 0..<25, using: &random), carriedOut: random.oneIn(2))
    }
    do {
      try await night(step)
      return true
    } catch is Killed { return true } catch is FakeCloud.Killed { return true }
  }

  private func night(_ last: Night.Step?) async throws {
    try await town.night(asOf) { step in
      if step == last { throw Killed() }
    } meanwhile: {
      // People and programs do not wait until a night is over.
      for id in town.cloud.volumes.compactMap({ $0["VolumeId"] as? String }) { try happen(to: id, 120) }
      if random.oneIn(30) { try pause() }
    }
    let tonight = town.post.letters.filter { $0.asOf > asOf - 6 * 3600 }.map(\.address)
    if Set(tonight).count != tonight.count { faults.append("an owner got two messages in one night") }
  }

  private func pause() throws {
    let store = KeepStore(town.ledger)
    if isPaused {
      _ = try store.resume(by: "ana", clock: asOf)
    } else {
      try store.pause("audit", by: "ana", clock: asOf)
    }
    isPaused.toggle()
  }

  /// What people and programs do with a volume now and then.
  private func happen(to id: String, _ seldom: Int) throws {
    switch Int.random(in: 0..<seldom, using: &random) {
    case 0:
      town.change(id) { $0["State"] = $0["State"] as? String == "available" ? "in-use" : "available" }
    case 1: town.change(id) { $0["CreateTime"] = Civil.timeText(seconds: asOf - 4 * 86_400) }
    case 2: town.tag(id, "owner", random.pick(["ana", "ben"]))
    case 3:
      let isKept = town.volume(id).map { RandomTown.tags($0)["tarsier:keep"] != nil } ?? false
      town.tag(id, "tarsier:keep", isKept ? nil : "")
    case 4:
      let until = asOf + Int.random(in: 1...5, using: &random) * 86_400
      keptUntil[id] = until
      try KeepStore(town.ledger).add(
        Keep(
          type: "ebs_volume", account: RandomTown.account, region: RandomTown.region, resource: id, arn: nil,
          until: until, reason: nil, by: "ana"), at: asOf, clock: asOf)
    case 5: town.tag(id, "AmazonECSManaged", random.oneIn(2) ? "" : nil)
    case 6: town.cloud.use[id] = random.oneIn(2) ? ["3.0"] : nil
    default: break
    }
  }

  /// Holds a deletion, at the moment of it, against what this test knows by itself.
  private func judge(_ id: String) {
    func fault(_ text: String) { faults.append("\(id) at \(Civil.timeText(seconds: asOf)): \(text)") }
    let today = zone.day(at: asOf)
    guard let volume = town.volume(id) else { return fault("is not there") }
    if cleaned.contains(id) { fault("twice") }
    cleaned.append(id)
    cleanedOn[today, default: 0] += 1
    if cleanedOn[today, default: 0] > town.most { fault("is more than the day's actions") }
    if !settings.isOpen(today) { fault("on a closed day") }
    if isPaused { fault("while paused") }
    if let until = keptUntil[id], until >= asOf { fault("is kept") }
    let tags = RandomTown.tags(volume)
    if tags["tarsier:keep"] != nil { fault("has a tag that keeps it") }
    if tags["AmazonECSManaged"] != nil { fault("is managed") }
    if volume["State"] as? String != "available" { fault("is in use") }
    if town.cloud.use[id] != nil { fault("CloudWatch knows of use") }
    if !newest.isWhole || !newest.flagged.contains(id) { fault("the newest snapshot does not flag it") }
    let isSafe = town.cloud.snapshots.contains {
      $0["VolumeId"] as? String == id && $0["State"] as? String == "completed"
    }
    if !isSafe { fault("has no complete snapshot") }
    judgeNotices(id, volume, tags, fault)
  }

  private func judgeNotices(
    _ id: String, _ volume: FakeCloud.Thing, _ tags: [String: String], _ fault: (String) -> Void
  ) {
    let marks = (try? MarkStore(town.ledger, isRehearsal: town.isRehearsal).standing()) ?? []
    guard let mark = marks.first(where: { $0.resource.id == id }), let markedAt = mark.markedAt else {
      return fault("has no mark")
    }
    if volume["CreateTime"] as? String != mark.resource.createdAt { fault("is another resource") }
    let told = town.post.letters.filter { letter in
      letter.address == mark.owner.address && letter.asOf >= markedAt
        && letter.items.contains { $0.hasPrefix("\(id) ") }
    }
    let first = told.first { $0.items.contains { $0 == "\(id) first" || $0 == "\(id) only" } }
    let last = told.last { $0.items.contains { $0 == "\(id) last" || $0 == "\(id) only" } }
    if businessDays(first?.asOf, asOf) < town.markRules[mark.rule]?.retention ?? .max {
      fault("its owner was not told in time")
    }
    if businessDays(last?.asOf, asOf) < town.noticeDays { fault("the last notice was not in time") }
  }

  /// Counted day by day, as one would on a wall calendar.
  private func businessDays(_ from: Int?, _ to: Int) -> Int {
    guard let from else { return -1 }
    let (first, last) = (zone.day(at: from), zone.day(at: to))
    guard first < last else { return 0 }
    return (first + 1...last).filter(settings.isOpen).count
  }
}
