import Allocation
import Testing

@testable import Janitor

/// Rules that flag too much, and how much one night may do.
struct LimitTests {
  private func town(_ count: Int, rule: String = "old-volume", healthy: Int = 100) throws -> Town {
    let town = try Town()
    town.healthy = healthy
    for number in 1...count { town.add(Town.Thing(id: "vol-\(number)", rule: rule)) }
    return town
  }

  @Test func aRuleThatFlagsMostOfATypeMarksNothing() async throws {
    let town = try town(3)
    try await town.nights(2...3)
    #expect(try town.marks().count == 3)
    for number in 4...200 { town.add(Town.Thing(id: "vol-\(number)")) }
    let report = try await town.nights(4...4)
    #expect(report.alerts.map(\.width) == [Width(flagged: 200, total: 300)])
    #expect(report.alerts.first?.last == Width(flagged: 3, total: 103))
    #expect(try town.marks().count == 3)
    // It goes on so, and nothing of it is told or comes due, until somebody lets it through.
    let later = try await town.nights(5...20)
    #expect(later.alerts.count == 1 && later.due.isEmpty && town.courier.letters.count == 1)
    town.allowWide = ["old-volume"]
    #expect(try await town.nights(21...21).alerts.isEmpty)
    #expect(try town.marks().count == 200)
    // Having been let through once, it is no surprise any more.
    town.allowWide = []
    #expect(try await town.nights(22...22).alerts.isEmpty)
  }

  @Test(arguments: [
    (flagged: 10, total: 20, last: (Int, Int)?.none, isSudden: false),
    (flagged: 11, total: 20, last: nil, isSudden: true),
    (flagged: 19, total: 19, last: nil, isSudden: false),
    (flagged: 11, total: 20, last: (9, 20), isSudden: true),
    (flagged: 11, total: 20, last: (10, 20), isSudden: false),
    (flagged: 20, total: 20, last: (0, 0), isSudden: true),
    (flagged: 20, total: 20, last: (5, 5), isSudden: true),
    (flagged: 20, total: 20, last: (10, 10), isSudden: false),
    (flagged: 300, total: 300, last: (2, 3), isSudden: true),
  ]) func whatIsSudden(flagged: Int, total: Int, last: (Int, Int)?, isSudden: Bool) {
    let before = last.map { Width(flagged: $0.0, total: $0.1) }
    #expect(Width(flagged: flagged, total: total).isSudden(after: before) == isSudden)
  }

  @Test(arguments: [false, true]) func aNightThatSawLittleDisarmsNothing(isPartial: Bool) async throws {
    let town = try town(5, healthy: 295)
    try await town.nights(2...3)
    // Only a small region answered, of which the rule flags most.
    for number in 3...5 { town.things["vol-\(number)"] = nil }
    (town.healthy, town.isPartial) = (1, isPartial)
    #expect(try await town.nights(4...4).alerts.isEmpty)
    for number in 1...300 { town.add(Town.Thing(id: "vol-\(number)")) }
    (town.healthy, town.isPartial) = (0, false)
    let report = try await town.nights(5...5)
    #expect(report.alerts.map(\.width) == [Width(flagged: 300, total: 300)])
    let before = isPartial ? Width(flagged: 5, total: 300) : Width(flagged: 2, total: 3)
    #expect(report.alerts.first?.last == before)
    #expect(try town.marks().count == 2)
  }

  @Test func aNightDoesNoMoreThanItMay() async throws {
    let town = try town(6)
    town.limits.maxActions = 2
    let report = try await town.nights(2...12)
    #expect(report.due.count == 2 && report.held.count == 4)
    #expect(report.held.allSatisfy { $0.reason.contains("max_actions (2)") })
    // What was begun today counts when the night is run again.
    try JanitorLog(town.ledger).append(
      LogEntry(
        at: Town.time(12, hour: 5), writtenAt: 0, by: "janitor", event: .intent, mark: report.due[0].mark,
        rule: "old-volume", action: "delete-ebs-volume", resource: report.due[0].resource,
        detail: ["rehearsal": "yes"]))
    // What was begun goes on, with one beside it.
    let again = try await town.night(Town.time(12, hour: 6)).due
    #expect(again.count == 2 && again.contains { $0.mark == report.due[0].mark })
    #expect(try await town.nights(13...13).due.count == 2)
  }

  private static func intent(
    _ id: String, mark: Int? = nil, at: Int = Town.time(12), _ detail: [String: String] = [:]
  ) -> LogEntry {
    LogEntry(
      at: at, writtenAt: 0, by: "janitor", event: .intent, mark: mark, action: "any",
      resource: MarkedResource(
        type: "any", account: "1", region: "r", id: id, arn: "", createdAt: nil), detail: detail)
  }

  /// A day's count is that of its calendar, of one kind of night, and of actions, not of their steps.
  private static let days: [(intents: [LogEntry], count: Int)] = [
    ([], 0),
    ([intent("vol-1", ["for_mark": "7"]), intent("vol-1", mark: 7)], 1),
    ([intent("vol-1", mark: 7), intent("vol-1", mark: 7)], 1),
    ([intent("vol-1", mark: 7), intent("vol-2", mark: 8)], 2),
    ([intent("web", ["for_mark": "7"])], 1),
    (
      [intent("ami-1", mark: 7), intent("snap-1", ["for_mark": "7"]), intent("snap-2", ["for_mark": "7"])], 3
    ),
    // The end of safety snapshots has no mark.
    ([intent("snap-1"), intent("snap-2")], 2),
    ([intent("vol-1", mark: 7, ["rehearsal": "yes"])], 0),
    ([intent("vol-1", ["undoes": "3"]), intent("i-1", ["off_hours": "stop"])], 0),
    // It is an hour later in Madrid.
    (
      [
        intent("vol-1", mark: 7, at: Town.time(11, hour: 22)),
        intent("vol-2", mark: 8, at: Town.time(12, hour: 23)),
      ], 0
    ),
    (
      [
        intent("vol-1", mark: 7, at: Town.time(11, hour: 23)),
        intent("vol-2", mark: 8, at: Town.time(12, hour: 22)),
      ], 2
    ),
  ]

  @Test(arguments: days.indices) func whatWasBegunOnADay(number: Int) throws {
    let (intents, count) = Self.days[number]
    let log = JanitorLog(try Town().ledger)
    try log.append(contentsOf: intents)
    var settings = CalendarSettings()
    settings.timeZone = "Europe/Madrid"
    let calendar = try BusinessCalendar(settings)
    let begun = try log.actionsBegun(on: calendar.day(at:), around: Town.time(12), isRehearsal: false)
    #expect(begun.count == count)
  }

  @Test func onlyWhatTheSettingsNameIsDue() async throws {
    let town = try town(1)
    town.limits.accounts = []
    let elsewhere = try await town.nights(2...12)
    #expect(elsewhere.due.isEmpty)
    #expect(elsewhere.held.map(\.reason) == ["add 111111111111 to janitor.accounts"])
    town.limits.accounts = ["111111111111"]
    town.limits.actions = ["release-address"]
    let other = try await town.nights(13...13)
    #expect(other.due.isEmpty)
    #expect(other.held.map(\.reason) == ["add delete-ebs-volume to janitor.actions"])
  }
}
