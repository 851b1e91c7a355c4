import Billing
import TestSupport
import Testing

/// The calendar, held against Python's.
struct CivilTests {
  @Test("days, months and hours agree with Python's datetime")
  func agreesWithPython() throws {
    var random = SplitMix64(seed: 4)
    let days =
      [0, -1, 59, 60, 11_016, 19_781, 19_782, 24_855]
      + (0..<500).map { _ in Int.random(in: -60_000...2_000_000, using: &random) }
    let script = """
      import sys, calendar; from datetime import *
      for d in map(int, sys.argv[1].split()):
        day = date(1970, 1, 1) + timedelta(d)
        print(day.isoformat(), calendar.monthrange(day.year, day.month)[1])
      """
    let lines = days.map { days in
      let date = Civil.date(days: days)
      #expect(Civil.days(year: date.year, month: date.month, day: date.day) == days)
      return "\(Civil.dateText(days: days)) \(Civil.daysIn(month: date.month, year: date.year))\n"
    }
    expectSameLines(
      lines.joined(), as: try Program.python(script, [days.map(String.init).joined(separator: " ")]))
  }

  @Test func writesHoursAndTimes() {
    #expect(Civil.hourText(hours: 0) == "1970-01-01T00:00:00Z")
    #expect(Civil.hourText(hours: -1) == "1969-12-31T23:00:00Z")
    #expect(Civil.hourText(hours: 1_726_696_800 / 3600) == "2024-09-18T22:00:00Z")
    #expect(Civil.timeText(seconds: 1_726_696_809) == "2024-09-18T22:00:09Z")
    #expect(Civil.timeText(seconds: -1) == "1969-12-31T23:59:59Z")
    #expect(Civil.monthText(hours: -1) == "1969-12")
    #expect(Civil.monthText(hours: 1_726_696_800 / 3600) == "2024-09")
  }

  @Test(arguments: [(7, 2, 3), (-7, 2, -4), (-8, 2, -4), (0, 5, 0), (-1, 24, -1)])
  func dividesDownwards(_ a: Int, _ b: Int, quotient: Int) { #expect(floorDivide(a, b) == quotient) }
}
