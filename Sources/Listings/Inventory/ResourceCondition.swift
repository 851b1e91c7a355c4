public import Allocation
internal import Billing
public import Inventory

/// A `--where` condition on a resource's columns and tags.
public struct ResourceCondition {
  private let column: String
  private let test: FilterTest

  /// - Parameter columns: those that there are; any `tag:KEY` is known beside them.
  public init(_ filter: Filter, columns: [String]) throws {
    column = filter.dimension
    guard column.hasPrefix("tag:") || columns.contains(column) else {
      let nearest = NearestName.of(column, among: columns).map { ", did you mean '\($0)'?" } ?? ""
      throw Problem(
        "--where", "there is no column '\(column)'\(nearest)",
        remedy: "columns are \(columns.joined(separator: ", "))")
    }
    test = try FilterTest(filter)
  }

  public func holds(for resource: KnownResource) -> Bool { test.holds(for: resource.value(column)) }
}
