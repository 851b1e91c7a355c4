internal import Billing
internal import Ledger

/// One resource of the inventory as of some time, with the values of its type's table.
public struct KnownResource: Sendable, Equatable {
  public var type: String
  public var account: String
  public var region: String
  public var id: String
  public var arn: String?
  public var name: String?
  /// Nil where nobody knows them.
  public var tags: [String: String]?
  /// By column, without those above.
  public var values: [(column: String, value: String?)]

  public static func == (a: KnownResource, b: KnownResource) -> Bool {
    a.type == b.type && a.account == b.account && a.region == b.region && a.id == b.id
  }

  /// The value of a column of the type's table, or of `tag:KEY`.
  public func value(_ column: String) -> String? {
    switch column {
    case "account_id": account
    case "region": region
    case "arn": arn
    case "name": name
    default:
      column.hasPrefix("tag:")
        ? tags?[String(column.dropFirst(4))] : values.first { $0.column == column }?.value
    }
  }
}

extension InventoryView {
  /// The resources of a type, in the order of account, region and id; makes the type's table on the way.
  public func resources(of type: ResourceType) throws -> [KnownResource] {
    try makeTables([type.table])
    return try rows(of: type)
  }

  /// The resources of all types that came whole; makes all their tables on the way.
  public func resources() throws -> [KnownResource] {
    try makeTables(Set(ResourceCatalog.types.map(\.table)))
    return try ResourceCatalog.types.flatMap(rows)
  }

  func rows(of type: ResourceType) throws -> [KnownResource] {
    guard let table = InventoryTable.named(type.table) else { return [] }
    let names = table.columns.map(\.name)
    func place(_ name: String) -> Int? { names.firstIndex(of: name) }
    let (account, region, id) = (place("account_id"), place("region"), place(type.idColumn))
    let (arn, name, tags) = (place("arn"), place("name"), place("tags"))
    let others = names.indices.filter { ![account, region, arn, name, tags].contains($0) }
    var resources: [KnownResource] = []
    try ledger.database.query(
      "SELECT * FROM temp.\(type.table) ORDER BY account_id, region, \(type.idColumn)"
    ) { row in
      func text(_ column: Int?, _ row: borrowing Statement) -> String? { column.flatMap { row.text($0) } }
      var values: [(column: String, value: String?)] = []
      values.reserveCapacity(others.count)
      for column in others { values.append((names[column], row.text(column))) }
      resources.append(
        KnownResource(
          type: type.name, account: text(account, row) ?? "", region: text(region, row) ?? "",
          id: text(id, row) ?? "", arn: text(arn, row), name: text(name, row),
          tags: text(tags, row).map(TagMap.read), values: values))
    }
    return resources
  }
}
