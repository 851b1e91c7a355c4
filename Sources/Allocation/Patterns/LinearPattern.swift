/// A regular expression whose matching takes time in proportion to the text, whatever the expression is.
///
/// It follows all alternatives side by side (Thompson's and Pike's method), so there is nothing to try again
/// and nothing that could run on without end.
///
///     try LinearPattern("^(?<app>[a-z]+)-(prod|dev)", group: "app").matcher().text(in: "poll-prod-7")  // "poll"
public struct LinearPattern: Sendable, Hashable {
  public let text: String
  /// The names of its groups.
  let groups: [String]
  private let group: String?
  private let program: PatternProgram
  private let isAnchored: Bool

  /// - Parameter group: the group whose text is wanted; nil where only matching counts.
  init(_ text: String, group: String? = nil) throws(PatternError) {
    let (node, names) = try PatternParser.parse(text)
    self.text = text
    groups = names
    self.group = group
    program = try PatternProgram(node, group: group)
    isAnchored = program.isAnchored
  }

  /// What matches it against texts; one thread uses it at a time.
  func matcher() -> PatternMatcher { PatternMatcher(PatternMachine(program, isAnchored: isAnchored)) }

  public static func == (a: LinearPattern, b: LinearPattern) -> Bool {
    a.text == b.text && a.group == b.group
  }

  public func hash(into hasher: inout Hasher) { hasher.combine(text) }
}
