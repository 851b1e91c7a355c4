internal import Billing
internal import FoundationEssentials
internal import Yams

/// Reads `calendar:` with its file of holidays.
struct CalendarReader {
  private let mapping: CheckedMapping

  init(_ node: Node, file: String) throws {
    mapping = try CheckedMapping(
      node, file: file, key: "calendar", known: ["time_zone", "holidays", "freeze"])
  }

  /// - Parameter path: makes a path of a file's name in the settings.
  func calendar(path: (String) -> String) throws -> CalendarSettings {
    var calendar = CalendarSettings()
    if let zone = try mapping.optionalText("time_zone") {
      do {
        _ = try TimeZoneOffsets(zone)
      } catch { throw error.placed(at: mapping.location(mapping.node("time_zone"))) }
      calendar.timeZone = zone
    }
    if let name = try mapping.optionalText("holidays") { calendar.holidays = try holidays(path(name)) }
    for node in try mapping.list("freeze") { calendar.freezes.append(try freeze(node)) }
    try checkThatDaysAreLeft(calendar)
    return calendar
  }

  /// A date a line; what stands behind a blank or `#` is a comment.
  private func holidays(_ path: String) throws -> Set<Int> {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw Problem.noSideFile(mapping.location(mapping.node("holidays")), path)
    }
    var days: Set<Int> = []
    let lines = String(decoding: data, as: UTF8.self)
      .split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    for (number, line) in lines.enumerated() {
      let text = line.prefix { $0 != "#" }.drop { $0.isWhitespace || $0 == "\u{FEFF}" }
      if text.allSatisfy(\.isWhitespace) { continue }
      let date = text.prefix { !$0.isWhitespace && $0 != "," && $0 != ";" }
      guard let day = day(date) else { throw Problem.noHoliday("\(path):\(number + 1):1", String(date)) }
      days.insert(day)
    }
    return days
  }

  /// `2026-12-20..2027-01-06`, both days with it, or one day.
  private func freeze(_ node: Node) throws -> ClosedRange<Int> {
    let text = try mapping.text(node, "freeze")
    let end = text.firstRange(of: "..")
    let first = day(end.map { text[..<$0.lowerBound] } ?? text[...])
    let last = end.map { day(text[$0.upperBound...]) } ?? first
    guard let first, let last else {
      throw Problem.wrongValue(
        mapping.place(node), "freeze", expected: "a span of dates such as 2026-12-20..2027-01-06")
    }
    guard first <= last else { throw Problem.backwardFreeze(mapping.place(node), text) }
    return first...last
  }

  private func day(_ text: Substring) -> Int? {
    guard text.utf8.count == 10, let seconds = Timestamp.seconds(text), seconds % 86_400 == 0 else {
      return nil
    }
    return seconds / 86_400
  }

  /// Over a year without a business day is no freeze but a mistake.
  private func checkThatDaysAreLeft(_ calendar: CalendarSettings) throws {
    let starts = calendar.freezes.map(\.lowerBound) + [calendar.holidays.min()].compactMap(\.self)
    for start in starts where !(start...start + 366).contains(where: calendar.isOpen) {
      throw Problem.noBusinessDay(mapping.place(nil), after: Civil.dateText(days: start))
    }
  }
}
