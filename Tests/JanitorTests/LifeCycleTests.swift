import Testing

@testable import Janitor

/// How a mark goes from night to night; a night is at 04:00 and its snapshot of 03:00.
struct LifeCycleTests {
  private let town: Town

  init() throws {
    town = try Town()
    town.add(Town.Thing(id: "vol-1"))
  }

  @Test func aMarkGoesItsWay() async throws {
    // 2026-11-02 is a Monday.
    try await town.nights(2...2)
    #expect(try town.state("vol-1") == .noticed)
    #expect(town.courier.letters.isEmpty)
    try await town.nights(3...3)
    #expect(try town.state("vol-1") == .notified)
    #expect(town.courier.letters.map(\.items) == [["vol-1 first"]])
    // Told on the 3rd, due seven business days later, on the 12th; two before that, the last notice.
    try await town.nights(4...9)
    #expect(town.courier.letters.count == 1)
    try await town.nights(10...10)
    #expect(town.courier.letters.last?.items == ["vol-1 last"])
    #expect(try await town.nights(11...11).due.isEmpty)
    let report = try await town.nights(12...12)
    #expect(report.due.map(\.resource.id) == ["vol-1"])
    #expect(try town.state("vol-1") == .due)
    #expect(town.courier.letters.count == 2)
  }

  @Test func withoutACourierNobodyIsToldAndNothingIsDue() async throws {
    let report = try await town.nights(2...30, tells: false)
    #expect(try town.state("vol-1") == .marked)
    #expect(report.due.isEmpty && report.notices.count == 1)
    #expect(try JanitorLog(town.ledger).entries().allSatisfy { $0.event != .notified })
  }

  @Test func twoSnapshotsOfOneEveningAreOne() async throws {
    try town.snap(Town.time(2, hour: 3))
    try await town.night(Town.time(2, hour: 4))
    try town.snap(Town.time(2, hour: 22))
    try await town.night(Town.time(2, hour: 23))
    #expect(try town.state("vol-1") == .noticed)
    try town.snap(Town.time(2, hour: 23))
    try await town.night(Town.time(2, hour: 24))
    #expect(try town.state("vol-1") == .notified)
  }

  @Test func theSameSnapshotTwiceCountsOnce() async throws {
    try town.snap(Town.time(2))
    for day in 2...6 { try await town.night(Town.time(day, hour: 4)) }
    #expect(try town.state("vol-1") == .noticed)
  }

  @Test func aSnapshotBetweenThatDoesNotFlagItCounts() async throws {
    try town.snap(Town.time(2))
    try await town.night(Town.time(2, hour: 4))
    town.things["vol-1"]?.isFlagged = false
    try town.snap(Town.time(2, hour: 12))
    town.things["vol-1"]?.isFlagged = true
    try await town.nights(3...3)
    #expect(try town.state("vol-1") == .noticed)
    #expect(town.courier.letters.isEmpty)
    // So does one that is loaded late.
    try await town.nights(4...4)
    #expect(try town.state("vol-1") == .notified)
    town.things["vol-1"]?.isFlagged = false
    try town.snap(Town.time(3, hour: 12))
    town.things["vol-1"]?.isFlagged = true
    try await town.nights(5...5)
    #expect(try town.state("vol-1") == .noticed)
  }

  @Test func earlierSnapshotsCountThatNobodyLookedAt() async throws {
    for day in 1...4 { try town.snap(Town.time(day)) }
    try await town.night(Town.time(4, hour: 4))
    #expect(try town.state("vol-1") == .notified)
    #expect(try town.marks()["vol-1"]?.firstSnapshot == Town.time(3))
  }

  @Test func anIncompleteSnapshotLeavesAMarkAsItIs() async throws {
    try await town.nights(2...11)
    town.things["vol-1"]?.isFlagged = false
    try town.snap(Town.time(12), whole: false)
    let report = try await town.night(Town.time(12, hour: 4))
    #expect(report.due.isEmpty)
    #expect(try town.state("vol-1") == .notified)
    try await town.nights(13...13)
    #expect(try town.state("vol-1") == nil)
  }

