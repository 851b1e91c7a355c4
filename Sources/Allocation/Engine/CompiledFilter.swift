/// A condition of a question, ready to be held against charges.
struct CompiledFilter {
  let field: Field
  let test: FilterTest
  /// What a pattern said of values before: thousands of combinations have a few values of a dimension.
  private let known: KnownAnswers?

  init(_ filter: Filter, _ field: Field) throws {
    self.field = field
    test = try FilterTest(filter)
    known = [.matches, .differs].contains(filter.comparison) ? KnownAnswers() : nil
  }

  /// Whether a value passes; nil is an absent one.
  func holds(_ value: String?) -> Bool {
    guard let known else { return test.holds(for: value) }
    return known.answer(to: value) { test.holds(for: value) }
  }
}

/// Answers by value, to not work them out again; as many as a dimension mostly has.
private final class KnownAnswers {
  private static let most = 10_000

  private var answers: [String?: Bool] = [:]

  func answer(to value: String?, _ work: () -> Bool) -> Bool {
    if let known = answers[value] { return known }
    let answer = work()
    if answers.count < Self.most { answers[value] = answer }
    return answer
  }
}
