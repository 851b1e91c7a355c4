internal import Billing
internal import Inventory
internal import Ledger

/// What the inventory says of a resource that a rule flagged.
struct FlaggedResource {
  let arn: String?
  let name: String?
  let tags: [String: String]
  let unchangedSince: String?
  let createdAt: String?
  let firstSeen: String?

  /// - Parameter row: the columns of the look-up, in the order of these.
  init(_ row: borrowing Statement) {
    arn = row.text(0)
    name = row.text(1)
    tags = row.text(2).map(TagMap.read) ?? [:]
    unchangedSince = row.text(3)
    createdAt = row.text(4)
    firstSeen = row.text(5)
  }
}

/// Looks flagged resources up in the tables of their types.
final class FlaggedResources {
  /// A statement for each type; ten thousand findings look up as many resources.
  private final class Lookup {
    let statement: Statement

    init(_ statement: consuming Statement) { self.statement = statement }
  }

  private let database: Database
  /// By the type's name as rules write it; nil for one without a table.
  private var lookups: [String: Lookup?] = [:]
  private let made: Set<String>

  /// - Parameter made: the tables that there are.
  init(_ database: Database, made: Set<String>) {
    self.database = database
    self.made = made
  }

  /// - Returns: nil where the rule named something that the inventory does not have.
  func resource(_ hit: RuleConnection.Hit) throws -> FlaggedResource? {
    guard let lookup = try lookups[hit.resourceType] ?? prepare(hit.resourceType) else { return nil }
    try lookup.statement.bind([.text(hit.account), .text(hit.region), .text(hit.resourceID)])
    // A statement that still stands at a row would keep its table from being dropped.
    defer { try? lookup.statement.bind([]) }
    guard try lookup.statement.step() else { return nil }
    return FlaggedResource(lookup.statement)
  }

  /// The column that tells when a resource was made; an instance that is started again counts as made anew.
  private func creation(_ type: ResourceType) -> String {
    let columns = InventoryTable.named(type.table)?.columns.map(\.name) ?? []
    return ["created_at", "launched_at"].first(where: columns.contains) ?? "NULL"
  }

  private func prepare(_ name: String) throws -> Lookup? {
    guard let type = ResourceCatalog.type(named: name), made.contains(type.table) else {
      lookups[name] = .some(nil)
      return nil
    }
    let lookup = Lookup(
      try database.prepare(
        """
        SELECT arn, name, tags, unchanged_since, \(creation(type)), first_seen FROM temp.\(type.table)
        WHERE account_id = ? AND region = ? AND \(type.idColumn) = ?
        """))
    lookups[name] = lookup
    return lookup
  }
}