  @Test func whatIsNoLongerFlaggedIsReleased() async throws {
    try await town.nights(2...5)
    town.things["vol-1"]?.isFlagged = false
    let report = try await town.nights(6...6)
    #expect(report.changes.map(\.events) == [[.released]])
    #expect(try town.state("vol-1") == nil)
    // And begins anew when it is flagged again.
    town.things["vol-1"]?.isFlagged = true
    try await town.nights(9...9)
    #expect(try town.state("vol-1") == .noticed)
  }

  @Test func aYoungResourceWaits() async throws {
    town.things["vol-1"]?.createdAt = "2026-11-02T05:00:00Z"
    try town.snap(Town.time(2, hour: 6))
    try await town.night(Town.time(2, hour: 7))
    try town.snap(Town.time(3, hour: 3))
    try await town.night(Town.time(3, hour: 4))
    #expect(try town.state("vol-1") == .noticed)
    try await town.nights(4...4)
    #expect(try town.state("vol-1") == .notified)
  }

  enum Change: String, CaseIterable {
    case ruleText, parameters, creation, owner, address
  }

  @Test(arguments: Change.allCases) func whatAMarkBindsToStartsItAnew(_ change: Change) async throws {
    try await town.nights(2...11)
    switch change {
    case .ruleText: town.rules["old-volume"]?.hash = "other"
    case .parameters: town.rules["old-volume"]?.parameters = #"{"days":31}"#
    case .creation: town.things["vol-1"]?.createdAt = "2026-02-05T09:00:00Z"
    case .owner: town.things["vol-1"]?.owner.name = "others"
    case .address: town.things["vol-1"]?.owner.address = "others@example.com"
    }
    let report = try await town.nights(12...12)
    #expect(report.due.isEmpty)
    #expect(report.changes.flatMap(\.events) == [.released, .noticed])
    #expect(try town.state("vol-1") == .noticed)
    // Then all of it again, from the notice on.
    try await town.nights(13...13)
    #expect(town.courier.letters.count == 3)
    #expect(try await town.nights(14...23).due.isEmpty)
    #expect(try await town.nights(24...24).due.count == 1)
  }

  @Test func aRuleThatIsGoneReleases() async throws {
    try await town.nights(2...11)
    town.rules["old-volume"] = nil
    let report = try await town.nights(12...12)
    #expect(report.due.isEmpty)
    #expect(try town.state("vol-1") == nil)
  }

