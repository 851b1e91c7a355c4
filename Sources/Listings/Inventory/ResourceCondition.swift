public import Allocation
internal import Billing
public import Inventory

/// A `--where` condition on a resource's columns and tags.
public struct ResourceCondition {
  private let column: String
  private let comparison: Filter.Comparison
  private let values: Set<String>
  private let pattern: Regex<AnyRegexOutput>?

  /// - Parameter columns: those that there are; any `tag:KEY` is known beside them.
  public init(_ filter: Filter, columns: [String]) throws {
    column = filter.dimension
    comparison = filter.comparison
    values = Set(filter.values)
    guard column.hasPrefix("tag:") || columns.contains(column) else {
      let nearest = NearestName.of(column, among: columns).map { ", did you mean '\($0)'?" } ?? ""
      throw Problem(
        "--where", "there is no column '\(column)'\(nearest)",
        remedy: "columns are \(columns.joined(separator: ", "))")
    }
    switch comparison {
    case .equal, .different: pattern = nil
    case .matches, .differs:
      let text = filter.values.first ?? ""
      guard let regex = try? Regex(text) else {
        throw Problem("--where", "'\(text)' is no regular expression", remedy: "write one like 'name~^web-'")
      }
      pattern = regex
    }
  }

  public func holds(for resource: KnownResource) -> Bool {
    let value = resource.value(column) ?? ""
    switch comparison {
    case .equal: return values.contains(value)
    case .different: return !values.contains(value)
    case .matches: return matches(value)
    case .differs: return !matches(value)
    }
  }

  private func matches(_ value: String) -> Bool {
    guard let pattern else { return false }
    return value.firstMatch(of: pattern) != nil
  }
}
