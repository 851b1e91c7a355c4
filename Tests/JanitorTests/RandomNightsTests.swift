import Allocation
import Billing
import Foundation
import Ledger
import TestSupport
import Testing

@testable import Janitor

/// A thousand accounts through nights, kills, keeps, lost tags, incomplete snapshots, calendars and summer time.
///
/// TARSIER_RANDOM_NIGHTS says how many others.
struct RandomNightsTests {
  private static let count =
    ProcessInfo.processInfo.environment["TARSIER_RANDOM_NIGHTS"].flatMap(Int.init) ?? 1_000

  @Test(arguments: 0..<4) func nothingIsDueThatMustNotBe(quarter: Int) async throws {
    for seed in stride(from: UInt64(quarter), to: UInt64(Self.count), by: 4) {
      let schedule = try RandomSchedule(seed: seed)
      try await schedule.run()
      #expect(schedule.faults.isEmpty, "seed \(seed): \(schedule.faults.joined(separator: "; "))")
      if !schedule.faults.isEmpty { return }
    }
  }

  /// Else the test above would prove nothing.
  @Test func somethingIsDueNowAndThen() async throws {
    var due = 0
    for seed in 0..<40 {
      let schedule = try RandomSchedule(seed: UInt64(seed))
      try await schedule.run()
      due += schedule.cleaned.count
    }
    #expect(due > 20)
  }
}

/// One account's random weeks, with a memory of its own of what was told, kept and seen.
private final class RandomSchedule {
  private struct Killed: Error {}

  private let town: Town
  private let zone: TimeZoneOffsets
  private var random: SplitMix64
  private var settings = CalendarSettings()
  private let kinds: [(rule: String, retention: Int)] = [("old-volume", 3), ("wide", 1)]
  private let start: Int
  private(set) var faults: [String] = []
  /// What was cleaned up, by resource, creation and owner.
  private(set) var cleaned: Set<String> = []
  private var keptUntil: [String: Int] = [:]

  init(seed: UInt64) throws {
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
    town = try Town(settings)
    zone = try TimeZoneOffsets(settings.timeZone)
    try town.ledger.database.execute("PRAGMA synchronous = OFF")
    for kind in kinds { town.rules[kind.rule] = Town.rule(kind.rule, retention: kind.retention) }
    town.limits.noticeDays = Int.random(in: 1...2, using: &random)
    for number in 0..<3 {
      var thing = Town.Thing(id: "vol-\(number)", rule: random.pick(kinds).rule)
      thing.owner.address = random.pick(["a@example.com", "b@example.com"])
      town.add(thing)
    }
  }

  func run() async throws {
    for day in 0..<Int.random(in: 12...18, using: &random) {
      let time = start + day * 86_400 + 3 * 3600 + Int.random(in: -1800...1800, using: &random)
      try happen(at: time)
      if !random.oneIn(10) { try town.snap(time, whole: !random.oneIn(8)) }
      if random.oneIn(9) { continue }
      town.courier.refuses = random.oneIn(10)
      let asOf = time + Int.random(in: 60...3600, using: &random)
      if random.oneIn(4) {
        let step = random.pick(Self.steps)
        do {
          judge(try await town.night(asOf) { if $0 == step { throw Killed() } }, asOf)
          continue
        } catch is Killed {}
      }
      judge(try await town.night(asOf + 60), asOf + 60)
    }
    if (try? JanitorLog(town.ledger).verify()) == nil { faults.append("the log is broken") }
  }

  private static let steps: [Night.Step] = [
    .began, .observed, .marksWritten, .noticesPlanned, .sending(0), .delivered(0), .recorded(0), .dueWritten,
  ]

  /// What people and programs do between two nights.
  private func happen(at time: Int) throws {
    for id in town.things.keys.sorted() {
      guard var thing = town.things[id] else { continue }
      defer { town.things[id] = thing }
      switch Int.random(in: 0..<60, using: &random) {
      case 0: thing.isFlagged.toggle()
      case 1: thing.createdAt = Civil.timeText(seconds: time - 4 * 86_400)
      case 2: thing.owner.name = random.pick(["team", "others"])
      case 3: thing.owner.address = random.pick(["a@example.com", "b@example.com"])
      case 4: thing.keepTag = thing.keepTag == nil ? "tarsier:keep" : nil
      case 5:
        let until = time + Int.random(in: 1...5, using: &random) * 86_400
        keptUntil[id] = until
        try KeepStore(town.ledger).add(
          Keep(
            type: "ebs_volume", account: "111111111111", region: "us-east-1", resource: id, arn: nil,
            until: until, reason: nil, by: "ana"), at: time, clock: time)
      case 6: town.rules[thing.rule]?.hash += "'"
      case 7: thing.managedBy = thing.managedBy == nil ? "ECS" : nil
      default: break
      }
    }
  }

  /// Holds what a night calls due against what this test knows by itself, and carries it out.
  private func judge(_ report: NightReport, _ asOf: Int) {
    for action in report.due {
      let id = action.resource.id
      func fault(_ text: String) { faults.append("\(id) at \(Civil.timeText(seconds: asOf)): \(text)") }
      guard let thing = town.things[id] else { return fault("is unknown") }
      let today = zone.day(at: asOf)
      if !settings.isOpen(today) { fault("on a closed day") }
      if let until = keptUntil[id], until >= asOf { fault("is kept") }
      guard let flag = (try? town.observation(asOf))?.flags[thing.key] else {
        fault("the newest whole snapshot does not flag it")
        continue
      }
      if flag.keepTag != nil { fault("has a tag that keeps it") }
      if flag.managedBy != nil { fault("is managed") }
      if flag.createdAt != action.resource.createdAt { fault("is another resource") }
      if flag.owner.name != action.owner { fault("has another owner") }
      let told = town.courier.letters.filter { letter in
        letter.address == flag.owner.address && letter.asOf >= action.markedAt
          && letter.items.contains { $0.hasPrefix("\(id) ") }
      }
      let first = told.first { $0.items.contains { $0 == "\(id) first" || $0 == "\(id) only" } }
      let last = told.last { $0.items.contains { $0 == "\(id) last" || $0 == "\(id) only" } }
      if businessDays(first?.asOf, asOf) < town.rules[action.rule]?.retention ?? .max {
        fault("its owner was not told in time")
      }
      if businessDays(last?.asOf, asOf) < town.limits.noticeDays { fault("the last notice was not in time") }
      let name = "\(id) \(action.mark)"
      if !cleaned.insert(name).inserted { fault("twice") }
      try? MarkStore(town.ledger, isRehearsal: true).finish(action.mark, at: asOf, clock: asOf)
    }
    let tonight = town.courier.letters.filter { $0.asOf > asOf - 6 * 3600 }.map(\.address)
    if Set(tonight).count != tonight.count { faults.append("an owner got two messages in one night") }
  }

  /// Counted day by day, as one would on a wall calendar.
  private func businessDays(_ from: Int?, _ to: Int) -> Int {
    guard let from else { return -1 }
    let (first, last) = (zone.day(at: from), zone.day(at: to))
    guard first < last else { return 0 }
    return (first + 1...last).filter(settings.isOpen).count
  }
}