  @Test(arguments: ["keep", "tag"]) func whatIsKeptIsNeverDue(by way: String) async throws {
    try await town.nights(2...11)
    let keep = Keep(
      type: "ebs_volume", account: "111111111111", region: "us-east-1", resource: "vol-1", arn: nil,
      until: Town.time(20), reason: "backup", by: "ana")
    if way == "tag" {
      town.things["vol-1"]?.keepTag = "tarsier:keep"
    } else {
      try KeepStore(town.ledger).add(keep, at: Town.time(11, hour: 12), clock: 0)
    }
    #expect(try await town.nights(12...19).due.isEmpty)
    #expect(try town.state("vol-1") == .kept)
    if way == "tag" { town.things["vol-1"]?.keepTag = nil }
    // Once it has ended, mark and notice start again.
    #expect(try await town.nights(20...20).due.isEmpty)
    #expect(try town.state("vol-1") == .noticed)
    #expect(try await town.nights(21...30).due.isEmpty)
    #expect(try await town.nights(31...31).due.count == 1)
    #expect(
      town.courier.letters.map(\.items) == [["vol-1 first"], ["vol-1 last"], ["vol-1 first"], ["vol-1 last"]])
  }

  @Test func aKeepHoldsWhileNothingIsKnown() async throws {
    try await town.nights(2...10)
    try KeepStore(town.ledger).add(
      Keep(
        type: "x", account: "y", region: "z", resource: "other-name", arn: "arn:vol-1", until: nil,
        reason: nil, by: "ana"), at: Town.time(10, hour: 12), clock: 0)
    try town.snap(Town.time(11), whole: false)
    try await town.night(Town.time(11, hour: 4))
    #expect(try town.state("vol-1") == .kept)
  }

  @Test func whatSomethingManagesIsOnlyTold() async throws {
    town.things["vol-1"]?.managedBy = "Terraform (aws_ebs_volume.data)"
    let report = try await town.nights(2...40)
    #expect(report.due.isEmpty)
    #expect(town.courier.letters.count == 1)
    // Managed no more, it begins anew: its owner was never told a date.
    town.things["vol-1"]?.managedBy = nil
    try await town.nights(41...41)
    #expect(try town.state("vol-1") == .noticed)
  }

  @Test func nothingIsDueOnAClosedDay() async throws {
    // The 12th is a Thursday; the notice of the 10th was the last.
    try await town.nights(2...11)
    try await town.nights(14...14)
    #expect(try town.state("vol-1") == .notified)
    #expect(try await town.nights(15...15).due.isEmpty)
    #expect(try await town.nights(16...16).due.count == 1)
  }

  @Test func noNoticeNoCleanUp() async throws {
    town.courier.refuses = true
    let report = try await town.nights(2...20)
    #expect(report.due.isEmpty && report.unsent.count == 1)
    #expect(report.unsent.first?.reason == "the mail server is down")
    #expect(try town.state("vol-1") == .marked)
    town.courier.refuses = false
    // The 22nd is a Sunday: the notice goes out, and seven business days begin.
    #expect(try await town.nights(22...30).due.isEmpty)
    #expect(town.courier.letters.map(\.items) == [["vol-1 first"], ["vol-1 last"]])
    #expect(try await town.nights(31...31).due.count == 1)
  }

  @Test func aLateLastNoticeMovesTheDate() async throws {
    try await town.nights(2...9)
    town.courier.refuses = true
    #expect(try await town.nights(10...16).due.isEmpty)
    town.courier.refuses = false
    #expect(try await town.nights(17...18).due.isEmpty)
    #expect(try await town.nights(19...19).due.count == 1)
  }

  @Test func whereRetentionIsShortOneNoticeIsBoth() async throws {
    town.add(Town.Thing(id: "vol-2", rule: "wide"))
    try await town.nights(2...3)
    #expect(town.courier.letters.flatMap(\.items) == ["vol-1 first", "vol-2 only"])
    #expect(try await town.nights(4...4).due.isEmpty)
    #expect(try await town.nights(5...5).due.map(\.resource.id) == ["vol-2"])
  }

  @Test func withoutAnOwnerItTakesLonger() async throws {
    town.things["vol-1"]?.owner = MarkOwner(
      name: "ops", foundBy: "default", address: "ops@example.com", addressFrom: nil)
    #expect(try await town.nights(2...12).due.isEmpty)
    #expect(try await town.nights(13...13).due.count == 1)
  }

  @Test func nobodyToTellIsShown() async throws {
    town.things["vol-1"]?.owner.address = nil
    let report = try await town.nights(2...20)
    #expect(report.untold.map(\.resource.id) == ["vol-1"] && report.due.isEmpty)
  }

  @Test func anOwnerSeesNobodyElsesList() async throws {
    for number in 2...5 {
      var thing = Town.Thing(id: "vol-\(number)")
      thing.owner.address = number % 2 == 0 ? "even@example.com" : "odd@example.com"
      town.add(thing)
    }
    try await town.nights(2...3)
    #expect(
      town.courier.letters.map { "\($0.address) \($0.items.joined(separator: ","))" } == [
        "even@example.com vol-2 first,vol-4 first", "odd@example.com vol-3 first,vol-5 first",
        "team@example.com vol-1 first",
      ])
  }

  @Test func anOldSnapshotDoesNotBringBackWhatWasCleaned() async throws {
    let report = try await town.nights(2...12)
    let action = try #require(report.due.first)
    try MarkStore(town.ledger, isRehearsal: true).finish(action.mark, at: Town.time(12, hour: 5), clock: 0)
    for day in 13...20 { #expect(try await town.night(Town.time(day, hour: 4)).changes.isEmpty) }
    #expect(try town.state("vol-1") == nil)
  }
}
