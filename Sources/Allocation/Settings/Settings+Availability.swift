internal import Billing
internal import Yams

extension Settings {
  /// What is up at some hours of the week only: an entry of `janitor.availability`.
  public struct Availability: Sendable, Equatable {
    /// Conditions on resources, which must all hold.
    public var filters: [Filter]
    public var hours: WeekHours
    /// An IANA name.
    public var timeZone: String
    /// Where it stands.
    public var place: String

    public init(filters: [Filter], hours: WeekHours, timeZone: String, place: String) {
      self.filters = filters
      self.hours = hours
      self.timeZone = timeZone
      self.place = place
    }
  }
}

extension Settings.Availability {
  /// What a condition may ask about, beside `tag:KEY`.
  public static let dimensions = ["account", "region", "resource", "resource_type"]

  /// The list under `availability:`.
  static func all(in janitor: CheckedMapping) throws -> [Settings.Availability] {
    try janitor.list("availability").map { node in
      let mapping = try CheckedMapping(
        node, file: janitor.file, key: "an entry of availability", known: ["where", "hours", "time_zone"])
      let filters = try mapping.list("where").map { try filter($0, in: mapping) }
      guard !filters.isEmpty else {
        throw Problem.wrongValue(
          mapping.place(mapping.node("where")), "where",
          expected: "a list of conditions such as tag:env=staging")
      }
      let hours = try mapping.text("hours")
      guard let week = WeekHours(hours) else {
        throw Problem.wrongValue(
          mapping.place(mapping.node("hours")), "hours",
          expected: "days and hours such as 'weekdays 08-20' or 'mon-thu 07:30-19, fri 08-15'")
      }
      let zone = try zone(mapping)
      return Settings.Availability(
        filters: filters, hours: week, timeZone: zone, place: mapping.place(node))
    }
  }

  private static func zone(_ mapping: CheckedMapping) throws -> String {
    guard let zone = try mapping.optionalText("time_zone") else { return "UTC" }
    do {
      _ = try TimeZoneOffsets(zone)
    } catch { throw error.placed(at: mapping.location(mapping.node("time_zone"))) }
    return zone
  }

  private static func filter(_ node: Node, in mapping: CheckedMapping) throws -> Filter {
    let filter: Filter
    do {
      filter = try Filter(parsing: try mapping.text(node, "where"))
    } catch let problem as Problem where problem.place != mapping.place(node) {
      throw problem.placed(at: mapping.location(node))
    }
    guard filter.dimension.hasPrefix("tag:") || dimensions.contains(filter.dimension) else {
      throw Problem.unknownWord(
        mapping.place(node), "where", filter.dimension, known: dimensions + ["tag:KEY"])
    }
    guard filter.comparison == .equal || filter.comparison == .different else {
      throw Problem.wrongValue(
        mapping.place(node), "where",
        expected: "a comparison with = or !=, in which * stands for any characters")
    }
    return filter
  }
}

/// Hours of the week, by the clock on the wall: `weekdays 08-20`, `mon-thu 07:30-19, fri 08-15`, `daily 22-06`.
public struct WeekHours: Sendable, Equatable {
  /// Minutes of the week from Monday's midnight; a span that passes the end of the week goes on at its start.
  private let spans: [Range<Int>]

  private static let day = 24 * 60
  private static let week = 7 * day
  private static let names = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
  private static let groups = [
    "weekdays": 0..<5, "weekends": 5..<7, "weekend": 5..<7, "daily": 0..<7, "always": 0..<7,
  ]

  /// - Returns: nil where the text is no such thing.
  public init?(_ text: String) {
    var spans: [Range<Int>] = []
    for entry in text.lowercased().split(separator: ",", omittingEmptySubsequences: false) {
      let words = entry.split(separator: " ")
      guard words.count == 2, let days = Self.days(words[0]), let hours = Self.hours(words[1]) else {
        return nil
      }
      for day in days {
        let start = day % 7 * Self.day
        spans.append(start + hours.lowerBound..<start + hours.upperBound)
      }
    }
    self.spans = spans
  }

  /// Whether a minute of the week, from 0 at Monday's midnight, is within.
  public func contains(_ minute: Int) -> Bool {
    spans.contains { $0.contains(minute) || $0.contains(minute + Self.week) }
  }

  private static func days(_ text: Substring) -> Range<Int>? {
    if let group = groups[String(text)] { return group }
    let ends = text.split(separator: "-", omittingEmptySubsequences: false).map {
      names.firstIndex(of: String($0))
    }
    switch ends.count {
    case 1: return ends[0].map { $0..<$0 + 1 }
    case 2:
      guard let first = ends[0], let last = ends[1] else { return nil }
      return first..<(last < first ? last + 7 : last) + 1
    default: return nil
    }
  }

  /// Minutes of the day; an end that is not after the start is on the next day.
  private static func hours(_ text: Substring) -> Range<Int>? {
    let ends = text.split(separator: "-", omittingEmptySubsequences: false).map(minute)
    guard ends.count == 2, let start = ends[0], let end = ends[1], start < day, start != end else {
      return nil
    }
    return start..<(end < start ? end + day : end)
  }

  private static func minute(_ text: Substring) -> Int? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), parts.allSatisfy({ (1...2).contains($0.utf8.count) }),
      let hour = Int(parts[0]), (0...24).contains(hour),
      let minute = parts.count == 2 ? Int(parts[1]) : 0, (0..<60).contains(minute), hour * 60 + minute <= day
    else { return nil }
    return hour * 60 + minute
  }
}
