internal import Inventory
internal import Ledger

/// Finds out which tables rules read, on empty tables in memory.
///
/// So a wrong query is told before anything runs, and an audit makes only the tables that it needs.
enum RuleTables {
  /// The tables that each rule reads, by its id, with the columns that it reads of each.
  static func read(by rules: [Rule], limit: Duration) throws -> [String: [String: Set<String>]] {
    let database = try Database(path: ":memory:", mode: .memory)
    for table in InventoryTable.all { try table.create(on: database) }
    let connection = try RuleConnection(database, asOf: 0, limit: limit)
    var tables: [String: [String: Set<String>]] = [:]
    for rule in rules { tables[rule.id] = try connection.tables(of: rule) }
    return tables
  }
}
