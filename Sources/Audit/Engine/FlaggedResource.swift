internal import Inventory
internal import Ledger

/// What the inventory says of a resource that a rule flagged.
struct FlaggedResource {
  var arn: String?
  var name: String?
  var tags: [String: String]
  var unchangedSince: String?
}

/// Looks flagged resources up in the tables of their types.
struct FlaggedResources {
  private let database: Database
  private let made: Set<String>

  /// - Parameter made: the tables that there are.
  init(_ database: Database, made: Set<String>) {
    self.database = database
    self.made = made
  }

  /// - Returns: nil where the rule named something that the inventory does not have.
  func resource(_ hit: RuleConnection.Hit) throws -> FlaggedResource? {
    guard let type = ResourceCatalog.type(named: hit.resourceType), made.contains(type.table) else {
      return nil
    }
    var found: FlaggedResource?
    try database.query(
      """
      SELECT arn, name, tags, unchanged_since FROM temp.\(type.table)
      WHERE account_id = ? AND region = ? AND \(type.idColumn) = ?
      """, [.text(hit.account), .text(hit.region), .text(hit.resourceID)]
    ) { row in
      found = FlaggedResource(
        arn: row.text(0), name: row.text(1), tags: row.text(2).map(TagText.all) ?? [:],
        unchangedSince: row.text(3))
    }
    return found
  }
}
