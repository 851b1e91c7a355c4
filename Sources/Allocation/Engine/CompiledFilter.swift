internal import Billing

/// A condition of a question, ready to be held against charges.
struct CompiledFilter {
  let field: Field
  private let comparison: Filter.Comparison
  private let values: Set<String>
  private let pattern: LinearPattern?

  init(_ filter: Filter, _ field: Field) throws {
    self.field = field
    comparison = filter.comparison
    values = Set(filter.values)
    switch filter.comparison {
    case .equal, .different: pattern = nil
    case .matches, .differs:
      let text = filter.values.first ?? ""
      do {
        pattern = try LinearPattern(text)
      } catch {
        throw Problem.wrongPattern(text, error.what, dimension: filter.dimension)
      }
    }
  }

  /// Whether a value passes; nil is an absent one.
  func holds(_ value: String?) -> Bool {
    switch comparison {
    case .equal: values.contains(value ?? "")
    case .different: !values.contains(value ?? "")
    case .matches: matches(value)
    case .differs: !matches(value)
    }
  }

  private func matches(_ value: String?) -> Bool {
    guard let value, let pattern else { return false }
    return pattern.matches(value)
  }
}
