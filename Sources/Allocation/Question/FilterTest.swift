internal import Billing

/// A condition's comparison, ready to be held against values.
public struct FilterTest {
  private let comparison: Filter.Comparison
  private let values: Set<String>
  private let pattern: PatternMatcher?

  /// - Throws: a `Problem` where its pattern is none.
  public init(_ filter: Filter) throws {
    comparison = filter.comparison
    values = Set(filter.values)
    switch filter.comparison {
    case .equal, .different: pattern = nil
    case .matches, .differs:
      let text = filter.values.first ?? ""
      do {
        pattern = try LinearPattern(text).matcher()
      } catch {
        throw Problem.wrongPattern(text, error.what, dimension: filter.dimension)
      }
    }
  }

  /// Whether a value passes; nil is an absent one.
  public func holds(for value: String?) -> Bool {
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
