public import Allocation
internal import Billing
public import Inventory

/// Resources of one type as a listing: the columns of its table, and a column for each tag that any of them has.
public struct ResourceListing {
  /// What `--where` and the listing know, tags as `tag:KEY`.
  public let columns: [String]
  private let integers: Set<String>

  public init(type: ResourceType, resources: [KnownResource]) {
    let table = InventoryTable.named(type.table)
    let tags = Set(resources.flatMap { $0.tags?.keys.map { "tag:\($0)" } ?? [] }).sorted()
    columns = (table?.columns.map(\.name) ?? []).filter { $0 != "tags" } + tags
    integers = Set(table?.columns.filter(\.isInteger).map(\.name) ?? [])
  }

  public func listing(_ resources: [KnownResource]) -> Listing {
    var listing = Listing(
      columns.enumerated().map { index, column in
        // The id and what tells most stand first in every type; the rest makes way on a narrow terminal.
        Listing.Column(
          column, integers.contains(column) ? .count : .text, detail: column == "arn" ? 9 : min(8, index / 3))
      })
    listing.rows = Listing.Rows(resources) { resource in
      columns.map { column in
        let value = resource.value(column)
        return integers.contains(column) ? Listing.Cell(value.flatMap { Int($0) }) : Listing.Cell(value)
      }
    }
    return listing
  }
}

extension ResourceListing {
  /// The resources of a type for which all conditions hold.
  ///
  /// - Throws: a `Problem` where the type or a condition's column is not known.
  public static func listing(_ question: InventoryQuestion, type name: String, where filters: [Filter]) throws
    -> Listing
  {
    guard let type = ResourceCatalog.type(named: name) else { throw Problem.unknownResourceType(name) }
    let all = try question.view.resources(of: type)
    let listing = ResourceListing(type: type, resources: all)
    let conditions = try filters.map { try ResourceCondition($0, columns: listing.columns) }
    var shown = listing.listing(all.filter { resource in conditions.allSatisfy { $0.holds(for: resource) } })
    shown.notes += question.notes(on: Set([type.call] + type.details.map(\.call)))
    return shown
  }
}
