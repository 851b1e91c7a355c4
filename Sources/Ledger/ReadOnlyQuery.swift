internal import CSQLite
internal import Billing

/// The outcome of a query.
public struct QueryTable: Sendable {
  public var columns: [String]
  public var rows: [[SQLValue]]
}

extension Ledger {
  /// Runs one query that only reads.
  public func readOnlyQuery(_ sql: String) throws -> QueryTable {
    let statement = try database.prepare(sql)
    guard unsafe sqlite3_stmt_readonly(statement.handle) != 0, statement.columnCount > 0 else {
      throw Problem("sql", "the query would change the ledger, or gives no rows", remedy: "write one SELECT")
    }
    var table = QueryTable(columns: (0..<statement.columnCount).map { statement.columnName($0) }, rows: [])
    while try statement.step() {
      table.rows.append((0..<statement.columnCount).map { statement.value($0) })
    }
    return table
  }
}
