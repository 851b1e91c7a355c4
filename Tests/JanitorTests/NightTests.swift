import Billing
import FoundationEssentials
import Ledger
import TestSupport
import Testing

@testable import Janitor

/// What a night refuses, and how one goes on that died.
struct NightTests {
  private struct Killed: Error {}

  /// Every step of a night that tells two owners.
  private static let steps: [Night.Step] = [
    .began, .observed, .marksWritten, .noticesPlanned, .sending(0), .delivered(0), .recorded(0), .sending(1),
    .delivered(1), .recorded(1), .dueWritten,
  ]

  @Test(arguments: steps) func goesOnWhereItDied(after step: Night.Step) async throws {
    let town = try Town()
    town.add(Town.Thing(id: "vol-1"))
    var other = Town.Thing(id: "vol-2")
    other.owner.address = "other@example.com"
    town.add(other)
    // Every third night dies behind that step, and is run again an hour later.
    var last = NightReport()
    for day in 2...20 {
      try town.snap(Town.time(day))
      let isFatal = day % 3 == 0
      do {
        last = try await town.night(Town.time(day, hour: 4)) { if isFatal && $0 == step { throw Killed() } }
      } catch is Killed {}
      last = try await town.night(Town.time(day, hour: 5))
      #expect(try JanitorLog(town.ledger).verify() > 0)
    }
    let words = town.courier.letters.flatMap(\.items)
    switch step {
    case .sending, .delivered:
      // Nobody knows whether that message arrived: it is told again on a later day, and never twice in a day.
      let days = town.courier.letters.map { "\($0.address) \($0.asOf / 86_400)" }
      #expect(Set(days).count == days.count)
    default:
      #expect(words.sorted() == ["vol-1 first", "vol-1 last", "vol-2 first", "vol-2 last"])
    }
    #expect(Set(words) == ["vol-1 first", "vol-1 last", "vol-2 first", "vol-2 last"])
    #expect(Set(last.due.map(\.resource.id)) == ["vol-1", "vol-2"])
  }

