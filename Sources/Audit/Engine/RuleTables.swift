internal import Inventory
internal import Ledger

/// Finds out which tables rules read, on empty tables in memory.
///
/// So a wrong query is told before anything runs, and an audit makes only the tables that it needs.
enum RuleTables {
  /// The tables that each rule reads, by its id, with the columns that it reads of each; what is wrong with a rule is its own result.
  static func read(by rules: [Rule], limit: Duration) throws -> [String: Result<
    [String: Set<String>], any Error
  >] {
    let database = try Database(path: ":memory:", mode: .memory)
    for table in InventoryTable.all { try table.create(on: database) }
    let connection = try RuleConnection(database, asOf: 0, scale: .ofExamples, limit: limit)
    var tables: [String: Result<[String: Set<String>], any Error>] = [:]
    for rule in rules {
      for table in rule.costs { try RuleSQL.create(table.name, table, on: database) }
      tables[rule.id] = Result { try connection.tables(of: rule) }
      for table in rule.costs { try database.execute("DROP TABLE temp.\(RuleSQL.quoted(table.name))") }
    }
    return tables
  }
}
