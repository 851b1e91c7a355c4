/// Matches a pattern against texts.
struct PatternMatcher {
  private let machine: PatternMachine

  init(_ machine: PatternMachine) { self.machine = machine }

  /// Whether it matches anywhere in `text`.
  func matches(_ text: String) -> Bool { machine.run(text.unicodeScalars, stopsAtFirst: true) != nil }

  /// The text of the wanted group in the first match; nil where nothing matches or the group has no part in it.
  func text(in text: String) -> String? {
    let scalars = text.unicodeScalars
    guard let match = machine.run(scalars, stopsAtFirst: false), match.start >= 0, match.end >= match.start
    else { return nil }
    let start = scalars.index(scalars.startIndex, offsetBy: match.start)
    return String(scalars[start..<scalars.index(start, offsetBy: match.end - match.start)])
  }
}
