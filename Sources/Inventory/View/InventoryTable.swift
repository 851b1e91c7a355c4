public import Ledger

/// One of the tables that rules read, with its columns and the calls that it is made of.
public struct InventoryTable: Sendable {
  /// A column as rules and their documentation name it.
  public struct Column: Sendable, Equatable {
    public var name: String
    public var isInteger: Bool
  }

  public let name: String
  /// The type whose resources it has; nil for `resources`, which has all.
  public let type: String?
  public let columns: [Column]
  /// The calls that must have come whole for its rows to be true.
  public let calls: [String]

  /// The columns that every table of resources begins with, around the type's id.
  static let common = ["account_id", "region"]
  static let described = ["arn", "name", "tags", "first_seen", "last_seen", "unchanged_since"]

  /// Every table, in the order of the catalog, and `resources` at the end.
  public static let all: [InventoryTable] = ResourceCatalog.types.flatMap(tables) + [resources]

  private static let byName = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })

  public static func named(_ name: String) -> InventoryTable? { byName[name] }

  /// All resources of all types that came whole, with the columns that they have in common.
  static let resources = InventoryTable(
    name: "resources", type: nil,
    columns: texts(["resource_type"] + common + ["resource_id"] + described), calls: [])

  private static func tables(of type: ResourceType) -> [InventoryTable] {
    let own = InventoryTable(
      name: type.table, type: type.name,
      columns: texts(common + [type.idColumn] + described) + columns(type.columns)
        + texts(type.since.map(\.name))
        + type.details.flatMap { columns($0.columns) + texts($0.since.map(\.name)) },
      // A column that another call brings is null where that call did not come.
      calls: [type.call] + type.details.filter { !$0.columns.isEmpty }.map(\.call))
    let parts = type.parts.map { table(of: $0, type, calls: [type.call]) }
    let detailParts = type.details.flatMap { detail in
      detail.parts.map { table(of: $0, type, calls: [type.call, detail.call]) }
    }
    return [own] + parts + detailParts
  }

  private static func table(of part: Part, _ type: ResourceType, calls: [String]) -> InventoryTable {
    InventoryTable(
      name: part.table, type: type.name, columns: texts(common + [part.parentColumn]) + columns(part.columns),
      calls: calls)
  }

  private static func columns(_ columns: [Inventory.Column]) -> [Column] {
    columns.map { Column(name: $0.name, isInteger: $0.isInteger) }
  }

  private static func texts(_ names: [String]) -> [Column] {
    names.map { Column(name: $0, isInteger: false) }
  }
}

extension InventoryTable {
  /// Makes the table, empty, on a connection of its reader's own.
  public func create(on database: Database) throws {
    let list = columns.map { "\"\($0.name)\" \($0.isInteger ? "INTEGER" : "TEXT")" }.joined(separator: ", ")
    try database.execute("DROP TABLE IF EXISTS temp.\(name); CREATE TEMP TABLE \(name)(\(list))")
  }

  /// Makes the indexes by which rules join it, all within an account and region: by the id, and by the ARN
  /// of a resource or the first column of a part, which names what the part is about.
  public func index(on database: Database) throws {
    for key in keys {
      try database.execute(
        "CREATE INDEX temp.\(name)_by_\(key) ON \(name)(\(Self.common.joined(separator: ", ")), \(key))")
    }
  }

  private var keys: [String] {
    let names = columns.map(\.name)
    let id = type == nil ? "resource_id" : names[Self.common.count]
    return [id, names.contains("arn") ? "arn" : names[Self.common.count + 1]]
  }

  /// A statement that adds one row, with a parameter for each column.
  public func insertion(on database: Database) throws -> Statement {
    try database.prepare(
      "INSERT INTO temp.\(name) VALUES (\(columns.map { _ in "?" }.joined(separator: ", ")))")
  }
}
