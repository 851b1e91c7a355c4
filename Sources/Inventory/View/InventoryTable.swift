public import Ledger

/// One of the tables that rules read, with its columns and the calls that it is made of.
public struct InventoryTable: Sendable {
  /// A column as rules and their documentation name it.
  public struct Column: Sendable, Equatable {
    public var name: String
    public var isInteger = false
    /// A figure with decimals, of use and never of money.
    public var isReal = false
    /// The call that brings it, where that is not one that brings the whole row.
    public var call: String?

    fileprivate var definition: String { "\"\(name)\" \(isInteger ? "INTEGER" : isReal ? "REAL" : "TEXT")" }
  }

  public let name: String
  /// The type whose resources it has; nil where it is of all types.
  public let type: String?
  public let columns: [Column]
  /// What it holds, where its calls do not say so.
  public var about: String?
  /// The calls that must have come whole for its rows to be true, whichever columns are read.
  private let rowCalls: [String]

  /// The columns that every table of resources begins with, around the type's id.
  static let common = ["account_id", "region"]
  static let described = ["arn", "name", "tags", "first_seen", "last_seen", "unchanged_since"]

  /// Every table: those of the types in the order of the catalog, and then those of all types.
  public static let all: [InventoryTable] =
    ResourceCatalog.types.flatMap(tables) + [resources, dailyUse, terraformResources]

  private static let byName = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })

  public static func named(_ name: String) -> InventoryTable? { byName[name] }

  /// The calls that it is made of.
  public var calls: [String] {
    let calls = rowCalls + columns.compactMap(\.call)
    return calls.enumerated().filter { !calls[..<$0.offset].contains($0.element) }.map(\.element)
  }

  /// The calls that must have come whole for these of its columns to be true.
  public func calls(reading names: Set<String>) -> [String] {
    rowCalls + columns.filter { names.contains($0.name) }.compactMap(\.call)
  }

  /// All resources of all types that came whole, with the columns that they have in common.
  static let resources = InventoryTable(
    name: "resources", type: nil,
    columns: texts(["resource_type"] + common + ["resource_id"] + described),
    about: "Every resource of every type that came whole.", rowCalls: [])

  /// A row for each day, metric and resource.
  static let dailyUse = InventoryTable(
    name: "daily_use", type: nil,
    columns: texts(common + ["resource_type", "resource_id", "metric", "statistic", "day"])
      + [Column(name: "value", isReal: true)],
    about: """
      How much a resource was used on each of the last 62 days that were over: CloudWatch's figures by metric \
      (`CPUUtilization`) and statistic (`Average`, `Maximum`, `Sum`).
      """, rowCalls: [UseMetric.call])

  /// What a Terraform state that was loaded says that it manages.
  static let terraformResources = InventoryTable(
    name: "terraform_resources", type: nil,
    columns: texts(common + ["resource_id", "arn", "address", "terraform_type", "state_file"]),
    about:
      "What the Terraform states say that they manage, of those that `inventory load --terraform` loaded.",
    rowCalls: [])

  private static func tables(of type: ResourceType) -> [InventoryTable] {
    var described = texts(self.described)
    if case .detail = type.tags, let detail = type.details.first(where: \.bringsTags) {
      for index in described.indices where described[index].name == "tags" {
        described[index].call = detail.call
      }
    }
    let own = InventoryTable(
      name: type.table, type: type.name,
      columns: texts(common + [type.idColumn]) + described + columns(type.columns)
        + texts(type.since.map(\.name))
        + type.details.flatMap { detail in
          columns(detail.columns, detail.call) + texts(detail.since.map(\.name), detail.call)
        },
      rowCalls: [type.call])
    let parts = type.parts.map { table(of: $0, type, calls: [type.call]) }
    let detailParts = type.details.flatMap { detail in
      detail.parts.map { table(of: $0, type, calls: [type.call, detail.call]) }
    }
    return [own] + parts + detailParts
  }

  private static func table(of part: Part, _ type: ResourceType, calls: [String]) -> InventoryTable {
    InventoryTable(
      name: part.table, type: type.name, columns: texts(common + [part.parentColumn]) + columns(part.columns),
      rowCalls: calls)
  }

  private static func columns(_ columns: [Inventory.Column], _ call: String? = nil) -> [Column] {
    columns.map { Column(name: $0.name, isInteger: $0.isInteger, call: call) }
  }

  private static func texts(_ names: [String], _ call: String? = nil) -> [Column] {
    names.map { Column(name: $0, call: call) }
  }
}

extension InventoryTable {
  /// Makes the table, empty, on a connection of its reader's own.
  public func create(on database: Database) throws {
    let list = columns.map(\.definition).joined(separator: ", ")
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

  private var keys: Set<String> {
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

extension Detail {
  var bringsTags: Bool { if case .field = tags { true } else { false } }
}