  @Test func anUnsureMessageIsShownAndHoldsUpWhatDependsOnIt() async throws {
    let town = try Town()
    town.add(Town.Thing(id: "vol-1"))
    try await town.nights(2...2)
    try town.snap(Town.time(3))
    await #expect(throws: Killed.self) {
      try await town.night(Town.time(3, hour: 4)) { if $0 == .delivered(0) { throw Killed() } }
    }
    let report = try await town.night(Town.time(3, hour: 5))
    #expect(report.unsent.map(\.state) == ["unsure"])
    #expect(try town.state("vol-1") == .marked && town.courier.letters.count == 1)
    try await town.nights(4...4)
    #expect(try town.state("vol-1") == .notified && town.courier.letters.count == 2)
  }

  @Test func aCleanUpWhoseResultWasWrittenIsOver() async throws {
    let town = try Town()
    town.add(Town.Thing(id: "vol-1"))
    let action = try #require(try await town.nights(2...12).due.first)
    let log = JanitorLog(town.ledger)
    let entry = LogEntry(
      at: Town.time(12, hour: 5), writtenAt: 0, by: "janitor", event: .done, mark: action.mark,
      rule: action.rule, action: action.action, resource: action.resource)
    try log.append(entry)
    let report = try await town.night(Town.time(12, hour: 6))
    #expect(report.due.isEmpty)
    #expect(try MarkStore.all(in: town.ledger).map(\.state) == [.cleaned])
  }

  @Test func marksOfRehearsalsDoNotCount() async throws {
    let town = try Town()
    town.add(Town.Thing(id: "vol-1"))
    try await town.nights(2...11)
    town.isRehearsal = false
    town.clock = Town.time(12, hour: 4)
    try town.snap(Town.time(12))
    #expect(try await town.night(Town.time(12, hour: 4)).due.isEmpty)
    // Its snapshots were really taken, so it is marked, but its owner was never told.
    #expect(try town.marks()["vol-1"]?.firstNotice?.at == Town.time(12, hour: 4))
    town.isRehearsal = true
    #expect(try town.state("vol-1") == .notified)
  }

  @Test func theLaterOfStampAndClockCounts() async throws {
    let town = try Town()
    town.isRehearsal = false
    town.add(Town.Thing(id: "vol-1"))
    // Two days' answers that were loaded in one evening are one.
    let evening = Town.time(5, hour: 20)
    try town.snap(Town.time(2), loadedAt: evening)
    try town.snap(Town.time(3), loadedAt: evening + 60)
    town.clock = evening + 120
    try await town.night(town.clock)
    #expect(try town.state("vol-1") == .noticed)
    try town.snap(Town.time(6, hour: 19))
    town.clock = Town.time(6, hour: 19) + 60
    try await town.night(town.clock)
    #expect(try town.state("vol-1") == .notified)
  }

  @Test(arguments: [Night.Step.noticesPlanned, .sending(0), .delivered(0)])
  func aKeepWhileNoticesAreSentHolds(at step: Night.Step) async throws {
    let town = try Town()
    town.add(Town.Thing(id: "vol-1"))
    try await town.nights(2...2)
    try town.snap(Town.time(3))
    let keep = Keep(
      type: "ebs_volume", account: "111111111111", region: "us-east-1", resource: "vol-1", arn: nil,
      until: Town.time(5), reason: nil, by: "ana")
    try await town.night(Town.time(3, hour: 4)) { done in
      if done == step { try KeepStore(town.ledger).add(keep, at: Town.time(3), clock: 0) }
    }
    let kept = try #require(try town.marks()["vol-1"])
    #expect(kept.state == .kept && kept.reason == keep.text && kept.keptUntil == keep.until)
    #expect(kept.firstNotice?.at == Town.time(3, hour: 4))
    #expect(try await town.nights(4...4).due.isEmpty)
    #expect(try town.state("vol-1") == .kept)
    try await town.nights(6...6)
    let anew = try #require(try town.marks()["vol-1"])
    #expect(anew.id != kept.id && anew.state == .noticed && anew.firstNotice == nil)
  }

  @Test func aNightWithoutARulesFileHasNotLookedAtItsSnapshots() async throws {
    let town = try Town()
    town.add(Town.Thing(id: "vol-1"))
    let nights = NightStore(town.ledger, isRehearsal: true)
    try await town.nights(2...3)
    town.missesRules = true
    try await town.nights(4...4)
    #expect(try nights.snapshots(until: .max).map(\.isSeen) == [true, true, false])
    town.missesRules = false
    try await town.nights(5...5)
    #expect(try nights.snapshots(until: .max).allSatisfy(\.isSeen))
  }

  @Test func aSnapshotThatWasLoadedAnewIsLookedAtAgain() async throws {
    let town = try Town()
    town.add(Town.Thing(id: "vol-1"))
    let nights = NightStore(town.ledger, isRehearsal: true)
    try await town.nights(2...3)
    try town.ledger.database.run(
      "UPDATE snapshot SET loaded_at = loaded_at + 1 WHERE taken_at = ?", [SQLValue(Town.time(2))])
    #expect(try nights.snapshots(until: .max).map(\.isSeen) == [false, true])
    try await town.nights(4...4)
    #expect(try nights.snapshots(until: .max).allSatisfy(\.isSeen))
  }

  struct Refusal: CustomTestStringConvertible {
    var testDescription: String
    var asOf = 100
    var clock = 100
    var isRehearsal = false
    var unleashes = false
    var notifies = false
    var staysHere = false
    var newest: Int?
    var last: Int?
    var refused: String?
  }

  @Test(arguments: [
    Refusal(testDescription: "a night"),
    Refusal(testDescription: "unleashed", unleashes: true),
    Refusal(testDescription: "a look", isRehearsal: true),
    Refusal(
      testDescription: "a rehearsal in the cloud", isRehearsal: true, unleashes: true,
      refused: "does not go with --unleash"),
    Refusal(
      testDescription: "a rehearsal that tells people", isRehearsal: true, notifies: true,
      refused: "does not go with --notify"),
    Refusal(
      testDescription: "a rehearsal on this machine", asOf: 900, isRehearsal: true, unleashes: true,
      notifies: true, staysHere: true, newest: 800, last: 800),
    Refusal(
      testDescription: "ahead of the clock", asOf: 101, isRehearsal: true, refused: "later than the clock"),
    Refusal(testDescription: "a stamp ahead of the clock", newest: 101, refused: "later than the clock"),
    Refusal(testDescription: "a stamp of now", newest: 100, last: 100),
    Refusal(testDescription: "the clock jumped back", last: 101, refused: "the last night was"),
    Refusal(
      testDescription: "a rehearsal that goes back", isRehearsal: true, staysHere: true, last: 101,
      refused: "the last night was"),
  ]) func refuses(_ example: Refusal) {
    let guardian = NightGuard(
      asOf: example.asOf, clock: example.clock, isRehearsal: example.isRehearsal,
      unleashes: example.unleashes, notifies: example.notifies, staysHere: example.staysHere)
    var told: String?
    do {
      try guardian.check(newest: example.newest.map { ("a mark", $0) }, lastNight: example.last)
    } catch { told = "\(error)" }
    if let refused = example.refused {
      #expect(told?.contains(refused) == true, "\(told ?? "it went on")")
    } else {
      #expect(told == nil)
    }
  }

  @Test func aLogThatWasChangedStopsTheNight() async throws {
    let town = try Town()
    town.add(Town.Thing(id: "vol-1"))
    try await town.nights(2...3)
    let guardian = NightGuard(
      asOf: Town.time(4), clock: Town.time(4), isRehearsal: true, unleashes: false, notifies: false,
      staysHere: false)
    try Night.check(guardian, ledger: town.ledger)
    try town.ledger.database.execute(
      "DROP TRIGGER janitor_log_stays; UPDATE janitor_log SET body = '{}' WHERE sequence = 2")
    #expect(throws: Problem.self) { try Night.check(guardian, ledger: town.ledger) }
  }

  @Test func oneJanitorAtATime() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("ledger.sqlite")
    var first: NightLock? = try NightLock(beside: path)
    let problem = #expect(throws: Problem.self) { try NightLock(beside: path) }
    #expect(problem?.what.contains("another janitor is at work") == true)
    withExtendedLifetime(first) {}
    first = nil
    // What a dead one left behind holds up nobody.
    try folder.write("ledger.sqlite.janitor", "4194304\n")
    _ = try NightLock(beside: path)
  }

  @Test func aLinkLeadsToTheSameLock() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("ledger.sqlite", "")
    let link = folder.path("link.sqlite")
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: path)
    let first = try NightLock(beside: link)
    #expect(throws: Problem.self) { try NightLock(beside: path) }
    withExtendedLifetime(first) {}
  }

  @Test func theSafetyAnswersAreOfThisMoment() async throws {
    let town = try Town()
    town.add(Town.Thing(id: "vol-1"))
    let action = try #require(try await town.nights(2...12).due.first)
    let answers = StoredAnswers(town.ledger) { Town.time(12, hour: 4) }
    #expect(try answers.pauseReason() == nil && answers.keepReason(action.resource) == nil)
    #expect(try answers.stillDue(action))
    try KeepStore(town.ledger).pause("incident", by: "ana", clock: 1)
    #expect(try answers.pauseReason() == "incident (ana)")
    #expect(try KeepStore(town.ledger).resume(by: "ana", clock: 2))
    #expect(try answers.pauseReason() == nil)
    var other = action
    other.ruleHash = "other"
    #expect(try !answers.stillDue(other))
    try KeepStore(town.ledger).add(
      Keep(
        type: "ebs_volume", account: "111111111111", region: "us-east-1", resource: "vol-1", arn: nil,
        until: Town.time(13), reason: nil, by: "ana"), at: Town.time(12, hour: 4), clock: 0)
    #expect(try answers.keepReason(action.resource) == "kept until 2026-11-13 by ana")
    #expect(try !answers.stillDue(action))
    #expect(try StoredAnswers(town.ledger) { Town.time(14) }.keepReason(action.resource) == nil)
  }
}
