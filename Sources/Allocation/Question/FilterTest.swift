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

  /// An SQL expression over a column that holds for every value that passes, and maybe for others, and the texts
  /// for its placeholders; nil where the test is none that SQLite makes.
  func narrowing(_ column: String) -> (sql: String, texts: [String])? {
    guard values.count <= Self.mostNarrowing else { return nil }
    let list = Array(repeating: "?", count: values.count).joined(separator: ", ")
    switch comparison {
    case .equal where values.allSatisfy(Self.equalsItsBytesAlone):
      return ("ifnull(\(column), '') IN (\(list))", Array(values))
    case .different: return ("ifnull(\(column), '') NOT IN (\(list))", Array(values))
    case .equal, .matches, .differs: return nil
    }
  }

  private static let mostNarrowing = 50

  /// Swift compares characters, SQLite bytes; of ASCII, three are also written otherwise: K as the Kelvin sign.
  private static func equalsItsBytesAlone(_ text: String) -> Bool {
    text.utf8.allSatisfy { $0 < 0x80 && !"K;`".utf8.contains($0) }
  }

  private func matches(_ value: String?) -> Bool {
    guard let value, let pattern else { return false }
    return pattern.matches(value)
  }
}
