/// A regular expression whose matching takes time in proportion to the text, whatever the expression is.
///
/// It follows all alternatives side by side (Thompson's and Pike's method), so there is nothing to try again
/// and nothing that could run on without end.
///
///     try LinearPattern("^(?<app>[a-z]+)-(prod|dev)", group: "app").text(in: "poll-prod-7")  // "poll"
public struct LinearPattern: Sendable, Hashable {
  public let text: String
  /// The names of its groups.
  let groups: [String]
  private let group: String?
  private let program: PatternProgram

  /// - Parameter group: the group whose text is wanted; nil where only matching counts.
  init(_ text: String, group: String? = nil) throws(PatternError) {
    let (node, names) = try PatternParser.parse(text)
    self.text = text
    groups = names
    self.group = group
    program = try PatternProgram(node, group: group)
  }

  /// Whether it matches anywhere in `text`.
  func matches(_ text: String) -> Bool {
    var machine = PatternMachine(program.steps)
    return machine.run(text.unicodeScalars, stopsAtFirst: true) != nil
  }

  /// The text of the wanted group in the first match; nil where nothing matches or the group has no part in it.
  func text(in text: String) -> String? {
    var machine = PatternMachine(program.steps)
    let scalars = text.unicodeScalars
    guard let match = machine.run(scalars, stopsAtFirst: false), match.start >= 0, match.end >= match.start
    else { return nil }
    let start = scalars.index(scalars.startIndex, offsetBy: match.start)
    return String(scalars[start..<scalars.index(start, offsetBy: match.end - match.start)])
  }

  public static func == (a: LinearPattern, b: LinearPattern) -> Bool {
    a.text == b.text && a.group == b.group
  }

  public func hash(into hasher: inout Hasher) { hasher.combine(text) }
}
