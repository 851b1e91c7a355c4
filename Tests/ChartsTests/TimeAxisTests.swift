import Billing
import Testing

@testable import Charts

/// What stands under a chart over time.
struct TimeAxisTests {
  private func axis(_ length: TimeSlots.Length, _ first: CivilDay, _ count: Int, width: Double) -> TimeAxis {
    TimeAxis(TimeSlots(length, from: first.number * 24, count: count), width: width)
  }

  private let october = CivilDay(year: 2026, month: 10, day: 1)

  @Test func `a day has its hours, and its name once`() {
    let axis = axis(.hour, october, 24, width: 270)
    #expect(axis.marks.map(\.text) == ["00:00", "06:00", "12:00", "18:00"])
    #expect(axis.marks.map(\.position) == [0, 6, 12, 18])
    #expect(axis.spans == [TimeAxis.Mark(position: 0, text: "Thursday 1 October")])
  }

  @Test func `a week by the hour has the days' names under its hours`() {
    let axis = axis(.hour, october, 168, width: 612)
    #expect(axis.marks.prefix(3).map(\.text) == ["00:00", "12:00", "00:00"])
    #expect(
      axis.spans.prefix(2) == [
        TimeAxis.Mark(position: 0, text: "Thu 1 Oct"), TimeAxis.Mark(position: 24, text: "Fri 2 Oct"),
      ])
  }

  @Test func `a month by the hour has its days where they begin`() {
    let narrow = axis(.hour, october, 744, width: 270)
    #expect(narrow.marks.map(\.text) == ["5", "12", "19", "26"])
    #expect(narrow.marks.map(\.position) == [96, 264, 432, 600])
    #expect(narrow.spans.map(\.text) == ["October 2026"])
    #expect(narrow.marks.allSatisfy { !$0.isCentred })
  }

  @Test func `a month by the day has each under its slot`() {
    let wide = axis(.day, october, 31, width: 612)
    #expect(wide.marks.map(\.text) == (1...31).map { "\($0)" })
    #expect(wide.marks.map(\.position) == (0..<31).map { Double($0) + 0.5 })
    #expect(
      wide.marks.enumerated().filter(\.element.isWeekend).map { $0.offset + 1 } == [
        3, 4, 10, 11, 17, 18, 24, 25, 31,
      ])
    let middle = axis(.day, october, 31, width: 400)
    #expect(middle.marks.map(\.text) == stride(from: 1, through: 29, by: 2).map { "\($0)" })
  }

  @Test func `few days have the names of their weekdays`() {
    #expect(axis(.day, october, 3, width: 270).marks.map(\.text) == ["Thu 1", "Fri 2", "Sat 3"])
  }

  @Test func `weeks over a year are told by their months, in proportion`() throws {
    let axis = axis(.week, CivilDay(year: 2026, month: 9, day: 28), 53, width: 612)
    #expect(axis.marks.first?.text == "Oct")
    // Thursday 1 October is three days into the week of Monday 28 September.
    #expect(axis.marks.first?.position == 3.0 / 7)
    #expect(axis.spans.map(\.text) == ["2026", "2027"])
  }

  @Test func `months have their years`() {
    let axis = axis(.month, CivilDay(year: 2025, month: 11, day: 1), 4, width: 270)
    #expect(axis.marks.map(\.text) == ["Nov", "Dec", "Jan", "Feb"])
    #expect(
      axis.spans == [TimeAxis.Mark(position: 0, text: "2025"), TimeAxis.Mark(position: 2, text: "2026")])
  }

  @Test func `two thousand slots still have few labels`() {
    for length in TimeSlots.Length.allCases {
      let axis = axis(length, october, 2000, width: 270)
      #expect((2...16).contains(axis.marks.count), "\(length): \(axis.marks.map(\.text))")
    }
  }

  @Test func `months are as long as they are`() {
    let slots = TimeSlots(.month, from: CivilDay(year: 2024, month: 1, day: 1).number * 24, count: 3)
    #expect(
      slots.starts.map { Civil.hourText(hours: $0) } == [
        "2024-01-01T00:00:00Z", "2024-02-01T00:00:00Z", "2024-03-01T00:00:00Z",
      ])
    #expect(Civil.hourText(hours: slots.span.upperBound) == "2024-04-01T00:00:00Z")
  }

  @Test func `an hour that a clock repeats has no mark of its own`() {
    let starts = [0, 1, 2, 2, 3, 4].map { october.number * 24 + $0 }
    let slots = TimeSlots(.hour, starts: starts, end: starts[0] + 5, span: 100..<106)
    #expect(TimeAxis(slots, width: 612).marks.map(\.text) == ["00:00", "01:00", "02:00", "03:00", "04:00"])
  }
}
