package import Billing

/// Writes a question as the command that asks it.
///
/// The commands under tables come from the very questions that filled them, so they cannot differ.
///
///     CommandLineText.command(for: question)
///     // tarsier cost --by team --where billing_period=2026-10
public enum CommandLineText {
  public static func command(for question: CostQuestion) -> String {
    var words = ["tarsier", "cost"]
    if !question.by.isEmpty { words += ["--by", list(question.by)] }
    if question.per != .total { words += ["--per", question.per.rawValue] }
    for filter in question.filters { words += ["--where", condition(filter)] }
    if let from = question.from { words += ["--from", time(from)] }
    if let to = question.to { words += ["--to", time(to)] }
    if question.metric != .billed { words += ["--metric", question.metric.rawValue] }
    if let top = question.top { words += ["--top", "\(top)"] }
    if question.timeZone != "UTC" { words += ["--time-zone", question.timeZone] }
    if question.beforeSharing { words.append("--before-sharing") }
    return words.map(shellWord).joined(separator: " ")
  }

  /// `tarsier cost compare …`.
  package static func compareCommand(
    from before: String, to after: String, by: [String], where filters: [Filter], metric: Measure
  ) -> String {
    var words = ["tarsier", "cost", "compare", "--from-month", before, "--to-month", after]
    if !by.isEmpty { words += ["--by", list(by)] }
    for filter in filters { words += ["--where", condition(filter)] }
    if metric != .billed { words += ["--metric", metric.rawValue] }
    return words.map(shellWord).joined(separator: " ")
  }

  /// `tarsier concepts explain …`.
  package static func explainCommand(of concept: String, where filters: [Filter], metric: Measure) -> String {
    var words = ["tarsier", "concepts", "explain", "--concept", list([concept])]
    for filter in filters { words += ["--where", condition(filter)] }
    if metric != .billed { words += ["--metric", metric.rawValue] }
    return words.map(shellWord).joined(separator: " ")
  }

  /// `tarsier cost event …`: a run of hours against the same hours of the days before.
  package static func eventCommand(_ hours: Range<Int>, baselineDays: Int, metric: Measure) -> String {
    var words = [
      "tarsier", "cost", "event", "--from", time(hours.lowerBound), "--to", time(hours.upperBound),
      "--baseline", "\(baselineDays)d",
    ]
    if metric != .billed { words += ["--metric", metric.rawValue] }
    return words.map(shellWord).joined(separator: " ")
  }

  /// `tarsier cost unit …`; by month unless the question is for days.
  package static func unitCommand(for question: CostQuestion, per metric: String) -> String {
    var words = ["tarsier", "cost", "unit", "--per-metric", metric]
    if !question.by.isEmpty { words += ["--by", list(question.by)] }
    if question.per == .day { words += ["--per", "day"] }
    for filter in question.filters { words += ["--where", condition(filter)] }
    if let from = question.from { words += ["--from", time(from)] }
    if let to = question.to { words += ["--to", time(to)] }
    if question.metric != .billed { words += ["--metric", question.metric.rawValue] }
    return words.map(shellWord).joined(separator: " ")
  }

  /// A condition as `Filter(parsing:)` reads it back.
  package static func condition(_ filter: Filter) -> String {
    let name = filter.dimension
    let isPlain = !name.utf8.contains { "=~!\"".utf8.contains($0) } && !hasBlanksAround(name)
    let values =
      switch filter.comparison {
      case .equal, .different: list(filter.values)
      // A pattern is taken whole.
      case .matches, .differs: filter.values.joined(separator: ",")
      }
    return (isPlain ? name : "\"\(name)\"") + filter.comparison.rawValue + values
  }

  /// Values with commas between them, as `commaSeparated` reads them back.
  package static func list(_ values: [String]) -> String {
    values.map { value in
      let isPlain =
        !value.utf8.contains(UInt8(ascii: ",")) && !value.hasPrefix("\"") && !hasBlanksAround(value)
      return isPlain ? value : "\"" + value.replacing("\"", with: "\"\"") + "\""
    }
    .joined(separator: ",")
  }

  private static func hasBlanksAround(_ text: String) -> Bool { text.hasPrefix(" ") || text.hasSuffix(" ") }

  /// An hour since 1970 as a day, where it starts one, else as a time.
  package static func time(_ hour: Int) -> String {
    hour.isMultiple(of: 24) ? Civil.dateText(days: hour / 24) : Civil.hourText(hours: hour)
  }

  /// A word as a POSIX shell reads it back: plain where it is, else in single quotes.
  ///
  /// One with a line break is written as bash and its like read it, `$'line\nbreak'`: a command stays on its line.
  package static func shellWord(_ word: String) -> String {
    if word.unicodeScalars.contains(where: { $0.value < 32 || $0.value == 127 }) {
      return "$'" + word.unicodeScalars.map(escaped).joined() + "'"
    }
    let plain = word.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"):
        true
      default: "-_.,:/=@%+".utf8.contains(byte)
      }
    }
    return plain && !word.isEmpty ? word : "'" + word.replacing("'", with: "'\\''") + "'"
  }

  /// A character inside `$'…'`.
  private static func escaped(_ scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "\n": return "\\n"
    case "\t": return "\\t"
    case "'", "\\": return "\\\(scalar)"
    default:
      guard scalar.value < 32 || scalar.value == 127 else { return String(scalar) }
      // Three digits, so that a digit behind them is not taken in.
      let digits = String(scalar.value, radix: 8)
      return "\\" + String(repeating: "0", count: 3 - digits.count) + digits
    }
  }
}
