import Allocation
import Billing
import Testing

@testable import Janitor

struct CalendarTests {
  struct Case: CustomTestStringConvertible {
    var testDescription: String
    var from: String
    var retention: Int
    var due: String
    var zone = "UTC"
    var holidays: [String] = []
    var freeze: (String, String)?
  }

  private static func seconds(_ text: String) -> Int { Timestamp.seconds(text) ?? 0 }
  private static func day(_ text: String) -> Int { seconds(text) / 86_400 }

  private static func calendar(_ example: Case) throws -> BusinessCalendar {
    var settings = CalendarSettings()
    settings.timeZone = example.zone
    settings.holidays = Set(example.holidays.map(day))
    if let freeze = example.freeze { settings.freezes = [day(freeze.0)...day(freeze.1)] }
    return try BusinessCalendar(settings)
  }

  @Test(arguments: [
    Case(testDescription: "within a week", from: "2026-11-02T03:00Z", retention: 3, due: "2026-11-05"),
    Case(testDescription: "over a weekend", from: "2026-11-05T03:00Z", retention: 3, due: "2026-11-10"),
    Case(
      testDescription: "noticed on a Saturday", from: "2026-11-07T03:00Z", retention: 1, due: "2026-11-09"),
    Case(testDescription: "seven days", from: "2026-11-02T03:00Z", retention: 7, due: "2026-11-11"),
    Case(
      testDescription: "a holiday does not count", from: "2026-11-02T03:00Z", retention: 3,
      due: "2026-11-06", holidays: ["2026-11-04"]),
    Case(
      testDescription: "a freeze does not count", from: "2026-12-17T03:00Z", retention: 3, due: "2027-01-08",
      freeze: ("2026-12-20", "2027-01-06")),
    Case(
      testDescription: "a leap day is a day", from: "2028-02-28T03:00Z", retention: 1, due: "2028-02-29"),
    Case(
      testDescription: "Saturday in Auckland, Friday in UTC", from: "2026-11-06T20:00Z", retention: 1,
      due: "2026-11-09", zone: "Pacific/Auckland"),
    Case(
      testDescription: "over the end of summer time", from: "2026-10-23T03:00Z", retention: 2,
      due: "2026-10-27", zone: "Europe/Madrid"),
    Case(
      testDescription: "over the beginning of summer time", from: "2026-03-27T03:00Z", retention: 1,
      due: "2026-03-30", zone: "Europe/Madrid"),
  ]) func countsBusinessDays(_ example: Case) throws {
    let calendar = try Self.calendar(example)
    let start = Self.seconds(example.from)
    let due = calendar.dueDay(noticedAt: start, retention: example.retention)
    #expect(Civil.dateText(days: due) == example.due)
    #expect(calendar.isOpen(due))
    // Hour by hour, nothing is over before that day, nor on a closed one.
    for hour in 0..<24 * 40 {
      let now = start + hour * 3600
      let day = calendar.day(at: now)
      if calendar.isOver(example.retention, since: start, at: now) {
        #expect(day >= due && calendar.isOpen(day))
        #expect(now - start >= example.retention * 20 * 3600)
      }
    }
    #expect(calendar.isOver(example.retention, since: start, at: start + 86_400 * 60))
  }

  @Test func aNightThatRunsAMinuteEarlierIsADayLater() throws {
    let calendar = try BusinessCalendar()
    let notice = Self.seconds("2026-11-02T03:01:00Z")
    #expect(calendar.isOver(1, since: notice, at: Self.seconds("2026-11-03T03:00:00Z")))
    // Told on Monday evening, nothing goes on Tuesday before dawn.
    let evening = Self.seconds("2026-11-02T22:00:00Z")
    #expect(!calendar.isOver(1, since: evening, at: Self.seconds("2026-11-03T03:00:00Z")))
    #expect(calendar.isOver(1, since: evening, at: Self.seconds("2026-11-04T03:00:00Z")))
  }

  @Test func aClockThatJumpsBackMakesNothingDue() throws {
    let calendar = try BusinessCalendar()
    let notice = Self.seconds("2026-11-12T03:00:00Z")
    #expect(!calendar.isOver(1, since: notice, at: Self.seconds("2026-11-09T03:00:00Z")))
  }

  @Test func anUnknownZoneIsTold() {
    var settings = CalendarSettings()
    settings.timeZone = "Europe/Nowhere"
    #expect(throws: Problem.self) { try BusinessCalendar(settings) }
  }
}
